import type { Db } from '#db/index.ts'
import type { Fact } from '#facts/index.ts'
import { listFacts, replaceFacts } from '#knowledge/index.ts'
import { feedReading, vehicleSubject } from './feed-facts.ts'
import { stockFacts, stockSubject } from './stock-facts.ts'
import { listStock } from './vehicle-store.ts'

const citedMax = 12

/** What is asked for: any of the parts may be unknown. */
export type Wanted = { year: number | null; make: string | null; model: string | null; trim: string | null }

/** Counts the stock of each wanted model now, records the counts, and reads them with the facts of some of the vehicles. */
export async function factsOfStock(
  db: Db,
  siteId: string,
  wanted: readonly Wanted[],
  now: Date,
): Promise<Fact[]> {
  const subjects: string[] = []
  for (const one of wanted) {
    const what = [one.year, one.make, one.model, one.trim].filter((part) => part !== null).join(' ')
    const vehicles = await listStock(db, siteId, one)
    await replaceFacts(db, feedReading(siteId, now), [stockSubject(what)], stockFacts(what, vehicles))
    subjects.push(stockSubject(what), ...vehicles.slice(0, citedMax).map(({ vin }) => vehicleSubject(vin)))
  }
  return await listFacts(db, siteId, [...new Set(subjects)])
}
