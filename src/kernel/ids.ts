import { randomInt } from 'node:crypto'
import { v7 } from 'uuid'

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** UUID version 7: sorts by time of creation. */
export function newId(): string {
  return v7()
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
