import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest()
}

export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}

/** Keyed by purpose too, so that a tag made for one use is worthless in another. */
export function authenticate(secret: Uint8Array, purpose: string, data: string): Buffer {
  return createHmac('sha256', secret).update(`${purpose}\0`).update(data).digest()
}

export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
