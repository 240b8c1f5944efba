// Runs handlers over pg-boss. What it promises: a job that was committed runs until it succeeded or its
// own work failed `attempts` times; a killed process is no failure: the heartbeat (10 s, looked at every
// 5 s) gives the job to another worker at once, however often. A process that stops gives back what it
// cannot finish in its grace; that is no failure either, nor is a sleep that its work asks for. What it
// does not promise: that a job runs only once. Handlers keep stages (see content/) and settle in one
// transaction.

import { PgBoss } from 'pg-boss'
import type { Db } from '#db/index.ts'
import { type Clock, systemClock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import { bossSchema, deadLetterQueue } from './boss-schema.ts'
import { assertHandled, type JobHandler, JobSleeps, type JobSpec, type Places } from './define-job.ts'
import { deleteFailures, findFailures, recordFailure, setRetryDelay, setSleep } from './job-store.ts'

const heartbeatSeconds = 10
const monitorSeconds = 5
/** Cron jobs start this much behind their minute, and the 5 s of their worker, at most. */
const cronSeconds = 10
const pollingSeconds = 2
const stopGraceMs = 20_000
export const backoffSecondsMax = 300
// Short jobs of one batch wait mostly for the database.
const sideBySide = 5
// pg-boss counts a kill as a retry; our own count decides, so its own must never end a job.
const retriesWithoutEnd = 1_000_000

/** Creates or updates the queue schema and the queues. Idempotent. */
export async function installQueues(url: string, jobs: readonly JobSpec[]): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: bossSchema,
    max: 2,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  await boss.start()
  try {
    const known = new Set((await boss.getQueues()).map((queue) => queue.name))
    if (!known.has(deadLetterQueue))
      await boss.createQueue(deadLetterQueue, { retentionSeconds: 90 * 86_400 })
    for (const job of jobs) {
      const options = {
        retryLimit: retriesWithoutEnd,
        retryDelay: 0,
        expireInSeconds: job.expireSeconds,
        heartbeatSeconds,
        deleteAfterSeconds: 3600,
        retentionSeconds: 30 * 86_400,
        deadLetter: deadLetterQueue,
        notify: true,
      }
      if (known.has(job.name)) await boss.updateQueue(job.name, options)
      else await boss.createQueue(job.name, options)
      if (job.cron) await boss.schedule(job.name, job.cron)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

export type Runner = { stop(): Promise<void> }

/** @throws Error when a job has no handler or two. */
export async function startRunner(options: {
  url: string
  db: Db
  jobs: readonly JobSpec[]
  handlers: readonly JobHandler[]
  log: Log
  clock?: Clock
  /** By the job's name, where other than its own. */
  places?: ReadonlyMap<string, Places>
  /** Jobs that do not end within it are given back. */
  stopGraceMs?: number
}): Promise<Runner> {
  const { url, jobs, handlers, log } = options
  assertHandled(jobs, handlers)
  const boss = new PgBoss({
    connectionString: url,
    schema: bossSchema,
    max: 6,
    application_name: 'forecourt-worker',
    useListenNotify: true,
    migrate: false,
    superviseIntervalSeconds: monitorSeconds,
    monitorIntervalSeconds: monitorSeconds,
    cronMonitorIntervalSeconds: cronSeconds,
    cronWorkerIntervalSeconds: 5,
  })
  let stopping = false
  const isStopping = () => stopping
  boss.on('error', (error) => {
    if (!stopping) log.error({ err: error }, 'job queue')
  })
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'job queue'))
  await boss.start()
  for (const handler of handlers) {
    const places = options.places?.get(handler.job.name) ?? handler.job
    for (let i = 0; i < places.concurrency; i++) {
      await work(boss, handler, { ...options, perSiteMax: places.perSiteMax, isStopping })
    }
  }
  return {
    async stop() {
      stopping = true
      await boss.stop({ graceful: true, timeout: options.stopGraceMs ?? stopGraceMs })
    },
  }
}

type Fetched = { id: string; data: unknown; retryCount: number; signal: AbortSignal }
type Result = { id: string; status: 'completed' | 'failed' | 'deadletter'; output?: object }

type Surroundings = { db: Db; log: Log; clock?: Clock; isStopping(): boolean }

async function work(
  boss: PgBoss,
  handler: JobHandler,
  options: Surroundings & Pick<Places, 'perSiteMax'>,
): Promise<void> {
  const { job } = handler
  let workerId: string | undefined
  workerId = await boss.work(
    job.name,
    {
      batchSize: job.batchSize,
      groupConcurrency: options.perSiteMax,
      pollingIntervalSeconds: pollingSeconds,
      notifyPollingIntervalSeconds: pollingSeconds,
      perJobResults: true,
    },
    async (fetched): Promise<Result[]> => {
      try {
        return await runBatch(handler, fetched as Fetched[], options)
      } finally {
        // A worker sleeps after each fetch; with work done there is likely more.
        if (workerId) boss.notifyWorker(workerId)
      }
    },
  )
}

async function runBatch(
  handler: JobHandler,
  fetched: Fetched[],
  { db, log, clock = systemClock, isStopping }: Surroundings,
): Promise<Result[]> {
  const retried = fetched.filter((one) => one.retryCount > 0).map((one) => one.id)
  const failures = retried.length > 0 ? await findFailures(db, retried) : new Map<string, number>()
  const results: Result[] = []
  const waiting = [...fetched]
  const runNext = async () => {
    for (let one = waiting.shift(); one && !isGivenBack(one, isStopping); one = waiting.shift()) {
      const failed = failures.get(one.id) ?? 0
      // What it failed with or slept for is over: if this process is killed, another one takes the job at once.
      if (one.retryCount > 0) await setRetryDelay(db, one.id, 0)
      results.push(await runOne(handler, one, failed, { db, log, clock, isStopping }))
    }
  }
  await Promise.all(Array.from({ length: Math.min(sideBySide, fetched.length) }, runNext))
  const done = results
    .filter((result) => result.status === 'completed' && failures.has(result.id))
    .map((result) => result.id)
  if (done.length > 0) await deleteFailures(db, done)
  return results
}

/** The grace is over, and the queue has put the job back. */
function isGivenBack(one: Fetched, isStopping: () => boolean): boolean {
  return isStopping() && one.signal.aborted
}

async function runOne(
  handler: JobHandler,
  one: Fetched,
  failed: number,
  { db, log, clock, isStopping }: Required<Surroundings>,
): Promise<Result> {
  const { job } = handler
  const attempt = failed + 1
  try {
    await handler.handle(one.data as never, { jobId: one.id, attempt, signal: one.signal, log })
    return { id: one.id, status: 'completed' }
  } catch (cause) {
    if (cause instanceof JobSleeps) return await sleep(db, one, cause.until, clock)
    const error = cause instanceof Error ? cause : new Error(String(cause))
    if (isGivenBack(one, isStopping)) return { id: one.id, status: 'failed' }
    const last = attempt >= job.attempts
    log.error({ err: error, job: job.name, jobId: one.id, attempt, last }, 'job failed')
    const delaySeconds = Math.min(backoffSecondsMax, 2 ** attempt)
    const isOurs = await recordFailure(db, {
      jobId: one.id,
      retryCount: one.retryCount,
      failures: attempt,
      error: error.message,
      delaySeconds,
      now: clock.now(),
    })
    if (!isOurs || !last) return { id: one.id, status: 'failed', output: { message: error.message } }
    await handler.exhausted?.(one.data as never, error)
    return { id: one.id, status: 'deadletter', output: { message: error.message } }
  }
}

/** For the queue it is a retry, and for us no failure. */
async function sleep(db: Db, { id, retryCount }: Fetched, until: Date, clock: Clock): Promise<Result> {
  const seconds = Math.max(0, Math.ceil((until.getTime() - clock.now().getTime()) / 1000))
  await setSleep(db, { jobId: id, retryCount, seconds })
  return { id, status: 'failed' }
}
