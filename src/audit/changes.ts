import { canonicalJson } from '#kernel/json.ts'

/** Fields that changed, each with what it was and what it is. Never a secret. */
export type Changes = Record<string, { from: unknown; to: unknown }>

/** What differs of `after`'s fields; of a thing that is new (`before` empty) all that it has. */
export function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): Changes {
  const changes: Changes = {}
  for (const [name, to] of Object.entries(after)) {
    const from = before[name] ?? null
    if (canonicalJson(plain(from)) !== canonicalJson(plain(to))) changes[name] = { from, to }
  }
  return changes
}

/** As JSON keeps it: a time as its text, nothing as null. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null))
}
