import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/**
 * A secret's two readings: as text for `X-Webhook-Signature`, base64-decoded for Standard Webhooks. Made once for
 * many deliveries: a key that is handed over as bytes costs as much as four signatures.
 */
type SigningKey = { asText: KeyObject; decoded: KeyObject }

/** By which a delivery is signed; by the previous one too while it is still valid. */
export type SigningKeys = { current: SigningKey; previous: SigningKey | undefined }

/** @param secret 64 hex digits */
export function signingKey(secret: string): SigningKey {
  return {
    asText: createSecretKey(Buffer.from(secret, 'utf8')),
    decoded: createSecretKey(Buffer.from(secret, 'base64')),
  }
}

/** What is sent: its id, the bytes, and when. */
export type Signed = { id: string; body: Uint8Array; unixSeconds: number }

/**
 * The two kinds of signatures: `X-Webhook-Signature` over the body, keyed by the secret as text; and that of the
 * Standard Webhooks specification 1.0 over id, time and body, keyed by the base64-decoding of the secret's text.
 */
export function signatureHeaders({ current, previous }: SigningKeys, signed: Signed): Record<string, string> {
  const standard = standardSignature(current, signed)
  const headers: Record<string, string> = {
    'x-webhook-signature': bodySignature(current, signed.body),
    'webhook-id': signed.id,
    'webhook-timestamp': String(signed.unixSeconds),
    'webhook-signature': previous ? `${standard} ${standardSignature(previous, signed)}` : standard,
  }
  if (previous) headers['x-webhook-signature-previous'] = bodySignature(previous, signed.body)
  return headers
}

function bodySignature({ asText }: SigningKey, body: Uint8Array): string {
  return `sha256=${createHmac('sha256', asText).update(body).digest('hex')}`
}

function standardSignature({ decoded }: SigningKey, { id, body, unixSeconds }: Signed): string {
  const mac = createHmac('sha256', decoded).update(`${id}.${unixSeconds}.`).update(body)
  return `v1,${mac.digest('base64')}`
}
