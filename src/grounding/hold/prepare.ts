// A list of facts, indexed once by all that a text may say of it: words, concepts, names, colours, numbers, subjects.
// Verifying then costs the text's length, not the text times the facts.

import type { Fact } from '#facts/index.ts'
import { readColorFact } from '../find/colors.ts'
import { figuresOf } from '../find/figures.ts'
import { closureOf, type Group } from '../find/lexicon.ts'
import { isOfRoad, keyOf } from '../find/names.ts'
import { addPhrase, makeTrie } from '../text/phrase-trie.ts'
import { type Token, tokenize } from '../text/tokens.ts'
import { attributeOf, exclusiveGroupOf, isColor, isDescriptive, isNumeric, isRecorded } from './attributes.ts'
import { shapeOf } from './code-shape.ts'
import { indexFullNames, indexLabel, indexNames } from './index-names.ts'
import { addTo, type PreparedFacts, pushTo, type Subject } from './prepared-facts.ts'
import { type ValueWords, wordsOf } from './value-words.ts'

const isOfVehicles = (group: Group): boolean => group !== 'superlative' && group !== 'assertion'
const isOfRecords = (group: Group): boolean => group !== 'superlative'

function indexConcepts(
  p: PreparedFacts,
  fact: Fact,
  { concepts, denial }: ValueWords,
  isRead: (group: Group) => boolean = isOfVehicles,
): Set<number> {
  const covered = new Set<number>()
  const named = new Set<string>()
  for (const [at, matches] of concepts.entries()) {
    for (const match of matches) {
      for (let i = match.from; i < match.to; i++) covered.add(i)
      for (const entry of match.entries) {
        if (!isRead(entry.group)) continue
        for (const concept of entry.concepts) {
          if (at >= denial) pushTo(p.denied, concept, fact)
          else
            for (const wider of closureOf(concept)) {
              pushTo(p.concepts, wider, fact)
              named.add(wider)
            }
        }
      }
    }
  }
  const group = exclusiveGroupOf(fact.attribute)
  const own = group ? [...named].filter((concept) => concept.startsWith(`${group}:`)) : []
  if (group && own.length > 0) {
    const list = p.exclusive.get(group) ?? []
    list.push({ fact, concepts: new Set(own) })
    p.exclusive.set(group, list)
  }
  return covered
}

const parting = /[()/,;:|]| w\/ ?| with | - /i

function indexWords(p: PreparedFacts, fact: Fact, value: string): void {
  const { tokens, stems: all, denial } = wordsOf(value)
  if (denial < tokens.length) return
  addPhrase(p.phrases, all, fact)
  if (
    fact.attribute !== 'feature' &&
    fact.attribute !== 'option' &&
    fact.attribute !== 'stock_feature' &&
    fact.attribute !== 'engine'
  )
    return
  for (const part of value.split(parting)) {
    const { stems } = wordsOf(part)
    if (stems.length === 0) continue
    if (stems.length > 1 || /^[A-Z0-9]{3,}$/.test(part.trim())) addPhrase(p.phrases, stems, fact)
    const words = { fact, stems: new Set(stems) }
    for (const stem of words.stems) pushTo(p.words, stem, words)
  }
}

function indexTrim(
  p: PreparedFacts,
  fact: Fact,
  tokens: readonly Token[],
  covered: ReadonlySet<number>,
): void {
  const figures = figuresOf('', tokens, { from: 0, to: tokens.length }, everythingNot)
  const extra = (i: number): boolean =>
    covered.has(i) || figures.some((figure) => figure.unit !== null && i >= figure.from && i < figure.to)
  const stems = tokens.map((token) => token.stem)
  const core = stems.filter((_, i) => !extra(i))
  const add = (key: string): void => {
    pushTo(p.trims, key, fact)
    if (fact.attribute !== 'stock_trim') p.subjects.get(fact.subject)?.trims.add(key)
  }
  add(keyOf(stems))
  // "RAV4 LTD"
  if (stems.includes('limited')) add(keyOf(stems.map((stem) => (stem === 'limited' ? 'ltd' : stem))))
  if (core.length === 0 || core.length === stems.length) return
  add(keyOf(core))
  addPhrase(p.phrases, core, fact)
}

const everythingNot = (): boolean => false

function indexText(p: PreparedFacts, fact: Fact, value: string): void {
  const named = isRecorded(fact.attribute) ? `${value} ${fact.attribute}` : value
  const text = fact.attribute.includes('body_style') ? value.replace(/\b(\d)D(?=\b|r)/i, '$1-door') : named
  const words = wordsOf(
    fact.attribute === 'interior_color' || fact.attribute === 'stock_interior_color'
      ? `${text} upholstery`
      : text,
  )
  const { tokens } = words
  const covered = isDescriptive(fact.attribute)
    ? indexConcepts(p, fact, words, isRecorded(fact.attribute) ? isOfRecords : isOfVehicles)
    : new Set<number>()
  if (isColor(fact.attribute)) {
    const color = readColorFact(fact, value)
    p.colors.push(color)
    for (const stem of color.stems) p.colorStems.add(stem)
    return
  }
  if (fact.attribute !== 'stock_number' || /[a-z]/i.test(value)) indexWords(p, fact, value)
  indexNames(p, fact, value, tokens, covered)
  if (fact.attribute === 'trim' || fact.attribute === 'series' || fact.attribute === 'stock_trim')
    indexTrim(p, fact, tokens, covered)
  if (isDescriptive(fact.attribute)) {
    const stems = new Set(words.stems)
    for (const figure of words.figures)
      if (figure.unit) {
        pushTo(p.figures, figure.unit, { fact, figure, stems })
        if (figure.layout === 'flat') pushTo(p.concepts, 'engine:boxer', fact)
      }
  }
}

/** What a stock count counts stands in its subject: `stock:used 2024 Honda Civic`. */
function indexSubject(p: PreparedFacts, fact: Fact): void {
  const at = fact.subject.indexOf(':')
  const kind = fact.subject.slice(0, at)
  const label = fact.subject.slice(at + 1)
  const subject: Subject = {
    vins: new Set(),
    stockNumbers: new Set(),
    makes: new Set(),
    models: new Set(),
    trims: new Set(),
    years: new Set(),
  }
  p.subjects.set(fact.subject, subject)
  if (kind === 'vehicle') subject.vins.add(label.toUpperCase())
  if (kind !== 'stock') return
  const words = wordsOf(label)
  const { tokens } = words
  indexLabel(p, fact, tokens)
  indexConcepts(p, fact, words, (group) => group !== 'feature' && isOfVehicles(group))
  for (const token of tokens)
    if (token.value >= 1950 && token.value <= 2100)
      pushTo(p.byAttribute, 'stock_year', { ...fact, attribute: 'stock_year', value: token.value })
}

function indexCondition(p: PreparedFacts, fact: Fact): void {
  const condition = { stock_new_count: 'new', stock_used_count: 'used', stock_certified_count: 'certified' }[
    fact.attribute
  ]
  if (!condition || Number(fact.value) === 0) return
  for (const concept of closureOf(`condition:${condition}`)) pushTo(p.concepts, concept, fact)
  if (condition !== 'certified') pushTo(p.concepts, 'condition:uncertified', fact)
}

const counted = new Set(['make', 'model', 'trim'])

/** The name of what is counted, typed by a person who asks for it: the words of a name and nothing that is in them. */
function indexCountedName(p: PreparedFacts, fact: Fact): void {
  const value = String(fact.value)
  const tokens = tokenize(value)
  const stems = tokens.map((token) => token.stem)
  addPhrase(p.phrases, stems, fact)
  if (fact.attribute === 'trim') pushTo(p.trims, keyOf(stems), fact)
  else indexNames(p, fact, value, tokens, new Set())
}

/**
 * An event's name and place are typed by a person and may say anything: they are carried as they stand, and only where
 * capitals behind the first word make them a name ("Honda", "heated seats" and "5000" are none). The category is carried by
 * its words. Its dates are compared by value. Its description carries nothing.
 */
function indexEvent(p: PreparedFacts, fact: Fact): void {
  const words = tokenize(String(fact.value))
  const isName = words.slice(1).some((word) => word.cap)
  if (isName && (fact.attribute === 'event_name' || fact.attribute === 'event_location'))
    p.given.push({ fact, words })
  if (fact.attribute === 'event_category')
    addPhrase(
      p.phrases,
      words.map((token) => token.stem),
      fact,
    )
}

/** "1200 Main": the house and the road's name alone. */
function indexShortAddress(p: PreparedFacts, fact: Fact): void {
  const [house, road, ...more] = tokenize(String(fact.value))
  if (house && road && /^\d/.test(house.raw) && isOfRoad(more[0], more.length > 0))
    p.given.push({ fact, words: [house, road], isShort: true })
}

function indexFact(p: PreparedFacts, fact: Fact): void {
  pushTo(p.byAttribute, fact.attribute, fact)
  if (!p.subjects.has(fact.subject)) indexSubject(p, fact)
  const subject = p.subjects.get(fact.subject)!
  if (fact.attribute === 'vin') subject.vins.add(String(fact.value).toUpperCase())
  if (fact.attribute === 'year') subject.years.add(Number(fact.value))
  if (fact.attribute === 'stock_number') {
    subject.stockNumbers.add(String(fact.value).toUpperCase())
    p.codeShapes.add(shapeOf(String(fact.value)))
  }
  indexCondition(p, fact)
  if (fact.attribute === 'owners' && Number(fact.value) === 1) pushTo(p.concepts, 'assertion:one-owner', fact)
  if (fact.attribute === 'condition' && /^used$/i.test(String(fact.value)))
    pushTo(p.concepts, 'condition:uncertified', fact)
  if (fact.attribute === 'owners' && Number(fact.value) > 0) pushTo(p.denied, 'assertion:no-owner', fact)
  if (fact.attribute === 'condition' && /^new$/i.test(String(fact.value)))
    pushTo(p.concepts, 'assertion:no-owner', fact)
  if (fact.attribute === 'towing_capacity') pushTo(p.concepts, 'assertion:towing', fact)
  if (isNumeric(fact.attribute)) {
    pushTo(p.numbers, Number(fact.value), fact)
    return
  }
  if (fact.attribute === 'site_address') indexShortAddress(p, fact)
  // An answer is carried sentence by sentence, as it stands; its words say nothing of any vehicle.
  if (fact.attribute === 'answer') p.given.push({ fact, words: tokenize(String(fact.value)) })
  else if (fact.attribute.startsWith('event_')) indexEvent(p, fact)
  else if (fact.subject.startsWith('stock:') && counted.has(fact.attribute)) indexCountedName(p, fact)
  else if (typeof fact.value === 'string') indexText(p, fact, fact.value)
  else if (typeof fact.value === 'boolean') {
    const label = attributeOf(fact.attribute)?.label ?? fact.attribute.replaceAll('_', ' ')
    if (fact.value) indexText(p, fact, label)
    else indexConcepts(p, fact, wordsOf(`no ${label}`))
  }
}

/** Subjects by their names, so that a text is held against them without looking at each. */
function indexSubjects(p: PreparedFacts): void {
  const { named } = p
  for (const [name, subject] of p.subjects) {
    for (const key of subject.models) addTo(named.models, key, name)
    for (const key of subject.trims) addTo(named.trims, key, name)
    for (const value of [...subject.vins, ...subject.stockNumbers]) addTo(named.identifiers, value, name)
    if (/^(?:vehicle|model):/.test(name)) named.vehicles.push(name)
    if (subject.trims.size > 0) named.trimmed++
    if (subject.makes.size > 0 && !name.startsWith('site:')) named.makes = true
  }
}

/** Facts ready to be held against texts; worth keeping where several texts have the same facts. Linear in the facts. */
export function prepareFacts(facts: readonly Fact[]): PreparedFacts {
  const p: PreparedFacts = {
    prepared: true,
    facts,
    byId: new Map(facts.map((fact) => [fact.id, fact])),
    byAttribute: new Map(),
    numbers: new Map(),
    concepts: new Map(),
    denied: new Map(),
    exclusive: new Map(),
    phrases: makeTrie(),
    given: [],
    makes: new Map(),
    models: new Map(),
    trims: new Map(),
    colors: [],
    colorStems: new Set(),
    figures: new Map(),
    words: new Map(),
    codeShapes: new Set(),
    subjects: new Map(),
    named: {
      models: new Map(),
      trims: new Map(),
      identifiers: new Map(),
      trimmed: 0,
      makes: false,
      vehicles: [],
    },
  }
  for (const fact of facts) indexFact(p, fact)
  p.codeShapes.delete('')
  indexFullNames(p)
  indexSubjects(p)
  return p
}
