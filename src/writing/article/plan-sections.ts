// The order of sections, and how many of them the length has room for.

import type { Fact } from '#facts/index.ts'
import { createPicker } from '../phrase/index.ts'
import type { ArticleType, AskGroup, PlannedQuestion, SectionPlan } from '../port.ts'
import type { Ledger, StockGroup, VehicleRecord } from './ledger.ts'
import { markOf, nameOf, textOf } from './ledger.ts'
import type { ArticleForm } from './plan.ts'
import type { Headings } from './plan-headings.ts'
import { type Answer, type ArticleQuestion, type FactsAnswer, factsFor } from './questions.ts'
import { getAskTopic, getTopic } from './topics.ts'

export type SectionsInput = {
  articleType: ArticleType
  form: ArticleForm
  /** In the type's order. */
  topics: readonly string[]
  ledger: Ledger
  questions: readonly { question: ArticleQuestion; answer: Answer }[]
  targetWords: number
  seed: string
  hasDetails: boolean
  headings: Headings
}

/** Words that a section usually takes; measured over composed articles (test/writing/article-length.test.ts). */
const usual = {
  lead: 62,
  details: 25,
  compare: 80,
  summary: 45,
  vehicles: 68,
  both: 80,
  topic: 28,
  table: 25,
  tableRow: 11,
  vehicle: 78,
  ask: 42,
  askQuestion: 15,
  closing: 38,
}
const rowsMax = 20
const emailRowsMax = 5
const vehiclesMax = 40

type Draft = Omit<SectionPlan, 'turn'>

/** Sections in reading order. */
export function planSections(input: SectionsInput): SectionPlan[] {
  const drafts = input.form === 'email' ? planEmail(input) : planArticleBody(input)
  return drafts.map((draft, turn) => ({ ...draft, turn }))
}

function planArticleBody(input: SectionsInput): Draft[] {
  const { ledger, headings, form } = input
  const leadHeading = headings.topic('lead')
  const details = input.hasDetails
    ? [draft('details', 'details', headings.topic('details'), { words: usual.details })]
    : []
  const compare = comparePlan(input)
  const answered = answeredSections(input)
  const ask = askSection(input)
  const closing = draft('closing', 'closing', null, { facts: siteFacts(ledger), words: usual.closing })
  const fixed = [...details, ...compare, ...answered, ...ask, closing]
  let room = input.targetWords - usual.lead - sumWords(fixed)
  const stock = stockSection(input, Math.max(usual.table + 4 * usual.tableRow, room * 0.3))
  room -= sumWords(stock)
  const more = topicSections(input, answered, room)
  room -= sumWords(more)
  const vehicles = vehicleSections(input, room, stock.length > 0 ? 3 : 2)
  const middle = form === 'questions' ? [...answered, ...more] : inTopicOrder(input, [...answered, ...more])
  const lead = draft('lead', 'lead', leadHeading, {
    facts: leadFacts(ledger),
    words: usual.lead,
    topics: [...new Set(middle.flatMap(({ topics }) => topics))],
  })
  return [
    lead,
    ...details,
    ...compare,
    ...middle,
    ...stock,
    ...vehicles,
    ...ask,
    { ...closing, heading: headings.topic('closing') },
  ]
}

function planEmail(input: SectionsInput): Draft[] {
  const { ledger, headings } = input
  const subject = draft('subject', 'subject', headings.topic('lead'), { facts: leadFacts(ledger), words: 8 })
  const lead = draft('lead', 'lead', headings.topic('message'), { facts: leadFacts(ledger), words: 40 })
  const details = input.hasDetails ? [draft('details', 'details', null, { words: usual.details })] : []
  const answered = answeredSections(input)
  const ask = askSection(input).map((section): Draft => ({ ...section, heading: null }))
  const closing = draft('closing', 'closing', null, { facts: siteFacts(ledger), words: usual.closing })
  const room = input.targetWords - sumWords([subject, lead, ...details, ...answered, ...ask, closing])
  const more = topicSections(input, answered, room).map((section): Draft => ({ ...section, heading: null }))
  const left = room - sumWords(more)
  const stock = stockSection(input, Math.min(left, usual.table + emailRowsMax * usual.tableRow)).map(
    (section): Draft => ({ ...section, heading: null }),
  )
  return [subject, lead, ...details, ...answered, ...more, ...stock, ...ask, closing]
}

type DraftParts = Partial<Pick<Draft, 'topics' | 'questions' | 'ask' | 'extent' | 'level'>> & {
  facts?: readonly (Fact | string)[]
  words: number
}

function draft(key: string, kind: SectionPlan['kind'], heading: string | null, parts: DraftParts): Draft {
  const { facts, words, ...rest } = parts
  const ids = (facts ?? []).map((fact) => (typeof fact === 'string' ? fact : fact.id))
  return {
    key,
    kind,
    heading,
    level: 2,
    topics: [],
    questions: [],
    ask: [],
    extent: 'both',
    ...rest,
    factIds: [...new Set(ids)],
    targetWords: Math.max(0, Math.round(words)),
  }
}

function sumWords(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, { targetWords }) => sum + targetWords, 0)
}

/**
 * Questions that facts answer. Two may have the same figures (the stock's, then vehicle by vehicle); further ones
 * join the first of them, so that no figure is told three times.
 */
function answeredSections(input: SectionsInput): Draft[] {
  const byKey = new Map<string, { answer: FactsAnswer; questions: ArticleQuestion[] }>()
  for (const { question, answer } of input.questions) {
    if (answer.kind !== 'facts') continue
    const known = byKey.get(answer.key)
    if (known) known.questions.push(question)
    else byKey.set(answer.key, { answer, questions: [question] })
  }
  return [...byKey.values()].flatMap(({ answer, questions }) =>
    input.form === 'questions'
      ? questionSections(input, answer, questions)
      : answerSection(input.form, answer, questions),
  )
}

/** Under its topic: all questions on the same figures in one section. */
function answerSection(
  form: ArticleForm,
  answer: FactsAnswer,
  questions: readonly ArticleQuestion[],
): Draft[] {
  const extent = questions.length > 1 && form === 'topics' ? 'both' : 'summary'
  return [answerDraft('facts', null, answer, questions, extent)]
}

/** Under the question itself: the stock's figures for the first, vehicle by vehicle for the second, others beside the first. */
function questionSections(
  input: SectionsInput,
  answer: FactsAnswer,
  questions: readonly ArticleQuestion[],
): Draft[] {
  const [first, second, ...others] = questions
  if (!first) return []
  const heading = input.headings.given(first.question)
  const subjects = new Set(
    input.ledger.groups.flatMap(({ vehicles }) => vehicles.map(({ subject }) => subject)),
  )
  const ids = new Set(answer.factIds)
  const named = [...subjects].filter((subject) => hasFact(input.ledger, subject, ids))
  if (!second || named.length < 2 || answer.topics.includes('features')) {
    return [answerDraft('question', heading, answer, questions, 'both')]
  }
  return [
    answerDraft('question', heading, answer, [first, ...others], 'summary'),
    answerDraft('question', input.headings.given(second.question), answer, [second], 'vehicles'),
  ]
}

function hasFact(ledger: Ledger, subject: string, ids: ReadonlySet<string>): boolean {
  const vehicle = ledger.groups
    .flatMap(({ vehicles }) => vehicles)
    .find((candidate) => candidate.subject === subject)
  return [...(vehicle?.values.values() ?? [])].flat().some(({ fact }) => ids.has(fact.id))
}

function answerDraft(
  kind: SectionPlan['kind'],
  heading: string | null,
  answer: FactsAnswer,
  questions: readonly ArticleQuestion[],
  extent: SectionPlan['extent'],
): Draft {
  const asked = questions.map(({ id, question }): PlannedQuestion => ({ id, question }))
  const words = usual[extent] + usual.askQuestion * (questions.length - 1)
  const key = `question:${asked[0]?.id}`
  return draft(key, kind, heading, {
    facts: extent === 'summary' ? answer.summaryIds : answer.factIds,
    topics: answer.topics,
    questions: asked,
    extent,
    words,
  })
}

/** Topics of the type that no question asked for, while the length has room; with the questions at least two. */
function topicSections(input: SectionsInput, answered: readonly Draft[], room: number): Draft[] {
  const told = new Set(answered.flatMap(({ topics }) => topics.flatMap((id) => getTopic(id).parts)))
  const isUsed = input.ledger.groups.some((group) => hasUsed(group))
  const open = input.topics.filter((id) => {
    const isTold = getTopic(id).parts.every((part) => told.has(part))
    return !isTold && (id !== 'mileage' || isUsed)
  })
  const sections: Draft[] = []
  const kind = input.form === 'questions' ? 'question' : 'facts'
  const least = Math.max(0, 2 - answered.length)
  const words = usual.topic * Math.max(1, input.ledger.groups.length)
  for (const topic of open) {
    const facts = factsFor([topic], input.ledger.groups, input.ledger)
    if (facts.length === 0) continue
    if (sections.length >= least && sumWords(sections) + words > room) break
    const heading = kind === 'question' ? input.headings.question(topic) : null
    sections.push(
      draft(`topic:${topic}`, kind, heading, {
        facts,
        topics: [topic],
        extent: 'summary',
        words,
      }),
    )
  }
  return sections
}

function familyOf(section: Draft): string {
  return getTopic(section.topics[0] ?? 'specs').family
}

function hasUsed(group: StockGroup): boolean {
  const isUsed = (condition: string | undefined) => condition !== undefined && !/^new$/i.test(condition)
  return group.vehicles.some((vehicle) => isUsed(textOf(vehicle.values, 'condition')))
}

/**
 * Topic sections in the type's order with neighbors sometimes exchanged, so that not every article runs the same way.
 * Sections of one family stand together under the heading of the first.
 */
function inTopicOrder(input: SectionsInput, sections: readonly Draft[]): Draft[] {
  const picker = createPicker(`${input.seed}\u0000order`)
  const families = [...Map.groupBy(sections, familyOf)]
  const place = (family: string) => {
    const at = input.topics.indexOf(family)
    if (family === 'specs') return -1
    return at < 0 ? input.topics.length : at
  }
  families.sort(([a], [b]) => place(a) - place(b))
  for (let at = 0; at + 1 < families.length; at += 2) {
    const [a, b] = [families[at], families[at + 1]]
    if (a && b && picker.chance(0.5)) [families[at], families[at + 1]] = [b, a]
  }
  return families.flatMap(([family, members]) =>
    members.map((section, at) => ({ ...section, heading: at === 0 ? input.headings.topic(family) : null })),
  )
}

function stockSection(input: SectionsInput, words: number): Draft[] {
  const vehicles = input.ledger.groups.flatMap((group) => group.vehicles)
  const rows = Math.min(rowsMax, vehicles.length, Math.floor((words - usual.table) / usual.tableRow))
  if (rows < 2) return []
  const shown = pickVehicles(input, rows)
  const counts = input.ledger.groups.flatMap(
    (group) => group.stock.get('stock_count')?.map(({ fact }) => fact) ?? [],
  )
  const attributes = [
    'condition',
    'year',
    'make',
    'model',
    'trim',
    'exterior_color',
    'mileage',
    'price',
    'vin',
    'stock_number',
  ]
  const facts = [...counts, ...shown.flatMap((vehicle) => factsOf(vehicle, attributes))]
  const heading =
    input.form === 'questions' ? input.headings.question('stock') : input.headings.topic('stock')
  return [draft('stock', 'stock', heading, { facts, words: usual.table + rows * usual.tableRow })]
}

function vehicleSections(input: SectionsInput, room: number, level: 2 | 3): Draft[] {
  const count = Math.min(vehiclesMax, Math.floor(room / usual.vehicle))
  return pickVehicles(input, count).map((vehicle) => {
    const vin = vehicle.subject.slice(vehicle.subject.indexOf(':') + 1)
    const heading = input.headings.given(vehicleHeading(vehicle))
    const facts = [...vehicle.values.values()].flat().map(({ fact }) => fact)
    return draft(`vehicle:${vin}`, 'vehicle', heading, { facts, words: usual.vehicle, level })
  })
}

function vehicleHeading(vehicle: VehicleRecord): string {
  return [nameOf(vehicle), markOf(vehicle)?.text].filter(Boolean).join(', ')
}

/** Vehicles for show: every stock and trim comes up before any comes twice. */
function pickVehicles(input: SectionsInput, count: number): VehicleRecord[] {
  const picker = createPicker(`${input.seed}\u0000vehicles`)
  const decks = input.ledger.groups.flatMap((group) => {
    const byTrim = Map.groupBy(
      picker.shuffle(group.vehicles),
      (vehicle) => textOf(vehicle.values, 'trim') ?? '',
    )
    return [...byTrim.values()]
  })
  const rounds = Math.max(0, ...decks.map((deck) => deck.length))
  const order = Array.from({ length: rounds }, (_, round) =>
    decks.flatMap((deck) => deck[round] ?? []),
  ).flat()
  return order.slice(0, Math.max(0, count))
}

function comparePlan(input: SectionsInput): Draft[] {
  const groups = input.ledger.groups.filter(({ label }) => label !== null)
  if (groups.length < 2) return []
  const facts = groups.flatMap((group) => [...group.stock.values()].flat().map(({ fact }) => fact))
  return [draft('compare', 'compare', input.headings.topic('compare'), { facts, words: usual.compare })]
}

function askSection(input: SectionsInput): Draft[] {
  const groups = new Map<string, AskGroup>()
  for (const { question, answer } of input.questions) {
    if (answer.kind !== 'ask') continue
    const { id: topic, name } = getAskTopic(answer.topic)
    const group = groups.get(topic) ?? { topic, name, questions: [] }
    group.questions.push({ id: question.id, question: question.question })
    groups.set(topic, group)
  }
  if (groups.size === 0) return []
  const asked = [...groups.values()]
  const count = asked.reduce((sum, { questions }) => sum + questions.length, 0)
  const words = usual.ask + count * usual.askQuestion
  return [
    draft('ask', 'ask', input.headings.topic('ask'), { facts: siteFacts(input.ledger), ask: asked, words }),
  ]
}

function siteFacts(ledger: Ledger): Fact[] {
  return ['site_name', 'site_phone', 'site_address', 'site_city', 'site_state'].flatMap(
    (attribute) =>
      ledger.site
        .get(attribute)
        ?.slice(0, 1)
        .map(({ fact }) => fact) ?? [],
  )
}

function leadFacts(ledger: Ledger): Fact[] {
  const attributes = ['stock_count', 'stock_price_lowest', 'stock_price_highest']
  const stock = ledger.groups.flatMap((group) =>
    attributes.flatMap((attribute) => group.stock.get(attribute)?.map(({ fact }) => fact) ?? []),
  )
  return [...stock, ...siteFacts(ledger)]
}

function factsOf(vehicle: VehicleRecord, attributes: readonly string[]): Fact[] {
  return attributes.flatMap((attribute) => vehicle.values.get(attribute)?.map(({ fact }) => fact) ?? [])
}
