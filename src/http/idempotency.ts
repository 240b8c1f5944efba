// Once for each key. The key's row, the resources, the events and the jobs commit together, so a key
// that is taken has its answer, and a request that failed has left nothing, not even its key. A
// duplicate that arrives in this process waits in memory for the first; one in another process tries the
// row again, with at most a quarter of the pool. A key is looked up only when something stands against the request: its row, or an error.
// So a first request pays no extra round trip, and a replay still comes before every check of state.

import type pg from 'pg'
import { type Answer, type Db, runWrites, type UnitOfWork, type Write, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { SealBrokenError, seal, sha256, unseal } from '#kernel/crypto.ts'
import { AppError, invalid } from '#kernel/errors.ts'
import { canonicalJson } from '#kernel/json.ts'
import { type Claim as ClaimedKey, claimKey, findKept, updateClaim, writeOnce } from './idempotency-store.ts'

export const keyLengthMax = 256
const waitMs = 10_000
const againMs = 100
/** PostgreSQL: lock_timeout. */
const lockNotAvailable = '55P03'

/** A key as a request claims it. `isSecret`: the answer shows a secret and is kept encrypted. */
export type Claim = ClaimedKey & { isSecret: boolean }

/** An answer whose bytes are fixed. */
export type FixedAnswer = { status: number; body: string; replayed: boolean }

export type Idempotency = {
  /** Runs `handle` once for the claim; duplicates get the bytes of the first answer. */
  once(claim: Claim, handle: (unit: UnitOfWork) => Promise<Answer>): Promise<FixedAnswer>
  /** A unit of work without a key. */
  unit(): UnitOfWork
}

/** The request was sent before: unwinds the handler to where its answer is looked up. */
class TakenError extends Error {}

/**
 * @returns the key in X-Idempotency-Key or its alias Idempotency-Key.
 * @throws AppError validation_error when both are there and differ, or one is empty or too long.
 */
export function readIdempotencyKey(
  headers: Record<string, string | string[] | undefined>,
): string | undefined {
  const given = [headers['x-idempotency-key'], headers['idempotency-key']]
    .flat()
    .filter((key) => key !== undefined)
  const key = given[0]
  if (key === undefined) return undefined
  if (given.some((other) => other !== key)) {
    throw invalid(
      'header/x-idempotency-key',
      'X-Idempotency-Key and Idempotency-Key differ; send one of them',
    )
  }
  if (key === '' || [...key].length > keyLengthMax) {
    throw invalid('header/x-idempotency-key', `X-Idempotency-Key must have 1 to ${keyLengthMax} characters`)
  }
  return key
}

/** Method, concrete path in its main spelling, and the body as sent, whatever its spacing and order of members. */
export function fingerprint(method: string, path: string, body: unknown): Buffer {
  return sha256(`${method} ${path}\n${body === undefined ? '' : canonicalJson(body)}`)
}

export function createIdempotency(options: {
  pool: pg.Pool
  db: Db
  clock: Clock
  secret: Uint8Array
}): Idempotency {
  const { pool, db, clock, secret } = options
  const inFlight = new Map<string, Promise<unknown>>()
  const againMax = Math.max(1, Math.floor(pool.options.max / 4))
  let againAtOnce = 0

  async function kept(claim: Claim): Promise<FixedAnswer | undefined> {
    const row = await findKept(db, claim, clock.now())
    if (!row) return undefined
    if (!row.fingerprint.equals(claim.fingerprint)) {
      throw new AppError('idempotency_conflict', {
        message: 'Idempotency key reused with different parameters',
      })
    }
    return { status: row.status, body: claim.isSecret ? opened(claim, row.body) : row.body, replayed: true }
  }

  function opened(claim: Claim, body: string): string {
    try {
      return unseal(secret, purpose, ownerOf(claim), Buffer.from(body, 'base64'))
    } catch (cause) {
      if (!(cause instanceof SealBrokenError)) throw cause
      throw new AppError('idempotency_conflict', {
        message: 'The answer to this idempotency key was kept under another FORECOURT_SECRET; use a new key',
        cause,
      })
    }
  }

  async function first(claim: Claim, handle: (unit: UnitOfWork) => Promise<Answer>): Promise<FixedAnswer> {
    const fixed: FixedAnswer = { status: 0, body: '', replayed: false }
    /** @returns what is kept of it. */
    const fix = (answer: Answer) => {
      const { status, body } = Object.assign(fixed, {
        status: answer.status,
        body: JSON.stringify(answer.body),
      })
      return claim.isSecret
        ? { status, body: seal(secret, purpose, ownerOf(claim), body).toString('base64') }
        : { status, body }
    }
    const unit: UnitOfWork = {
      async writes(writes, answer) {
        if (!(await writeOnce(pool, writes, claim, fix(answer), clock.now()))) throw new TakenError()
        committed(writes)
        return answer
      },
      async tx(work) {
        return await withTx(db, async (tx) => {
          if (!(await claimKey(tx, claim, clock.now()))) throw new TakenError()
          const answer = await work(tx)
          await updateClaim(tx, claim, fix(answer))
          return answer
        })
      },
    }
    try {
      await handle(unit)
      return fixed
    } catch (error) {
      const earlier = await kept(claim)
      if (earlier) return earlier
      throw error instanceof TakenError ? inProgress() : error
    }
  }

  /** The key's row may be held by a request in another process: no connection waits for it, only time. */
  async function firstAmongProcesses(
    claim: Claim,
    handle: (unit: UnitOfWork) => Promise<Answer>,
    deadline: number,
  ): Promise<FixedAnswer> {
    let isAgain = false
    for (;;) {
      try {
        if (!isAgain) return await first(claim, handle)
        if (againAtOnce < againMax) {
          againAtOnce++
          try {
            return await first(claim, handle)
          } finally {
            againAtOnce--
          }
        }
        const earlier = await kept(claim)
        if (earlier) return earlier
      } catch (error) {
        if ((error as { code?: unknown }).code !== lockNotAvailable) throw error
        isAgain = true
      }
      if (Date.now() > deadline) throw inProgress()
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }

  return {
    async once(claim, handle) {
      const name = ownerOf(claim)
      const deadline = Date.now() + waitMs
      for (let other = inFlight.get(name); other; other = inFlight.get(name)) {
        await settledBefore(other, deadline)
        const earlier = await kept(claim)
        if (earlier) return earlier
      }
      const run = firstAmongProcesses(claim, handle, deadline)
      inFlight.set(name, run)
      try {
        return await run
      } finally {
        inFlight.delete(name)
      }
    },
    unit: () => ({
      async writes(writes, answer) {
        if (writes.length > 0) await runWrites(pool, writes, { guard: 'TRUE', result: '1 AS done' })
        committed(writes)
        return answer
      },
      tx: (work) => withTx(db, work),
    }),
  }
}

const purpose = 'idempotency'

function ownerOf(claim: Claim): string {
  return `${claim.siteId} ${claim.key}`
}

function committed(writes: readonly Write[]): void {
  for (const write of writes) write.afterCommit?.()
}

/** @throws AppError idempotency_in_progress when the time is over first. */
async function settledBefore(run: Promise<unknown>, deadline: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), Math.max(0, deadline - Date.now()))
  })
  const outcome = await Promise.race([run.then(noop, noop), late])
  clearTimeout(timer)
  if (outcome === 'late') throw inProgress()
}

function noop(): void {}

function inProgress(): AppError {
  return new AppError('idempotency_in_progress', {
    message: 'The first request with this idempotency key is still running. Retry after 1 second.',
    headers: { 'retry-after': '1' },
  })
}
