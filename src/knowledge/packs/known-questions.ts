// The questions that packs answer, as facts that a text may state: one for each sentence of the answer, with the source
// of the cited fact that it says most of. The answer is stated in the pack's own words or not at all.

import type { Fact } from '#facts/index.ts'
import { sha256 } from '#kernel/crypto.ts'
import { figuresOf } from './figures.ts'
import { loadPacks, type Pack, type PackFact, type PackQuestion } from './load-packs.ts'

/** Where the name of any vehicle may stand in a question: with its article, with "a", or alone, as in the bank of research. */
const placeholder = /\{(?:v|aV|V)\}/g

type NamedVehicle = { year: number | null; make: string | null; model: string | null; trim: string | null }

export type KnownQuestion = {
  question: string
  /** The same question in other words; `{v}`, `{aV}` and `{V}` stand for any vehicle's name. */
  also: readonly string[]
  /** A key of the intents of research. */
  intent: string
  /** Words of a keyword that ask for its topic. */
  keywords: readonly string[]
  /** Of its first sentence. */
  source: { title: string; url: string }
  /** Sentence by sentence, in their order. */
  answer: readonly Fact[]
}

function readKnownQuestions(packs: readonly Pack[]): KnownQuestion[] {
  return packs.flatMap((pack) =>
    pack.questions.map((entry): KnownQuestion => {
      const answer = answerOf(pack, entry)
      const { title, url } = (answer[0] as Fact).source
      const { question, also = [] } = entry
      const { intent, keywords } = pack
      return { question, also, intent, keywords, source: { title, url: url as string }, answer }
    }),
  )
}

let known: { list: KnownQuestion[]; byQuestion: Map<string, KnownQuestion> } | undefined

function shipped() {
  if (known) return known
  const list = readKnownQuestions(loadPacks())
  const asked = list.flatMap((one) =>
    [one.question, ...one.also].map((text) => [keyOf(text.replaceAll(placeholder, 'v')), one] as const),
  )
  known = { list, byQuestion: new Map(asked) }
  return known
}

export function listKnownQuestions(): readonly KnownQuestion[] {
  return shipped().list
}

/**
 * The question that is asked, in the words of a pack, of any of the vehicles where its words have a place for one; near is
 * not enough: half an answer reads like a whole one.
 */
export function findKnownQuestion(
  question: string,
  vehicles: readonly NamedVehicle[] = [],
): KnownQuestion | undefined {
  const { byQuestion } = shipped()
  const key = keyOf(question)
  return byQuestion.get(key) ?? byQuestion.get(withoutNames(key, vehicles))
}

/** "is the v in stock" of "is the 2026 honda cr v in stock": each name and its article become the place of a name. */
function withoutNames(key: string, vehicles: readonly NamedVehicle[]): string {
  const names = vehicles
    .flatMap(namesOf)
    .map(keyOf)
    .toSorted((a, b) => b.length - a.length)
  return names
    .reduce(
      (text, name) => text.replace(new RegExp(` (?:(?:the|an?) )?${RegExp.escape(name)} `, 'gu'), ' v '),
      ` ${key} `,
    )
    .trim()
}

/** The name with less and less. */
function namesOf({ year, make, model, trim }: NamedVehicle): string[] {
  if (!make || !model) return []
  const name = model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`
  const full = trim ? [`${name} ${trim}`, name] : [name]
  return [...(year ? full.map((one) => `${year} ${one}`) : []), ...full, model]
}

function keyOf(question: string): string {
  return question
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function answerOf(pack: Pack, { question, answer, facts: ids }: PackQuestion): Fact[] {
  const cited = pack.facts.filter(({ id }) => ids.includes(id))
  return sentencesOf(answer).map((sentence, at): Fact => {
    const fact = carrierOf(sentence, cited)
    const source = pack.sources.find(({ id }) => id === fact.source)
    if (!source) throw new Error(`${pack.topic}.json: fact "${fact.id}" has no source`)
    return {
      id: idOf(`${question} ${at}`),
      subject: fact.subject,
      attribute: 'answer',
      value: sentence,
      unit: null,
      source: {
        kind: 'pack',
        title: `${source.publisher}, ${source.title}`,
        url: source.url,
        retrievedAt: `${source.read_at}T00:00:00.000Z`,
      },
    }
  })
}

/** "No." stays with what follows: readers of texts take it for the short form of "number". */
function sentencesOf(text: string): string[] {
  return text.split(/(?<!^No\.)(?<=[.!?])\s+(?=[\p{Lu}"“])/u)
}

/** A sentence's figures must be in its fact; of those that have them, the one that shares the most words with it. */
function carrierOf(sentence: string, cited: readonly PackFact[]): PackFact {
  const figures = figuresOf(sentence)
  const words = wordsOf(sentence)
  const ranked = cited.map((fact) => {
    const own = figuresOf(fact.statement)
    const said = wordsOf(fact.statement)
    const carried = figures.filter((figure) => own.includes(figure)).length
    return { fact, score: carried * 100 + [...words].filter((word) => said.has(word)).length }
  })
  return ranked.reduce((best, one) => (one.score > best.score ? one : best)).fact
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{4,}/gu))
}

/** UUID version 8 (RFC 9562, section 5.8) of the words: the same in every installation. */
function idOf(name: string): string {
  const hex = sha256(`forecourt pack answer: ${name}`).toString('hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
