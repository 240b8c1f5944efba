// What NHTSA vPIC knows of a vehicle by its VIN, offline. It never speaks of drive type, transmission, power, seats,
// safety technology or price: the data has next to nothing on them.
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { LRUCache } from 'lru-cache'
import { type FactValue, getAttribute, listAttributes } from '#facts/index.ts'
import { decodePattern, type PatternDecoding } from './decode.ts'
import { type ModelIndex, openModelIndex } from './model-index.ts'
import { openPatternStore, type PatternStore } from './pattern-store.ts'
import type { Preparation } from './prepare-store.ts'
import { findSourceData } from './source-data.ts'
import { checkDigit, isWellFormedVin } from './vin-structure.ts'
import type { VinValues } from './vin-values.ts'

export { checkDigit } from './vin-structure.ts'
export type { VinValues } from './vin-values.ts'

export type VinDecoding = {
  /** As given, trimmed and in upper case. */
  vin: string
  /** False also for what is no 17-character VIN. */
  checkDigitOk: boolean
  modelYear: number | null
  /** Empty when the check digit is wrong or vPIC does not know the maker. */
  values: VinValues
}

export type Vpic = ModelIndex & {
  /** Never throws, whatever the text. About 0.3 ms for a VIN pattern not met before (1 ms at most of 99 %), 2 µs for a known one. */
  decode(vin: string): VinDecoding
  close(): void
}

/** Of the prepared file; raised when prepare-store.ts makes it differently. */
const preparedFormat = 1
const patternsKept = 20_000

function prepare(preparation: Preparation): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./prepare-worker.ts', import.meta.url), { workerData: preparation })
    worker.once('error', reject)
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`Preparing vPIC ended with ${code}`)),
    )
  })
}

/** Opens what an earlier start left; a file that cannot be read is made anew. */
async function openPrepared(cacheFolder: string): Promise<PatternStore> {
  const source = findSourceData()
  const target = join(cacheFolder, `vpic-${source.version}-${preparedFormat}.db`)
  if (existsSync(target)) {
    try {
      return openPatternStore(target)
    } catch {
      await rm(target, { force: true })
    }
  }
  await prepare({ packedPath: source.path, target })
  return openPatternStore(target)
}

/**
 * Opens the vPIC data, which is prepared in `cacheFolder` at the first use (2.5 s, 10 MB) and again after an update of
 * the package. Several processes may share the folder.
 * @throws Error when the package's data is missing or the folder cannot be written.
 */
export async function openVpic({ cacheFolder }: { cacheFolder: string }): Promise<Vpic> {
  const store = await openPrepared(cacheFolder)
  const decodings = new LRUCache<string, PatternDecoding>({ max: patternsKept })
  const decodeKnown = (vin: string): PatternDecoding => {
    // Everything that keys read: positions 1-8, 10 and 11; of a small maker also 12-14, which name it.
    const pattern = vin.slice(0, 8) + vin.slice(9, vin[2] === '9' ? 14 : 11)
    const known = decodings.get(pattern)
    if (known) return known
    const decoding = decodePattern(store, vin)
    if (decoding.holdsForPattern) decodings.set(pattern, decoding)
    return decoding
  }
  return {
    ...openModelIndex(store),
    decode(text) {
      const vin = text.trim().toUpperCase()
      const checkDigitOk = isWellFormedVin(vin) && vin[8] === checkDigit(vin)
      if (!checkDigitOk) return { vin, checkDigitOk, modelYear: null, values: {} }
      const { modelYear, values } = decodeKnown(vin)
      return { vin, checkDigitOk, modelYear, values }
    },
    close: () => store.close(),
  }
}

const vocabulary = new Set(listAttributes().map((attribute) => attribute.key))

/** A decoding as facts: what the vocabulary has a name for, the model year among it. */
export function vpicFacts(
  decoding: VinDecoding,
): { attribute: string; value: FactValue; unit: string | null }[] {
  const year: VinValues = decoding.modelYear === null ? {} : { year: decoding.modelYear }
  return Object.entries({ ...year, ...decoding.values })
    .filter(([attribute]) => vocabulary.has(attribute))
    .map(([attribute, value]) => ({ attribute, value, unit: getAttribute(attribute).unit }))
}
