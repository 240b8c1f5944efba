// What to say and in which order, before any word is chosen: facts ranked by what they are worth to a buyer and by
// how rare they are in the stock, an opening angle, the order of the body, which equipment is told and which listed.
// The plan is the same for the built-in phrasing and for a model's.

import type { Fact } from '#facts/index.ts'
import { createPicker, type Picker, type SlotValue } from '../phrase/index.ts'
import angles from '../phrase-bank/description/angles.json' with { type: 'json' }
import values from '../phrase-bank/description/fact-value.json' with { type: 'json' }
import { rankEquipment } from './rank-equipment.ts'
import { type SelectedFacts, selectFacts } from './select-facts.ts'
import { buildSlots, isListedValue, priceAttribute } from './slots.ts'

type Angle = keyof typeof angles | 'bare'
export type SectionId =
  | 'opening'
  | 'figures'
  | 'power'
  | 'economy'
  | 'looks'
  | 'cabin'
  | 'origin'
  | 'equipment'
  | 'closing'

/** Sections of one number belong together: they share paragraphs, and short sentences of theirs may be joined. */
export const blockOf: Readonly<Record<SectionId, number>> = {
  opening: 0,
  figures: 0,
  power: 1,
  economy: 1,
  looks: 2,
  cabin: 2,
  origin: 2,
  equipment: 3,
  closing: 4,
}

export type PlannedSection = {
  id: SectionId
  /** Facts that the section must say. */
  facts: readonly Fact[]
}

export type DescriptionPlan = {
  /** `vehicle:<VIN>`. */
  subject: string
  seed: string
  /** What the first sentence leads with. */
  angle: Angle
  /** In the order in which they are told; the opening is first and the closing last. */
  sections: readonly PlannedSection[]
  /** Equipment as a list under the text, 4-8 where there is that much, and specifications too long for a sentence. */
  bullets: readonly Fact[]
}

export type PlanOptions = {
  /** The VIN, or any text that stands for the vehicle. */
  seed: string
  /** Share of the stock (0 to 1) that has a piece of equipment, by its value in lower case: rare equipment is told first. */
  stockShare?: ReadonlyMap<string, number>
}

/**
 * Plans one vehicle's description from its facts (subject `vehicle:<VIN>`, sources feed and vpic) and the site's.
 * Facts whose value has not the plain shape of its attribute are left out. Pure: the same input, in any order of
 * facts, gives the same plan.
 * @throws Error when the facts speak of no vehicle or of several of which none is the seed's.
 */
export function planDescription(facts: readonly Fact[], options: PlanOptions): DescriptionPlan {
  return planSelected(selectFacts(facts, options.seed), options)
}

/** As `planDescription`, from facts already selected. */
export function planSelected(selected: SelectedFacts, options: PlanOptions): DescriptionPlan {
  const picker = createPicker(options.seed).fork('plan')
  const slots = buildSlots(selected)
  const isUsed = selected.byAttribute.get('condition')?.value !== 'new'
  const angle = chooseAngle(slots, { isUsed, equipmentCount: selected.equipment.length }, picker)
  const equipment = planEquipment(selected, angle, options, picker)
  const sections = planSections(selected, slots, equipment.told, picker)
  return { subject: selected.subject, seed: options.seed, angle, sections, bullets: equipment.listed }
}

/** Facts worth telling of a car with much to say; the rest is for cars with little. */
const richFactCount = 9

function planSections(
  selected: SelectedFacts,
  slots: ReadonlyMap<string, SlotValue>,
  told: readonly Fact[],
  picker: Picker,
): PlannedSection[] {
  const sayable = new Set([...slots.values()].flatMap((slot) => slot.facts))
  const pick = (...attributes: string[]) =>
    attributes
      .flatMap((attribute) => selected.byAttribute.get(attribute) ?? [])
      .filter((fact) => sayable.has(fact))
  const body = pick(...Object.keys(values)).filter((fact) => isWorthTelling(fact, selected, sayable, picker))
  const section = (id: SectionId, ...attributes: string[]): PlannedSection => ({
    id,
    facts: body.filter((fact) => attributes.includes(fact.attribute)),
  })
  const mechanical = [
    section('power', 'engine', 'displacement_l', 'cylinders', 'transmission', 'drivetrain', 'fuel_type'),
    section('economy', 'city_mpg', 'highway_mpg', 'battery_range'),
  ]
  const visible = [
    section('looks', 'exterior_color', 'body_style', 'doors'),
    section('cabin', 'interior_color', 'seats'),
  ]
  const blocks = [mechanical, picker.chance(0.5) ? visible : visible.reverse()]
  if (picker.chance(0.5)) blocks.reverse()
  const equipment: PlannedSection[] = [{ id: 'equipment', facts: told }]
  return [
    { id: 'opening', facts: pick('condition', 'year', 'make', 'model', 'trim', 'series') },
    section('figures', priceAttribute(selected), 'msrp', 'mileage'),
    ...blocks.flat(),
    section('origin', 'plant_country'),
    ...equipment,
    {
      id: 'closing',
      facts: pick(
        'stock_number',
        'vin',
        'site_phone',
        ...(selected.byAttribute.has('site_name') ? ['site_name', 'site_city'] : []),
      ),
    },
  ].filter(({ id, facts }) => id === 'opening' || facts.length > 0) as PlannedSection[]
}

/** The small facts (value 4 and below) and a new car's few miles are told where there is little else to tell. */
function isWorthTelling(
  fact: Fact,
  selected: SelectedFacts,
  sayable: ReadonlySet<Fact>,
  picker: Picker,
): boolean {
  const isUsed = selected.byAttribute.get('condition')?.value !== 'new'
  if (fact.attribute === 'msrp') return !isUsed
  if (fact.attribute === 'sale_price') return priceAttribute(selected) === 'sale_price'
  // Assembly in the United States is a claim of origin with rules of its own (16 CFR 323); the VIN does not prove it.
  if (fact.attribute === 'plant_country' && /united states|usa/i.test(String(fact.value))) return false
  const worth = values[fact.attribute as keyof typeof values]
  const told = [...sayable].filter(
    (other) => (values[other.attribute as keyof typeof values] ?? 0) > 4,
  ).length
  return worth > 4 || told < richFactCount || picker.chance(0.5)
}

type AngleGrounds = { isUsed: boolean; equipmentCount: number }

function chooseAngle(slots: ReadonlyMap<string, SlotValue>, grounds: AngleGrounds, picker: Picker): Angle {
  const has = (slot: string) => {
    if (slot === 'leadFeatures') return grounds.equipmentCount >= 2
    return slots.has(slot) && (slot !== 'mileage' || grounds.isUsed)
  }
  const open = Object.entries(angles).filter(([, angle]) => angle.needs.some((set) => set.every(has)))
  const tickets = open.flatMap(([name, angle]) => Array.from({ length: angle.weight }, () => name as Angle))
  return picker.pick(tickets)
}

const listedMax = 8
const listedMin = 4

/** Two or three pieces told in sentences (two more where the opening leads with two), the rest listed, four at least. */
function planEquipment(
  selected: SelectedFacts,
  angle: Angle,
  options: PlanOptions,
  picker: Picker,
): { told: Fact[]; listed: Fact[] } {
  const ranked = rankEquipment(selected.equipment, options.stockShare, picker)
  const opened = angle === 'equipment' ? 2 : 0
  const spare = ranked.length - listedMin - opened
  const toldCount = ranked.length < listedMin ? ranked.length : opened + (spare >= 5 ? 3 : spare >= 2 ? 2 : 0)
  const told = ranked.slice(0, toldCount)
  const specifications = ['engine', 'transmission']
    .flatMap((attribute) => selected.byAttribute.get(attribute) ?? [])
    .filter((fact) => isListedValue(fact.attribute, String(fact.value)))
  const listed = picker.shuffle(ranked.slice(toldCount, toldCount + listedMax - specifications.length))
  return { told, listed: [...specifications, ...listed] }
}
