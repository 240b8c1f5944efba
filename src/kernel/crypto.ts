import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

export function sha256(data: string | Uint8Array): Buffer {
  return hash('sha256', data, 'buffer')
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

const nonceBytes = 12
const tagBytes = 16

/**
 * Encrypts text for the database: AES-256-GCM under a key derived from the server's secret and the purpose.
 * `owner` (the row's id) is authenticated with it, so that a value moved to another row does not open.
 * @returns nonce, tag and ciphertext.
 */
export function seal(secret: Uint8Array, purpose: string, owner: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret, purpose), nonce)
  cipher.setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** What `seal` was given. @throws SealBrokenError under another secret, purpose or owner, or when it was changed. */
export function unseal(secret: Uint8Array, purpose: string, owner: string, sealed: Uint8Array): string {
  try {
    const nonce = sealed.subarray(0, nonceBytes)
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret, purpose), nonce)
    decipher.setAAD(Buffer.from(owner))
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
    const text = decipher.update(sealed.subarray(nonceBytes + tagBytes))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new SealBrokenError('What was encrypted does not open with this secret.', { cause })
  }
}

export class SealBrokenError extends Error {
  override name = 'SealBrokenError'
}

const sealingKeys = new WeakMap<Uint8Array, Map<string, Uint8Array>>()

function sealingKey(secret: Uint8Array, purpose: string): Uint8Array {
  const ofSecret = sealingKeys.get(secret) ?? new Map<string, Uint8Array>()
  sealingKeys.set(secret, ofSecret)
  const known = ofSecret.get(purpose)
  if (known) return known
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `seal ${purpose}`, 32))
  ofSecret.set(purpose, key)
  return key
}
