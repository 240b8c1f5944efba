// What can be verified in a language that the verifier does not read: figures with their units, and names. It reads no
// meaning: what is not a figure or a name by its build is not judged. What it finds and no fact carries is cut with the
// sentence that says it.

import type { Fact } from '#facts/index.ts'
import type { Claim, ClaimKind } from '../claim.ts'
import { type Address, addressesOf } from '../find/addresses.ts'
import { judgeAddress } from '../hold/judge-place.ts'
import { prepareFacts } from '../hold/prepare.ts'
import type { PreparedFacts } from '../hold/prepared-facts.ts'
import { type Block, blocksOf } from '../text/blocks.ts'
import type { VerifyOptions } from '../verify.ts'
import { type Carrier, type Carriers, carriersOf } from './carriers.ts'
import { type Figure, figuresOf } from './figures.ts'
import { isForeign } from './foreign.ts'
import { getLanguage, type Language } from './languages.ts'
import { type Name, namesOf } from './names.ts'
import { sentencesIn } from './sentences.ts'

type Held = { prepared: PreparedFacts; carriers: Carriers }

const prepared = new WeakMap<readonly Fact[], Held>()

/** What facts carry. Kept as long as the list is: an article's sections are held against one and the same. */
function carriedBy(facts: readonly Fact[]): Held {
  const known = prepared.get(facts) ?? { prepared: prepareFacts(facts), carriers: carriersOf(facts) }
  prepared.set(facts, known)
  return known
}

type Reading = {
  text: string
  language: Language
  held: Held
  addresses: readonly Address[]
  /** Words and figures of the user's own texts: a heading or a question may say them again. */
  given: { words: ReadonlySet<string>; figures: readonly number[] }
  claims: Claim[]
}

/**
 * Figures and names of a text in one of the published languages, held against facts.
 * @returns as `verify`; a sentence of another language is a claim of the kind `assertion` as a whole
 */
export function verifyIn(
  languageName: string,
  text: string,
  facts: readonly Fact[],
  { allowed = [] }: VerifyOptions = {},
): Claim[] {
  const language = getLanguage(languageName)
  const r: Reading = {
    text,
    language,
    held: carriedBy(facts),
    addresses: addressesOf(text),
    given: givenBy(allowed),
    claims: [],
  }
  const whole = new Set(allowed)
  const sentencesOf = sentencesIn(language)
  let ofHeading: ReadonlySet<string> = new Set()
  for (const block of blocksOf(text)) {
    if (block.kind === 'rule') continue
    const words = plainOf(text.slice(block.from, block.to))
    if (whole.has(words)) continue
    let spokenOf = ofHeading
    for (const { start, end } of spansOf(block, sentencesOf, text)) {
      const named = readSentence(r, block, start, end, spokenOf)
      if (named.size > 0) spokenOf = named
    }
    if (block.kind === 'heading') ofHeading = spokenOf
  }
  return r.claims.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Without the backslashes of Markdown. */
const plainOf = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1')

function spansOf(
  block: Block,
  sentencesOf: ReturnType<typeof sentencesIn>,
  text: string,
): { start: number; end: number }[] {
  if (block.kind === 'row' || block.kind === 'head')
    return block.cells.map(({ from, to }) => ({ start: from, end: to }))
  if (block.kind === 'heading') return [{ start: block.from, end: block.to }]
  return sentencesOf(text, block.from, block.to)
}

function givenBy(allowed: readonly string[]): Reading['given'] {
  const english = getLanguage('English')
  return {
    words: new Set(allowed.flatMap((text) => namesOf(text, english, false).flatMap(({ forms }) => forms))),
    figures: allowed.flatMap((text) => figuresOf(text, english, () => false).map(({ value }) => value)),
  }
}

/** Judges a sentence; the models that it names. */
function readSentence(
  r: Reading,
  block: Block,
  start: number,
  end: number,
  spokenOf: ReadonlySet<string>,
): ReadonlySet<string> {
  const { language, held } = r
  const sentence = r.text.slice(start, end).trimEnd()
  if (block.kind !== 'heading' && isForeign(sentence, language)) {
    push(r, start, start + sentence.length, 'assertion', 'unsupported', [])
    return spokenOf
  }
  const addresses = r.addresses.filter((one) => one.start >= start && one.start < start + sentence.length)
  for (const one of addresses) {
    if (one.kind === 'hidden') continue
    const { kind, status, factIds } = judgeAddress(held.prepared, one)
    push(r, one.start, one.end, kind, status, factIds)
  }
  const inAddress = (at: number) => addresses.some((one) => start + at >= one.start && start + at < one.end)
  const names = namesOf(sentence, language, block.kind === 'heading').filter((name) => !inAddress(name.start))
  const inName = (at: number) => inAddress(at) || names.some((name) => at >= name.start && at < name.end)
  const isGiven = block.kind === 'heading' || /[?？؟]["”»)*_\s]*$/u.test(sentence)
  const models = new Set(names.flatMap(({ forms }) => forms.filter((form) => held.carriers.models.has(form))))
  const joined = modelsAcross(sentence, names, held.carriers.models)
  for (const model of joined) models.add(model)
  const about = models.size > 0 ? models : spokenOf
  for (const name of names) judgeName(r, start, name, models, isGiven)
  const said = unitsSaid(r, sentence)
  for (const figure of figuresOf(sentence, language, inName))
    judgeFigure(r, start, figure, { about, said, isGiven })
  return models
}

/** Models of several words, such as "Santa Fe", "Silverado 1500". */
function modelsAcross(sentence: string, names: readonly Name[], models: ReadonlySet<string>): string[] {
  if (names.length === 0) return []
  const plain = sentence.normalize('NFKD').toLowerCase().replaceAll('&', 'and')
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  const found: string[] = []
  for (let from = 0; from < words.length; from++) {
    let joined = ''
    for (let to = from; to < Math.min(words.length, from + 4); to++) {
      joined += words[to]
      if (models.has(joined)) found.push(joined)
    }
  }
  return found
}

const kindOfLevel: Readonly<Record<Name['level'], ClaimKind>> = {
  ...{ make: 'make', model: 'model', trim: 'trim', place: 'contact', name: 'feature' },
}

function judgeName(
  r: Reading,
  start: number,
  { start: from, end, level, forms }: Name,
  models: ReadonlySet<string>,
  isGiven: boolean,
): void {
  const { words, models: known } = r.held.carriers
  const carriers = forms.flatMap((form) => words.get(form) ?? partsOf(form, words))
  const fitting =
    level === 'make' || level === 'model' ? carriers : carriers.filter((one) => isOf(one, models))
  if (fitting.length === 0 && isGiven && forms.some((form) => r.given.words.has(form))) return
  const kind = forms.some((form) => known.has(form)) ? 'model' : kindOfLevel[level]
  push(r, start + from, start + end, kind, fitting.length > 0 ? 'supported' : 'unsupported', idsOf(fitting))
}

/** "Hondas", "Huntingtonu": a name with an ending of a letter or two. Never where a figure is part of it: a CX-50 is no CX-5. */
function partsOf(form: string, words: Carriers['words']): readonly Carrier[] {
  if (/\d/.test(form)) return []
  for (let length = form.length - 1; length >= Math.max(4, form.length - 2); length--) {
    const carriers = words.get(form.slice(0, length))
    if (carriers) return carriers
  }
  return []
}

function isOf({ models }: Carrier, about: ReadonlySet<string>): boolean {
  return models.size === 0 || about.size === 0 || [...models].some((model) => about.has(model))
}

/** A rounded figure is at most so far off: 3万 is not 28,995. */
const roundedMax = 0.02

/** What a figure without a unit may count. */
const counted = new Set(['seats', 'doors', 'cylinders', 'owners', 'vehicles', 'speeds'])

type Around = {
  /** The models that are spoken of. */
  about: ReadonlySet<string>
  /** Units that stand somewhere in the sentence. */
  said: ReadonlySet<string>
  isGiven: boolean
}

function judgeFigure(r: Reading, start: number, figure: Figure, { about, said, isGiven }: Around): void {
  const { figures } = r.held.carriers
  const unit = figure.unit === 'year' && isModelYear(figure.value) ? undefined : figure.unit
  const near = (value: number) =>
    Math.abs(value - figure.value) <= Math.min(figure.within, Math.abs(value) * roundedMax) + 1e-9
  const ofUnit = figures.filter((one) => {
    if (unit !== undefined) return one.unit === unit
    if (one.unit === undefined || counted.has(one.unit)) return true
    return figure.isBare || said.has(one.unit)
  })
  const fitting = ofUnit.filter((one) => near(one.value) && isOf(one, about))
  if (fitting.length === 0 && isGiven && r.given.figures.some(near)) return
  const kind = kindOf(unit, figure.value)
  const span = [start + figure.start, start + figure.end] as const
  if (fitting.length > 0) push(r, ...span, kind, 'supported', idsOf(fitting))
  else {
    const otherwise = unit === undefined ? [] : ofUnit.filter((one) => isOf(one, about))
    push(r, ...span, kind, otherwise.length > 0 ? 'contradicted' : 'unsupported', idsOf(otherwise))
  }
}

const isModelYear = (value: number): boolean => value >= 1900 && value <= 2100

/** "29 in the city and 35 on the highway, in miles per gallon": the unit stands once. */
function unitsSaid({ language }: Reading, sentence: string): ReadonlySet<string> {
  const lower = sentence.toLowerCase()
  const said = language.units.filter(({ words }) => words.length > 2 && lower.includes(words))
  return new Set(said.map(({ unit }) => unit))
}

function kindOf(unit: Figure['unit'], value: number): ClaimKind {
  if (unit === 'usd' || unit === 'money') return 'price'
  if (unit === undefined && isModelYear(value)) return 'year'
  return unit === 'vehicles' ? 'count' : 'number'
}

const idsMax = 5

function idsOf(carriers: readonly Carrier[]): string[] {
  return [...new Set(carriers.map(({ factId }) => factId))].slice(0, idsMax)
}

function push(
  r: Reading,
  start: number,
  end: number,
  kind: ClaimKind,
  status: Claim['status'],
  factIds: readonly string[],
): void {
  r.claims.push({ text: r.text.slice(start, end), start, end, kind, status, factIds: [...factIds] })
}
