import { createHmac } from 'node:crypto'

/** The secrets by which a delivery is signed; the previous one while it is still valid. */
export type SigningSecrets = { current: string; previous: string | undefined }

/** What is sent: its id, the bytes, and when. */
export type Signed = { id: string; body: string; unixSeconds: number }

/**
 * The two kinds of signatures: `X-Webhook-Signature` over the body, keyed by the secret as text; and that of the
 * Standard Webhooks specification 1.0 over id, time and body, keyed by the base64-decoding of the secret's text.
 */
export function signatureHeaders(secrets: SigningSecrets, signed: Signed): Record<string, string> {
  const all = [secrets.current, ...(secrets.previous === undefined ? [] : [secrets.previous])]
  return {
    'x-webhook-signature': bodySignature(secrets.current, signed.body),
    ...(secrets.previous === undefined
      ? {}
      : { 'x-webhook-signature-previous': bodySignature(secrets.previous, signed.body) }),
    'webhook-id': signed.id,
    'webhook-timestamp': String(signed.unixSeconds),
    'webhook-signature': all.map((secret) => standardSignature(secret, signed)).join(' '),
  }
}

function bodySignature(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

function standardSignature(secret: string, { id, body, unixSeconds }: Signed): string {
  const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${unixSeconds}.${body}`)
  return `v1,${mac.digest('base64')}`
}
