import { vehicleQuestions } from './bank.ts'
import type { Catalogue } from './catalogue.ts'
import { article } from './phrase.ts'
import {
  compared,
  namedAge,
  narrowed,
  onlyPowertrain,
  placeValues,
  type Setting,
  type Subject,
  wholeKeyword,
} from './subject.ts'
import { ageConditions, conditionsOf, kindNoun, type Traits, traitsOf } from './traits.ts'
import type { FoundVehicle } from './vehicles.ts'
import { tokenize } from './words.ts'

function fullName(vehicle: FoundVehicle): string {
  return vehicle.year === null ? vehicle.name : `${vehicle.year} ${vehicle.name}`
}

/** The name with less and less: without the trim, without the year, the model alone. */
function namesOf(vehicle: FoundVehicle): string[] {
  const plain = vehicle.model.toLowerCase().startsWith(vehicle.make.toLowerCase())
    ? vehicle.model
    : `${vehicle.make} ${vehicle.model}`
  const year = vehicle.year === null ? '' : `${vehicle.year} `
  return [...new Set([fullName(vehicle), year + plain, plain, vehicle.model])]
}

/** The model in stock that shoppers of this one are likeliest to see beside it: same body, most units. */
function rivalOf(vehicle: FoundVehicle, traits: Traits, catalogue: Catalogue): string | null {
  const isElectric = (set: Traits) => conditionsOf(set).has('electric')
  const rivals = catalogue.models().flatMap((entries) => {
    const [entry] = entries
    if (!entry || entry.model.split(' ')[0] === vehicle.model.split(' ')[0]) return []
    const name = entry.model.startsWith(entry.make) ? entry.model : `${entry.make} ${entry.model}`
    const other = traitsOf({ ...entry, year: null, trim: null, name, powertrain: null }, [], catalogue)
    const isAlike = other.bodies.size > 0 && [...other.bodies].every((body) => traits.bodies.has(body))
    if (!isAlike || isElectric(other) !== isElectric(traits)) return []
    return [{ name, count: entries.reduce((sum, e) => sum + e.count, 0) }]
  })
  return rivals.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))[0]?.name ?? null
}

function stockedTrims(vehicle: FoundVehicle, catalogue: Catalogue): string[] {
  const counts = new Map<string, number>()
  for (const { trim, year, count } of catalogue.stockOf(vehicle.make, vehicle.model)) {
    if (!trim || count < 1 || (vehicle.year !== null && year !== vehicle.year)) continue
    counts.set(trim, (counts.get(trim) ?? 0) + count)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([trim]) => trim)
}

/** One vehicle. */
export function vehicleSubject(vehicle: FoundVehicle, setting: Setting): Subject {
  const { catalogue, rest, currentYear } = setting
  const traits = traitsOf(vehicle, rest, catalogue)
  const age = namedAge(rest)
  const facts = conditionsOf(traits).union(ageConditions(vehicle.year, currentYear, age))
  const rival = rivalOf(vehicle, traits, catalogue)
  const trims = stockedTrims(vehicle, catalogue)
  const isStocked = catalogue
    .stockOf(vehicle.make, vehicle.model)
    .some((entry) => vehicle.year === null || entry.year === vehicle.year)
  if (rival) facts.add('rival')
  if (vehicle.trim) facts.add('trim')
  else if (trims.length > 1) facts.add('trims2')
  if (isStocked) facts.add('stock')

  const place = placeValues(setting.city)
  const shared = {
    ...place,
    make: vehicle.make,
    kinds: kindNoun(facts),
    rival: rival ?? '',
    trimA: trims[0] ?? '',
    trimB: trims[1] ?? '',
  }
  const names = namesOf(vehicle)
  const choices = names.map((name) => ({
    ...shared,
    V: name,
    v: `the ${name}`,
    aV: `${article(name)} ${name}`,
  }))
  const noun = `the ${names[0]}`
  const isUsed = age.used || !facts.has('new')
  const body = kindNoun(facts)
  return {
    scope: 'vehicle',
    sources: [
      { templates: vehicleQuestions, choices, own: null },
      ...narrowed(setting.topic, noun, facts, place),
    ],
    facts,
    names: new Set(tokenize([names[0], rival, trims[0], trims[1], setting.city].join(' '))),
    kind: null,
    plan: isUsed ? 'used' : facts.has('electric') ? 'electric' : facts.has('truck') ? 'truck' : 'vehicle',
    title: names[0] ?? vehicle.name,
    noun,
    tags: [
      names[0] ?? '',
      `${vehicle.make} ${vehicle.model}`,
      body === 'vehicles' ? vehicle.make : `${vehicle.make} ${body}`,
    ],
    questionsMax: wholeKeyword,
    powertrain: onlyPowertrain([traits]),
  }
}

/** Several vehicles set against each other. */
export function comparedVehicles(vehicles: readonly FoundVehicle[], setting: Setting): Subject {
  const { catalogue, rest, currentYear } = setting
  const traits = vehicles.map((vehicle) => traitsOf(vehicle, rest, catalogue))
  const age = namedAge(rest)
  const facts = vehicles
    .map((v, at) => conditionsOf(traits[at] as Traits).union(ageConditions(v.year, currentYear, age)))
    .reduce((a, b) => a.intersection(b))
  const ladders = vehicles.map(namesOf)
  const depth = Math.max(...ladders.map((names) => names.length))
  const rungs = Array.from({ length: depth }, (_, rung) =>
    ladders.map((names) => names[Math.min(rung, names.length - 1)] ?? ''),
  )
  const distinct = rungs.filter((names) => new Set(names).size === names.length)
  const first = vehicles[0]
  const oneYear = first?.year != null && vehicles.every((v) => v.year === first.year) ? first.year : null
  const title =
    oneYear === null
      ? vehicles.map(fullName).join(' vs ')
      : `${oneYear} ${vehicles.map((v) => v.name).join(' vs ')}`
  return compared({
    plural: distinct.map((names) => names.map((name) => `the ${name}`)),
    singular: distinct.map((names) => names.map((name) => `the ${name}`)),
    facts,
    title,
    tags: [...vehicles.map((v) => `${v.make} ${v.model}`), kindNoun(facts)],
    powertrain: onlyPowertrain(traits),
    city: setting.city,
  })
}
