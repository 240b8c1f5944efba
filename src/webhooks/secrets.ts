import { randomHex, SealBrokenError, seal, unseal } from '#kernel/crypto.ts'
import { type SigningKeys, signingKey } from './delivery/sign.ts'
import type { SealedSecrets } from './subscription-store.ts'

const purpose = 'webhook'
const secretBytes = 32

/** 64 hex digits; shown once, and kept encrypted. */
export function newSecret(serverSecret: Uint8Array, webhookId: string): { text: string; sealed: Buffer } {
  const text = randomHex(secretBytes)
  return { text, sealed: seal(serverSecret, purpose, webhookId, text) }
}

/**
 * The secrets by which deliveries are signed now. Undefined when the current one does not open, since the server's
 * secret is not the one that it was sealed with; a previous one that does not open is left out.
 */
export function openSecrets(
  serverSecret: Uint8Array,
  webhookId: string,
  sealed: SealedSecrets,
  now: Date,
): SigningKeys | undefined {
  const { secret, previousSecret, previousSecretExpiresAt } = sealed
  const current = open(serverSecret, webhookId, secret)
  if (current === undefined) return undefined
  const isPreviousValid = previousSecret && previousSecretExpiresAt && previousSecretExpiresAt > now
  const previous = isPreviousValid ? open(serverSecret, webhookId, previousSecret) : undefined
  return {
    current: signingKey(current),
    previous: previous === undefined ? undefined : signingKey(previous),
  }
}

function open(serverSecret: Uint8Array, webhookId: string, sealed: Buffer): string | undefined {
  try {
    return unseal(serverSecret, purpose, webhookId, sealed)
  } catch (error) {
    if (error instanceof SealBrokenError) return undefined
    throw error
  }
}
