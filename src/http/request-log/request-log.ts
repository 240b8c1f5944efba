// Who asked what, for the integrators themselves (GET /requests). An answered request is put into memory, and
// what has gathered is written with one statement some hundred ms later, so that no request waits for its
// row. What that costs: a process that is killed loses the rows of that moment, and while the database does not
// answer rows are kept up to a bound, then dropped, counted and told in the server's log.

import type { Db } from '#db/index.ts'
import type { ErrorCode } from '#kernel/errors.ts'
import type { Log } from '#kernel/log.ts'
import { createDay, dayOf, insertRequests } from './request-store.ts'

const gatherMs = 250
const againMs = 1000
const rowsMax = 10_000
const rowsPerStatement = 1000
/** Of a key's requests over its limit that many are recorded each time rows are written: refusals cost it nothing. */
const refusalsMax = 5
const stopMs = 3000
/** PostgreSQL: these rows will never be taken. Any other error passes. */
const dataFault = /^2[23]/

export type AnsweredRequest = {
  at: Date
  siteId: string
  requestId: string
  method: string
  /** As sent, without the query. */
  path: string
  /** The route's id. */
  route: string
  status: number
  errorCode: ErrorCode | null
  durationMs: number
  keyId: string
  keyLabel: string
  idempotencyKey: string | null
  replayed: boolean
}

export type RequestLog = {
  record(request: AnsweredRequest): void
  /** Writes what is left. */
  stop(): Promise<void>
}

export function createRequestLog(options: { db: Db; log: Log }): RequestLog {
  const { db, log } = options
  const rows: AnsweredRequest[] = []
  const refusals = new Map<string, number>()
  const days = new Set<string>()
  let dropped = 0
  let isAway = false
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  function isOneRefusalTooMany({ status, keyId }: AnsweredRequest): boolean {
    if (status !== 429) return false
    const count = (refusals.get(keyId) ?? 0) + 1
    refusals.set(keyId, count)
    return count > refusalsMax
  }

  function writeSoon(ms: number): void {
    if (isStopped) return
    timer ??= setTimeout(() => {
      timer = undefined
      writing ??= write().finally(() => {
        writing = undefined
        if (rows.length > 0) writeSoon(isAway ? againMs : gatherMs)
      })
    }, ms)
  }

  async function write(): Promise<void> {
    refusals.clear()
    while (rows.length > 0) {
      const some = rows.slice(0, rowsPerStatement)
      try {
        for (const day of new Set(some.map((row) => dayOf(row.at)))) await makeDay(day)
        await insertRequests(db, some)
        isAway = false
      } catch (err) {
        days.clear()
        if (!dataFault.test((err as { code?: string }).code ?? '')) return away(err)
        log.error({ err, requests: some.length }, 'requests could not be recorded')
      }
      rows.splice(0, some.length)
    }
    if (dropped > 0) log.warn({ requests: dropped }, 'requests were not recorded: the database was away')
    dropped = 0
  }

  async function makeDay(day: string): Promise<void> {
    if (days.has(day)) return
    await createDay(db, day)
    days.add(day)
  }

  function away(err: unknown): void {
    if (!isAway) log.warn({ err }, 'requests are recorded later: the database is away')
    isAway = true
  }

  async function writeLast(): Promise<void> {
    await writing
    await write()
  }

  return {
    record(request) {
      if (isOneRefusalTooMany(request)) return
      if (rows.length >= rowsMax) {
        dropped++
        return
      }
      rows.push(request)
      writeSoon(gatherMs)
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      const late = Promise.withResolvers<void>()
      const patience = setTimeout(late.resolve, stopMs)
      await Promise.race([writeLast(), late.promise])
      clearTimeout(patience)
      const lost = rows.length + dropped
      if (lost > 0) log.warn({ requests: lost }, 'requests were not recorded: the database was away')
    },
  }
}
