import type { Log } from '#kernel/log.ts'

export type Places = {
  /** Jobs that one process works on at once. */
  concurrency: number
  /**
   * Jobs of one site at once over all processes, so that a site with a long queue leaves room for the others:
   * fewer than one process has places. Fetches at the same moment do not see each other and may go over it.
   */
  perSiteMax: number
}

export type JobSpec = Places & {
  /** Queue name, `noun.verb`. */
  name: string
  /** Jobs fetched together: 1 for long work, more for short work that would spend its time fetching. */
  batchSize: number
  /** Failures of its own work after which a job goes to the dead letters. A killed process is no failure. */
  attempts: number
  /** A job that runs longer is taken for lost. */
  expireSeconds: number
  /** Cron expression in UTC of work that nobody enqueues. */
  cron?: string
}

/** A kind of work. `Data` is what a job carries, as JSON. */
export type Job<Data extends object> = JobSpec & { readonly carries?: Data }

export type JobContext = {
  jobId: string
  /** Which try of the job's own work this is, from 1. */
  attempt: number
  /** Aborted when the claim on the job is lost or the process stops without waiting longer. */
  signal: AbortSignal
  log: Log
}

/** Thrown by a job's work: it sleeps until then, which is no failure, and is begun again. */
export class JobSleeps extends Error {
  override name = 'JobSleeps'
  readonly until: Date

  constructor(until: Date) {
    super(`sleeps until ${until.toISOString()}`)
    this.until = until
  }
}

export type JobHandler = {
  job: JobSpec
  handle(data: never, context: JobContext): Promise<void>
  exhausted?(data: never, error: Error): Promise<void>
  revive?(data: never): Promise<void>
}

export type JobEnds<Data> = {
  /** The last try failed, and the job goes to the dead letters: says so on the resource, so that nothing stays "generating". */
  exhausted(data: Data, error: Error): Promise<void>
  /** The job comes back from the dead letters: undoes what `exhausted` said, so that its work finds something to do. */
  revive(data: Data): Promise<void>
}

/** Long work, one by one: three tries. */
export function defineJob<Data extends object>(spec: Pick<JobSpec, 'name'> & Partial<JobSpec>): Job<Data> {
  return { concurrency: 3, batchSize: 1, perSiteMax: 2, attempts: 3, expireSeconds: 900, ...spec }
}

/** Binds a job to its work, and to what its end in the dead letters means to the resource. */
export function handles<Data extends object>(
  job: Job<Data>,
  handle: (data: Data, context: JobContext) => Promise<void>,
  ends?: JobEnds<Data>,
): JobHandler {
  return { job, handle, ...ends }
}

/** As `handles`, with the work loaded at its first job: what it needs in memory is not there before. */
export function handlesLater<Data extends object>(
  job: Job<Data>,
  load: () => Promise<JobHandler>,
): JobHandler {
  let loaded: Promise<JobHandler> | undefined
  const handler = () => {
    // A load that failed is tried again by the next job.
    loaded ??= load().catch((error) => {
      loaded = undefined
      throw error
    })
    return loaded
  }
  return {
    job,
    handle: async (data, context) => (await handler()).handle(data, context),
    exhausted: async (data, error) => (await handler()).exhausted?.(data, error),
    revive: async (data) => (await handler()).revive?.(data),
  }
}

/** @throws Error unless each job has exactly one handler and each handler a listed job. */
export function assertHandled(jobs: readonly JobSpec[], handlers: readonly JobHandler[]): void {
  const faults: string[] = []
  for (const job of jobs) {
    const count = handlers.filter((handler) => handler.job.name === job.name).length
    if (count !== 1) faults.push(`job "${job.name}" has ${count} handlers`)
    if (jobs.filter((other) => other.name === job.name).length !== 1)
      faults.push(`job "${job.name}" is listed twice`)
  }
  for (const { job } of handlers) {
    if (!jobs.includes(job)) faults.push(`the handler of "${job.name}" belongs to no listed job`)
  }
  if (faults.length > 0) throw new Error(`Jobs and handlers do not match: ${faults.join('; ')}.`)
}
