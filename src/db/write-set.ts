// Several writes as one data-modifying statement: one round trip, one commit, all or nothing.
// Each part is a CTE with its own $1… numbering; `{guard}` in its text is replaced by a condition
// that is true only when the set may happen (see http/idempotency-store.ts). Measured on 2 cores:
// the same rows as BEGIN … COMMIT in seven round trips reach about a third of the requests a second.

import { createHash } from 'node:crypto'
import type pg from 'pg'

export type Write = {
  /** The CTE's name, unique within the set. */
  name: string
  /** INSERT, UPDATE or SELECT with `$1`…; a written INSERT ends its SELECT with `WHERE {guard}`. */
  text: string
  values: readonly unknown[]
  /** What is done once the set has committed, such as waking a worker. */
  afterCommit?: () => void
}

type Composed = { name: string; text: string }

const composed = new Map<string, Composed>()
const composedMax = 500

/** Runs the set as one prepared statement. `result` is the final SELECT's list over the CTEs' names. */
export async function runWrites(
  client: pg.Pool | pg.ClientBase,
  writes: readonly Write[],
  options: { guard: string; result: string },
): Promise<Record<string, unknown>> {
  const { name, text } = compose(writes, options)
  const values = writes.flatMap((write) => write.values)
  const { rows } = await client.query({ name, text, values })
  return rows[0] ?? {}
}

function compose(writes: readonly Write[], options: { guard: string; result: string }): Composed {
  const key = `${options.guard}\0${options.result}\0${writes.map((write) => `${write.name}\0${write.text}`).join('\0')}`
  const known = composed.get(key)
  if (known) return known
  let offset = 0
  const parts = writes.map((write) => {
    const text = write.text
      .replaceAll('{guard}', options.guard)
      .replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + offset}`)
    offset += write.values.length
    return `${write.name} AS (${text})`
  })
  const text = `WITH ${parts.join(',\n')}\nSELECT ${options.result}`
  const made = { name: `w_${createHash('sha1').update(text).digest('hex').slice(0, 20)}`, text }
  if (composed.size >= composedMax) composed.clear()
  composed.set(key, made)
  return made
}
