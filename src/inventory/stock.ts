import { type Db, withTx } from '#db/index.ts'
import { type Fact, findMake, normalizeName } from '#facts/index.ts'
import { notFound } from '#kernel/errors.ts'
import { listFacts, recordReadings } from '#knowledge/index.ts'
import { findNewestChange, listOutdated, upsertCounted } from './counted-stock-store.ts'
import { feedReading, vehicleSubject, vinOf } from './feed-facts.ts'
import { vehicleNotFound } from './request-descriptions.ts'
import { stockFacts, stockSubject } from './stock-facts.ts'
import { type CountedVehicle, findVins, listSold, listStock, type StockModel } from './vehicle-store.ts'

/** Vehicles of a stock of which a text may speak. */
const citedUsually = 12

/** What is asked for: any of the parts may be unknown. */
export type Wanted = { year: number | null; make: string | null; model: string | null; trim: string | null }

/**
 * Counts the stock of each wanted model now, records the counts, and reads them with the facts of some of the vehicles,
 * `citedMax` of each stock. Facts come in the order of what is wanted.
 */
export async function factsOfStock(
  db: Db,
  siteId: string,
  wanted: readonly Wanted[],
  now: Date,
  citedMax = citedUsually,
): Promise<Fact[]> {
  if (wanted.length === 0) return []
  const seenAt = await findNewestChange(db, siteId)
  const counts: Count[] = []
  for (const one of wanted) counts.push({ wanted: one, vehicles: await listStock(db, siteId, one) })
  await recordCounts(db, siteId, counts, seenAt, now)
  const subjects = counts.flatMap(({ wanted, vehicles }) => [
    wantedSubject(wanted),
    ...vehicles.slice(0, citedMax).map(({ vin }) => vehicleSubject(vin)),
  ])
  const facts = await listFacts(db, siteId, [...new Set(subjects)])
  const place = new Map([...subjects.entries()].reverse().map(([at, subject]) => [subject, at]))
  return facts.sort((a, b) => (place.get(a.subject) ?? 0) - (place.get(b.subject) ?? 0))
}

/** What the ledger has of one vehicle of the site. @throws AppError not_found */
export async function factsOfVehicle(db: Db, siteId: string, vin: string): Promise<Fact[]> {
  if (!(await findVins(db, siteId, [vin])).has(vin)) throw notFound(vehicleNotFound)
  return await listFacts(db, siteId, [vehicleSubject(vin)])
}

/** Which of the subjects are vehicles of the site that are sold. */
export async function soldAmong(db: Db, siteId: string, subjects: readonly string[]): Promise<string[]> {
  const vehicles = subjects.flatMap((subject) => vinOf(subject) ?? [])
  return (await listSold(db, siteId, vehicles)).map(vehicleSubject)
}

/** Counts again what texts say of the stock, where a vehicle has changed since. */
export async function recountStock(db: Db, siteId: string, now: Date): Promise<void> {
  const seenAt = await findNewestChange(db, siteId)
  const outdated = seenAt ? await listOutdated(db, siteId, seenAt) : []
  if (outdated.length === 0) return
  const all = await listStock(db, siteId, { year: null, make: null, model: null, trim: null })
  const counts = outdated.map((wanted) => ({
    wanted,
    vehicles: all.filter((vehicle) => isWanted(vehicle, wanted)),
  }))
  await recordCounts(db, siteId, counts, seenAt, now)
}

type Count = { wanted: Wanted; vehicles: readonly CountedVehicle[] }

async function recordCounts(
  db: Db,
  siteId: string,
  counts: readonly Count[],
  seenAt: Date | null,
  now: Date,
): Promise<void> {
  const bySubject = new Map(counts.map((count) => [wantedSubject(count.wanted), count]))
  const facts = [...bySubject.values()].flatMap(({ wanted, vehicles }) =>
    stockFacts(nameOfWanted(wanted), vehicles),
  )
  const counted = [...bySubject].map(([subject, { wanted }]) => ({ subject, wanted }))
  await withTx(db, async (tx) => {
    await upsertCounted(tx, siteId, counted, seenAt)
    const said = [{ reading: feedReading, facts }]
    await recordReadings(tx, { siteId, subjects: [...bySubject.keys()], said, now })
  })
}

/** As `listStock` finds it. */
function isWanted(vehicle: CountedVehicle, { year, make, model, trim }: Wanted): boolean {
  const isNamed = (name: string | null, wanted: string | null) =>
    wanted === null || name?.toLowerCase() === wanted.toLowerCase()
  return (
    (year === null || vehicle.year === year) &&
    isNamed(vehicle.make, make) &&
    isNamed(vehicle.model, model) &&
    isNamed(vehicle.trim, trim)
  )
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
