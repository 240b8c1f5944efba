import { fileURLToPath } from 'node:url'
import { checkDigit } from '../../src/knowledge/vpic/vin-structure.ts'
import { openVpic, type Vpic } from '../../src/knowledge/vpic/vpic.ts'

/** Prepared once a checkout: opening it again takes milliseconds. */
export function openSharedVpic(): Promise<Vpic> {
  return openVpic({
    cacheFolder: fileURLToPath(new URL('../../node_modules/.cache/vpic-test', import.meta.url)),
  })
}

/** The VIN with the character that position 9 must have. */
export function withCheckDigit(vin: string): string {
  return vin.slice(0, 8) + checkDigit(vin) + vin.slice(9)
}
