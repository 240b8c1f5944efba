import { canonicalJson } from '#kernel/json.ts'

/** Fields that changed, each with what it was and what it is. Never a secret. */
export type Changes = Record<string, { from: unknown; to: unknown }>

/** What differs; of a thing that is new (`before` empty) all that it has, of one that is gone (`after` empty) all that it had. */
export function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): Changes {
  const changes: Changes = {}
  for (const name of Object.keys({ ...before, ...after })) {
    const [from, to] = [before[name] ?? null, after[name] ?? null]
    if (canonicalJson(plain(from)) !== canonicalJson(plain(to))) changes[name] = { from, to }
  }
  return changes
}

/** As JSON keeps it: a time as its text, nothing as null. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null))
}
