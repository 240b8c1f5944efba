import type { Fact } from '#facts/index.ts'
import { feedFacts } from '../../src/inventory/feed-facts.ts'
import type { Vehicle } from '../../src/inventory/vehicle.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'

export type DescribedVehicle = { vehicle: Vehicle; facts: Fact[] }

const dealership = {
  site_name: 'Riverside Motors',
  site_phone: '(555) 014-2200',
  site_address: '1200 Water Street',
  site_city: 'Springfield',
  site_state: 'IL',
  site_zip: '62701',
  site_domain: 'riverside-motors.example',
}

/** One fact as the ledger would hold it. */
export function factOf(
  fact: Partial<Fact> & Pick<Fact, 'subject' | 'attribute' | 'value'>,
  kind: Fact['source']['kind'] = 'feed',
): Fact {
  const source = { kind, title: kind, url: null, retrievedAt: '2026-11-01T00:00:00.000Z' }
  return { id: `${fact.subject} ${fact.attribute} ${fact.value}`, unit: null, source, ...fact }
}

export const siteFacts: Fact[] = Object.entries(dealership).map(([attribute, value]) =>
  factOf({ subject: 'site:riverside', attribute, value }, 'site'),
)

/** Generated vehicles of one dealership with the facts that their feed rows and the dealership's profile carry. */
export function describedVehicles(options: { seed: number; count: number }): DescribedVehicle[] {
  return generateVehicles(options).map((vehicle) => ({
    vehicle,
    facts: [...feedFacts(vehicle).map((fact) => factOf(fact)), ...siteFacts],
  }))
}
