import type { Db } from '#db/index.ts'
import { type Fact, findMake, normalizeName } from '#facts/index.ts'
import { listFacts, replaceFacts } from '#knowledge/index.ts'
import { feedReading, vehicleSubject } from './feed-facts.ts'
import { stockFacts, stockSubject } from './stock-facts.ts'
import { listStock, type StockModel } from './vehicle-store.ts'

const citedMax = 12

/** What is asked for: any of the parts may be unknown. */
export type Wanted = { year: number | null; make: string | null; model: string | null; trim: string | null }

/**
 * Counts the stock of each wanted model now, records the counts, and reads them with the facts of some of the vehicles.
 * Facts come in the order of what is wanted.
 */
export async function factsOfStock(
  db: Db,
  siteId: string,
  wanted: readonly Wanted[],
  now: Date,
): Promise<Fact[]> {
  const subjects: string[] = []
  for (const one of wanted) {
    const subject = wantedSubject(one)
    const vehicles = await listStock(db, siteId, one)
    await replaceFacts(db, feedReading(siteId, now), [subject], stockFacts(nameOfWanted(one), vehicles))
    subjects.push(subject, ...vehicles.slice(0, citedMax).map(({ vin }) => vehicleSubject(vin)))
  }
  const facts = await listFacts(db, siteId, [...new Set(subjects)])
  const place = new Map([...subjects.entries()].reverse().map(([at, subject]) => [subject, at]))
  return facts.sort((a, b) => (place.get(a.subject) ?? 0) - (place.get(b.subject) ?? 0))
}

/** As a person says it: "2026 Honda CR-V". */
export function nameOfWanted({ year, make, model, trim }: Wanted): string {
  return [year, make, model, trim].filter((part) => part !== null).join(' ')
}

/** What facts on this stock have as their subject: `stock:2026 Honda CR-V`. */
export function wantedSubject(wanted: Wanted): string {
  return stockSubject(nameOfWanted(wanted))
}

/**
 * A vehicle's names as the stock spells them, where it has them; else the make by its own name, all else as given.
 * "chevy" finds Chevrolet, "F150" the F-150.
 */
export function spellAsStocked(wanted: Wanted, models: readonly StockModel[]): Wanted {
  const make = makeName(wanted.make)
  const ofMake = models.filter((one) => isSame(makeName(one.make), make))
  const ofModel = ofMake.filter((one) => isSame(one.model, wanted.model))
  const ofTrim = ofModel.find((one) => isSame(one.trim, wanted.trim))
  return {
    ...wanted,
    make: (ofModel[0] ?? ofMake[0])?.make ?? make,
    model: ofModel[0]?.model ?? knownModel(make, wanted.model) ?? wanted.model,
    trim: ofTrim?.trim ?? wanted.trim,
  }
}

function makeName(make: string | null): string | null {
  return make === null ? null : (findMake(make)?.name ?? make)
}

function knownModel(make: string | null, model: string | null): string | undefined {
  return findMake(make ?? '')?.models.find((known) => isSame(known, model))
}

function isSame(one: string | null, other: string | null): boolean {
  const name = normalizeName(one ?? '')
  return name !== '' && name === normalizeName(other ?? '')
}
