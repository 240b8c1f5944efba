import type { Tx } from './pool.ts'
import type { Write } from './write-set.ts'

/** What a request is answered with; the body is sent, and kept, as these bytes of JSON. */
export type Answer = { status: number; body: unknown }

/**
 * The one commit of a request. With an idempotency key, the key's row commits in it: the writes happen
 * and the answer is kept, or neither.
 */
export type UnitOfWork = {
  /** One statement, one round trip: for work that needs to read nothing first. */
  writes(writes: readonly Write[], answer: Answer): Promise<Answer>
  /** A transaction, for work that must look before it writes. An AppError thrown inside undoes it all. */
  tx(work: (tx: Tx) => Promise<Answer>): Promise<Answer>
}
