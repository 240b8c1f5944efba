import { randomFillSync, randomInt } from 'node:crypto'
import { v7 } from 'uuid'

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

// Random bytes come many at once: asking for 16 of them costs five times what the rest of an id does.
const idBytes = 16
const pool = new Uint8Array(256 * idBytes)
let used = pool.length
let lastMs = 0
let seq = 0

/** UUID version 7: sorts by time of creation, those of one millisecond by a sequence. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.subarray(used, used + idBytes)
  used += idBytes
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    // The upper half is left to what follows in the same millisecond.
    seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1
  } else seq++
  return v7({ random, msecs: lastMs, seq })
}

/** 8-4-4-4-12 hex in any case, nothing else. */
export function isUuid(text: string): boolean {
  return uuidShape.test(text)
}

const base36 = '0123456789abcdefghijklmnopqrstuvwxyz'

/** `evt_<ms>_<7 base36>`. */
export function newEventId(now: Date): string {
  let tail = ''
  for (let i = 0; i < 7; i++) tail += base36[randomInt(36)]
  return `evt_${now.getTime()}_${tail}`
}
