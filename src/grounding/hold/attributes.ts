// What the vocabulary's attributes are to the verifier. An attribute that is not named here is judged by its kind, so a
// new one is verified as soon as the vocabulary has it.

import { type Attribute, listAttributes } from '#facts/index.ts'
import type { ClaimKind } from '../claim.ts'
import type { Group } from '../find/lexicon.ts'

const kinds: Record<string, ClaimKind> = {
  vin: 'identifier',
  stock_number: 'identifier',
  make: 'make',
  site_oem: 'make',
  model: 'model',
  stock_model: 'model',
  trim: 'trim',
  series: 'trim',
  stock_trim: 'trim',
  body_style: 'body',
  stock_body_style: 'body',
  engine: 'engine',
  stock_engine: 'engine',
  transmission: 'transmission',
  stock_transmission: 'transmission',
  drivetrain: 'drivetrain',
  stock_drivetrain: 'drivetrain',
  fuel_type: 'fuel',
  stock_fuel_type: 'fuel',
  condition: 'condition',
  feature: 'feature',
  option: 'feature',
  stock_feature: 'feature',
  exterior_color: 'color',
  interior_color: 'color',
  stock_exterior_color: 'color',
  stock_interior_color: 'color',
  year: 'year',
  stock_year: 'year',
  gvwr: 'number',
  event_location: 'contact',
}

/** A record of somebody's word (a maker's warranty, an award), which carries what is otherwise nobody's to claim. */
export const isRecorded = (key: string): boolean => key === 'warranty' || key === 'award'

const groupAttributes: Partial<Record<Group, readonly string[]>> = {
  drivetrain: ['drivetrain', 'stock_drivetrain'],
  transmission: ['transmission', 'stock_transmission'],
  fuel: ['fuel_type', 'stock_fuel_type'],
  body: ['body_style', 'stock_body_style'],
  condition: ['condition'],
}

const byKey = new Map<string, Attribute>(listAttributes().map((attribute) => [attribute.key, attribute]))
const groupOf = new Map<string, Group>()
for (const [group, keys] of Object.entries(groupAttributes))
  for (const key of keys) groupOf.set(key, group as Group)

export const attributeOf = (key: string): Attribute | undefined => byKey.get(key)

/** The kind of claim that a fact's own words make. */
export function claimKindOf(key: string): ClaimKind {
  const kind = kinds[key]
  if (kind) return kind
  if (key.startsWith('site_')) return 'contact'
  return attributeOf(key)?.kind === 'text' || attributeOf(key)?.kind === 'name' ? 'assertion' : 'number'
}

/** The group of which the attribute holds the one value, such as drivetrain. */
export const exclusiveGroupOf = (key: string): Group | undefined => groupOf.get(key)

const wordless = new Set([
  'vin',
  'stock_number',
  'gvwr',
  'plant_country',
  'plant_city',
  'exterior_color',
  'stock_exterior_color',
])

/** Whether a fact's words name equipment or kinds of a vehicle, as a dealer's name or address do not. */
export function isDescriptive(key: string): boolean {
  return !key.startsWith('site_') && !wordless.has(key)
}

export const isColor = (key: string): boolean => key.endsWith('_color')
/** Numbers are compared by value; all else by its words. */
export const isNumeric = (key: string): boolean => {
  const kind = attributeOf(key)?.kind
  return kind === 'number' || kind === 'money' || kind === 'year'
}
