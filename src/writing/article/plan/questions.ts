// Which facts answer a question. Beside the topic, the question must speak of what the facts speak of: only names on
// record are read as names, so another make or model is a word like any other, and the question goes to the staff.

import { type Fact, listMakes } from '#facts/index.ts'
import { type Ledger, markOf, nameFacts, type StockGroup, textOf, type VehicleRecord } from '../ledger.ts'
import { getTopic, isNeutralWord, type Part, readQuestion, spaced } from './topics.ts'

export type ArticleQuestion = {
  id: string
  question: string
  intent: string
  clusterLabel: string
  /** Where the question is a known one: its answer, sentence by sentence, as it may stand. */
  answer?: readonly Fact[]
}

export type FactsAnswer = {
  kind: 'facts'
  topics: string[]
  /** The stock's figures and the entries of single vehicles. */
  factIds: string[]
  /** The figures alone. */
  summaryIds: string[]
  /** The vehicles among the facts are some of those that the question speaks of. */
  isPartial: boolean
  /** How many stocks it speaks of. */
  stocks: number
  /** Answers with the same key say the same. */
  key: string
}
export type Answer = FactsAnswer | { kind: 'known'; facts: readonly Fact[] } | { kind: 'ask'; topic: string }

const makes = listMakes().flatMap(({ name, aliases }) => [name, ...aliases])
/** Words of equipment that alone name none: every car has seats. */
const commonEquipment = new Set([
  'seat',
  'seats',
  'wheel',
  'wheels',
  'door',
  'doors',
  'engine',
  'lights',
  'power',
  'auto',
  'system',
])
/** A trim in such a question picks no vehicles: "Is the EX in stock?" is answered by the list of trims. */
const wholeStockTopics = new Set(['availability', 'trims', 'years', 'contact'])

/** What the dealership has on record comes first; where nothing of it answers, what is known of every car does. */
export function answerQuestion(question: ArticleQuestion, ledger: Ledger): Answer {
  const answer = answerFromLedger(question, ledger)
  const { answer: facts = [] } = question
  return answer.kind === 'ask' && facts.length > 0 ? { kind: 'known', facts } : answer
}

/** Holds one question against the ledger. */
function answerFromLedger({ question, intent }: ArticleQuestion, ledger: Ledger): Answer {
  const text = spaced(question)
  const mentioned = ledger.groups.filter((group) => group.label && mentions(text, group.label))
  const masked = maskNames(text, ledger)
  const read = readQuestion(masked, intent, mentioned.length > 1 ? ['compare'] : [])
  const near = mentioned.length > 0 ? mentioned : ledger.groups
  const isOfStock = read.kind === 'facts' && read.topics.every((topic) => wholeStockTopics.has(topic))
  const scope = narrow(question, near, isOfStock)
  const features = matchFeatures(text, masked, scope)
  if (features.length > 0) return answerOf(['feature-match'], features, features, scope)
  if (read.kind === 'ask') return read
  if (read.topics.some((topic) => factsFor([topic], scope, ledger).length === 0))
    return { kind: 'ask', topic: 'other' }
  const [all, summary] = [factsFor(read.topics, scope, ledger, true), factsFor(read.topics, scope, ledger)]
  return answerOf(read.topics, all, summary, scope)
}

function answerOf(
  topics: readonly string[],
  facts: readonly Fact[],
  summary: readonly Fact[],
  scope: readonly StockGroup[],
): FactsAnswer {
  const factIds = facts.map(({ id }) => id)
  const key = `${topics.join(' ')} ${factIds.join(' ')}`
  return {
    kind: 'facts',
    topics: [...topics],
    factIds,
    summaryIds: summary.map(({ id }) => id),
    isPartial: scope.some((group) => group.isPartial),
    stocks: scope.length,
    key,
  }
}

/**
 * The facts that the topics may state of these stocks: the counted ones, and of single vehicles (with their names)
 * those that are not counted; with `isDetailed` also those that are. Empty when there is none, whatever the names.
 */
export function factsFor(
  topics: readonly string[],
  groups: readonly StockGroup[],
  ledger: Ledger,
  isDetailed = false,
): Fact[] {
  const facts = new Set<Fact>()
  for (const part of topics.flatMap((id) => getTopic(id).parts)) {
    if (part.form === 'site') for (const { fact } of ledger.site.get(part.key) ?? []) facts.add(fact)
    for (const group of groups) {
      const counted = part.stock.flatMap((attribute) => group.stock.get(attribute) ?? [])
      for (const { fact } of counted) facts.add(fact)
      if (counted.length > 0 && !isDetailed) continue
      if (group.isPartial && counted.length === 0 && !isTold(part)) continue
      for (const vehicle of group.vehicles) addVehicle(facts, vehicle, part.vehicle)
    }
  }
  return [...facts]
}

/** True when single vehicles can be named for it: their trims and features are an account of the whole stock or none. */
function isTold({ key, form }: Part): boolean {
  return form !== 'features' && !['trim', 'model', 'year'].includes(key)
}

function addVehicle(facts: Set<Fact>, vehicle: VehicleRecord, attribute: string | null): void {
  const values = attribute === null ? [] : (vehicle.values.get(attribute) ?? [])
  if (values.length === 0) return
  const mark = markOf(vehicle)
  for (const fact of [...nameFacts(vehicle), ...values.map((said) => said.fact)]) facts.add(fact)
  if (mark) facts.add(mark.fact)
}

/** The stocks without the vehicles of other years, trims and conditions, where the question names one. */
function narrow(question: string, groups: readonly StockGroup[], isOfStock: boolean): StockGroup[] {
  const years: string[] = question.match(/\b(?:19|20)\d\d\b/g) ?? []
  const trim = isOfStock ? undefined : namedTrim(question, groups)
  const condition = isOfStock ? undefined : /\b(?:new|used|certified)\b/i.exec(question)?.[0].toLowerCase()
  const onRecord = new Set(groups.flatMap(yearsOf))
  // "The 2026 or the 2023 Pilot?" is of both stocks, where both are there.
  const isOfSeveral = years.every((year) => onRecord.has(year))
  return groups.flatMap((group) => {
    const known = new Set(yearsOf(group))
    const isOfGroup = (year: string) => known.has(year)
    if (known.size > 0 && years.length > 0 && !(isOfSeveral ? years.some(isOfGroup) : years.every(isOfGroup)))
      return []
    const tests: ((vehicle: VehicleRecord) => boolean)[] = []
    if (years.length > 0 && known.size > 1)
      tests.push(({ values }) => years.includes(textOf(values, 'year') ?? ''))
    if (trim && !isOnlyTrim(group, trim)) tests.push(({ values }) => textOf(values, 'trim') === trim)
    if (condition && !isOnlyCondition(group, condition))
      tests.push(({ values }) => textOf(values, 'condition') === condition)
    if (tests.length === 0) return [group]
    const vehicles = group.vehicles.filter((vehicle) => tests.every((test) => test(vehicle)))
    if (vehicles.length === group.vehicles.length && !group.isPartial) return [group]
    if (vehicles.length === 0) return []
    return [{ subject: null, label: null, stock: new Map(), vehicles, isPartial: group.isPartial }]
  })
}

function isOnlyTrim(group: StockGroup, trim: string): boolean {
  const counted = group.stock.get('stock_trim') ?? []
  return counted.length === 1 && counted[0]?.text === trim
}

function isOnlyCondition(group: StockGroup, condition: string): boolean {
  const all = group.stock.get('stock_count')?.[0]?.fact.value
  return all !== undefined && group.stock.get(`stock_${condition}_count`)?.[0]?.fact.value === all
}

/** The longest trim on record that stands in the question in the trade's spelling: "EX-L" is not "EX". */
function namedTrim(question: string, groups: readonly StockGroup[]): string | undefined {
  const trims = groups.flatMap((group) => [
    ...group.vehicles.map(({ values }) => textOf(values, 'trim')),
    ...(group.stock.get('stock_trim') ?? []).map(({ text }) => text),
  ])
  const named = trims.filter((trim): trim is string => trim !== undefined && standsIn(question, trim))
  return named.sort((a, b) => b.length - a.length)[0]
}

function standsIn(question: string, name: string): boolean {
  const at = question.indexOf(name)
  if (at < 0) return false
  return (
    !/[\p{L}\p{N}-]$/u.test(question.slice(0, at)) &&
    !/^[\p{L}\p{N}-]/u.test(question.slice(at + name.length))
  )
}

function yearsOf(group: StockGroup): string[] {
  const labelled = /\b(?:19|20)\d\d\b/.exec(group.label ?? '')?.[0]
  const counted = (group.stock.get('stock_year') ?? []).map(({ text }) => text)
  const own = group.vehicles.map(({ values }) => textOf(values, 'year'))
  return [labelled, ...counted, ...own].filter((year): year is string => year !== undefined)
}

/** With or without its make: "Honda Civic", "Civic" and "Civics". */
function mentions(text: string, label: string): boolean {
  return spokenForms(label).some((name) => text.includes(spaced(name)) || text.includes(spaced(`${name}s`)))
}

/** "2026 Land Rover Range Rover" is also called "Land Rover Range Rover" and "Range Rover". */
function spokenForms(label: string): string[] {
  const name = label.replace(/^(?:19|20)\d\d /, '')
  const make = makes.find((known) => name.startsWith(`${known} `))
  return [...new Set([label, name, make ? name.slice(make.length + 1) : name])]
}

function knownNames(ledger: Ledger): string[] {
  const site = ['site_name', 'site_city', 'site_state'].map((key) => textOf(ledger.site, key))
  const names = ledger.groups.flatMap((group): (string | null | undefined)[] => [
    group.label,
    ...(group.stock.get('stock_model') ?? []).map(({ text }) => text),
    ...(group.stock.get('stock_trim') ?? []).map(({ text }) => text),
    ...group.vehicles.flatMap(({ values }) => ['make', 'model', 'trim'].map((key) => textOf(values, key))),
  ])
  const spoken = [...names, ...site].filter((name): name is string => Boolean(name))
  return [...new Set(spoken.flatMap(spokenForms))]
}

/** Names of vehicles on record out of the question, so that their words ask for nothing. */
function maskNames(text: string, ledger: Ledger): string {
  const names = knownNames(ledger)
    .map(spaced)
    .sort((a, b) => b.length - a.length)
  const plural = (name: string) => `${name.trimEnd()}s `
  return names.reduce(
    (rest, name) => (name.trim() ? rest.replaceAll(name, ' ~ ').replaceAll(plural(name), ' ~ ') : rest),
    text,
  )
}

/** Equipment on record that a yes-or-no question names and nothing else: "heated seats" in "Heated Front Seats". */
function matchFeatures(text: string, masked: string, groups: readonly StockGroup[]): Fact[] {
  if (!/^ (?:do|does|is|are|can|has|have) /.test(text)) return []
  const asked = masked.split(' ').filter((word) => word && word !== '~' && !isNeutralWord(word))
  if (asked.length === 0 || (asked.length === 1 && commonEquipment.has(asked[0] ?? ''))) return []
  const found = groups.flatMap((group) => {
    const counted = group.stock.get('stock_feature') ?? []
    const said =
      counted.length > 0 ? counted : group.vehicles.flatMap(({ values }) => values.get('feature') ?? [])
    return said.filter(({ text: feature }) => {
      const words = spaced(feature).trim().split(' ')
      return asked.every((word) => words.includes(word))
    })
  })
  const distinct = found.filter(
    (said, at) => found.findIndex(({ text: other }) => other === said.text) === at,
  )
  return distinct.map(({ fact }) => fact)
}
