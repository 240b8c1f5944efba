// One vehicle's record, by the product's own mapping, and a dealership's profile as facts of the ledger.

import { type Fact, getAttribute } from '#facts/index.ts'
import type { NewFact } from '#knowledge/index.ts'
import { feedFacts } from '../../src/inventory/feed-facts.ts'
import type { Vehicle } from '../../src/inventory/vehicle.ts'

const dealership = {
  site_name: 'Lakeview Auto Center',
  site_phone: '(414) 555-0177',
  site_address: '2210 N Prospect Ave',
  site_city: 'Milwaukee',
  site_state: 'WI',
  site_zip: '53202',
  site_domain: 'lakeviewauto.example',
}

const feed = {
  kind: 'feed',
  title: 'Inventory feed',
  url: null,
  retrievedAt: '2026-01-15T08:00:00Z',
} as const
const profile = { ...feed, kind: 'site', title: 'Dealership profile' } as const

/** The record's facts, one a value, then the dealership's; ids count up from 1 for each vehicle. */
export function factsOf(vehicle: Vehicle): Fact[] {
  const ofSite = Object.entries(dealership).map(
    ([attribute, value]): NewFact => ({
      subject: 'site:lakeview',
      attribute,
      value,
      unit: getAttribute(attribute).unit,
    }),
  )
  return [
    ...feedFacts(vehicle).map((fact) => ({ ...fact, source: feed })),
    ...ofSite.map((fact) => ({ ...fact, source: profile })),
  ].map((fact, i) => ({ ...fact, id: `00000000-0000-4000-8000-${(i + 1).toString(16).padStart(12, '0')}` }))
}
