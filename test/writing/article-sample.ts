// Articles on made-up stock: the facts of one model's vehicles, the stock counted over them, and a dealership.

import { type Fact, type FactValue, getAttribute } from '../../src/facts/index.ts'
import { feedFacts } from '../../src/inventory/feed-facts.ts'
import { stockFacts } from '../../src/inventory/stock-facts.ts'
import type { Vehicle } from '../../src/inventory/vehicle.ts'
import {
  type Article,
  type ArticleElements,
  type ArticleInput,
  assembleArticle,
  composer,
  type PlacedBody,
  phraseContext,
  placeElements,
  planArticle,
} from '../../src/writing/index.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'

type SourceKind = Fact['source']['kind']

export function fact(subject: string, attribute: string, value: FactValue, kind: SourceKind = 'feed'): Fact {
  const source = { kind, title: kind, url: null, retrievedAt: '2026-11-01T00:00:00Z' }
  const { unit } = getAttribute(attribute)
  return { id: `${subject}/${attribute}/${value}`, subject, attribute, value, unit, source }
}

export const siteFacts: Fact[] = [
  fact('site:1', 'site_name', 'Riverside Motors', 'site'),
  fact('site:1', 'site_phone', '(555) 014-2200', 'site'),
  fact('site:1', 'site_address', '120 Mill Street', 'site'),
  fact('site:1', 'site_city', 'Springfield', 'site'),
  fact('site:1', 'site_state', 'IL', 'site'),
]

/** An event of these values, on days that are given where the values name none. */
export function eventFacts(values: Readonly<Record<string, string>>): Fact[] {
  const whole = {
    event_name: 'Spring Clearance Sale',
    event_category: 'Sales Event',
    event_start: '2026-04-01T09:00',
    event_end: '2026-04-07T21:00',
    event_location: '315 W Jericho Tpke, Huntington, NY 11743',
    ...values,
  }
  return Object.entries(whole).map(([attribute, value]) => fact('event:1', attribute, value, 'site'))
}

const lots = Map.groupBy(generateVehicles({ seed: 11, count: 1500 }), ({ make, model }) => `${make} ${model}`)

/** Makes and models with vehicles to write of. */
export const models: string[] = [...lots.keys()]

/** The facts of so many vehicles of a model ("Honda Civic"), and the stock counted over them. */
export function stockOf(model: string, count: number): Fact[] {
  return factsOfStock(model, (lots.get(model) ?? []).slice(0, count))
}

/** The facts of so many vehicles of a model of each of its years, the newest year first: "2026 Honda Civic". */
export function stocksByYear(model: string, count: number): Fact[][] {
  const ofYear = Map.groupBy(lots.get(model) ?? [], ({ year }) => year ?? 0)
  return [...ofYear]
    .sort(([a], [b]) => b - a)
    .map(([year, vehicles]) => factsOfStock(`${year} ${model}`, vehicles.slice(0, count)))
}

/** As `stockOf`, with the facts of so many of its vehicles only: more are counted than are cited. */
export function partOf(model: string, count: number, cited: number): Fact[] {
  const vins = new Set((lots.get(model) ?? []).slice(0, cited).map(({ vin }) => `vehicle:${vin}`))
  return stockOf(model, count).filter(({ subject }) => !subject.startsWith('vehicle:') || vins.has(subject))
}

function factsOfStock(what: string, vehicles: readonly Vehicle[]): Fact[] {
  const facts = [...stockFacts(what, vehicles), ...vehicles.flatMap(feedFacts)]
  return facts.map(({ subject, attribute, value }) => fact(subject, attribute, value))
}

export function articleInput(over: Partial<ArticleInput> = {}): ArticleInput {
  return {
    articleType: 'basic',
    title: 'Honda Civic: What to Know',
    keyword: 'Honda Civic',
    questions: [],
    facts: [...siteFacts, ...stockOf('Honda Civic', 12)],
    contentIntent: 'general',
    targetWords: 1200,
    seed: 'content-1',
    ...over,
  }
}

export function question(text: string, intent = 'other', id = text): ArticleInput['questions'][number] {
  return { id, question: text, intent, clusterLabel: intent }
}

/** A dealership that says nothing itself. */
export const noElements: ArticleElements = { links: [], ctas: [], hours: [], authors: [], disclaimers: [] }

export type Written = Article & PlacedBody & { facts: readonly Fact[] }

/** Plans, composes, assembles and places. */
export async function writeArticle(
  input: ArticleInput,
  elements: Partial<ArticleElements> = {},
): Promise<Written> {
  const plan = planArticle(input)
  const context = phraseContext(plan, input.facts)
  const sections = []
  for (const section of plan.sections) {
    sections.push({ key: section.key, markdown: await composer.phrase(section, context) })
  }
  const article = assembleArticle(plan, sections)
  const placed = placeElements(article, plan, { ...noElements, ...elements }, context.language)
  return { ...article, ...placed, facts: input.facts }
}
