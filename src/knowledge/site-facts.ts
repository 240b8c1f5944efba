import { type Db, withTx } from '#db/index.ts'
import type { Fact } from '#facts/index.ts'
import type { SiteRow } from '#sites/index.ts'
import { listFacts, type NewFact } from './fact-store.ts'
import { recordReadings } from './record-readings.ts'

function siteSubject(siteId: string): string {
  return `site:${siteId}`
}

/** What the dealership's own profile says of it. */
function siteFacts(site: SiteRow): NewFact[] {
  const values: [string, string | null][] = [
    ['site_name', site.name],
    ['site_phone', site.phone],
    ['site_address', site.address],
    ['site_city', site.city],
    ['site_state', site.state],
    ['site_zip', site.zip],
    ['site_domain', site.domain],
    ...[...new Set([site.oem, ...site.oems])].map((oem): [string, string | null] => ['site_oem', oem]),
  ]
  return values
    .filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== '')
    .map(([attribute, value]) => ({ subject: siteSubject(site.id), attribute, value, unit: null }))
}

/** What the ledger has of the profile; where the profile has changed since, it is recorded anew. */
export async function factsOfSite(db: Db, site: SiteRow, now: Date): Promise<Fact[]> {
  const subject = siteSubject(site.id)
  const said = siteFacts(site)
  const recorded = await listFacts(db, site.id, [subject])
  if (sameFacts(recorded, said)) return recorded
  const reading = { kind: 'site', title: 'Dealership profile', url: null } as const
  await withTx(db, (tx) =>
    recordReadings(tx, { siteId: site.id, subjects: [subject], said: [{ reading, facts: said }], now }),
  )
  return await listFacts(db, site.id, [subject])
}

function sameFacts(recorded: readonly Fact[], said: readonly NewFact[]): boolean {
  const texts = new Set(recorded.map((fact) => `${fact.attribute} ${fact.value}`))
  return recorded.length === said.length && said.every((fact) => texts.has(`${fact.attribute} ${fact.value}`))
}
