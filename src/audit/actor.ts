import type { Caller } from '#kernel/caller.ts'

/** An API key with the request that it sent, an operator at the command line, or the server by itself. */
export type Actor =
  | { kind: 'key'; keyId: string; keyName: string; requestId: string }
  | { kind: 'operator' }
  | { kind: 'system' }

/** Who sent a request. */
export function actingKey({ keyId, keyName }: Caller, requestId: string): Actor {
  return { kind: 'key', keyId, keyName, requestId }
}
