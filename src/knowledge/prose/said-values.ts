// What a sentence says of an attribute, by the forms in attributes.json alone. It says one value or it says nothing.

import type { FactValue } from '#facts/index.ts'
import { figureIn } from '../stated-values.ts'
import data from './attributes.json' with { type: 'json' }

type Forms = { forms: string[]; with?: string[]; allows?: string[] }
const figures = new Map<string, Forms>(Object.entries(data.figures))
const names = new Map<string, string[]>(Object.entries(data.names))

/** Prices, offers, condition, warranties, awards and free words are not among them. */
export const proseAttributes: readonly string[] = [...figures.keys(), ...names.keys()]

const figure = '(\\d[\\d,]*(?:\\.\\d+)?)'
/** A value stands by itself: it is no part of a price, a longer number or another word. */
const valueShape = (source: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}$.,-])(?:${source})(?![\\p{L}\\p{N}]|-\\p{L})`, 'giu')
const anyOf = (phrases: readonly string[]) => phrases.map((phrase) => RegExp.escape(phrase)).join('|')
const wordShape = (phrases: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf(phrases)})(?![\\p{L}\\p{N}])`, 'giu')

/** "# cubic feet" is a figure, then the words with a space or a hyphen between, or nothing. */
function figureShape(form: string): RegExp {
  const parts = form.split('#').map((part) => part.split(' ').map(RegExp.escape).join('[ -]?'))
  return valueShape(parts.join(figure))
}

const figureShapes = new Map([...figures].map(([key, { forms }]) => [key, forms.map(figureShape)]))
const nameShapes = new Map([...names].map(([key, list]) => [key, valueShape(anyOf(list))]))
const companions = new Map(
  [...figures].flatMap(([key, one]) => (one.with ? [[key, wordShape(one.with)]] : [])),
)
const phrasesOf = (lists: Record<string, string>) => Object.values(lists).flatMap((list) => list.split(', '))
const unsure = wordShape(phrasesOf(data.unsure))
const orders = wordShape(phrasesOf(data.orders))

/** The values of an attribute in a text, each once: numbers, or names as they stand there. */
export function valuesSaid(key: string, text: string): FactValue[] {
  const nameShape = nameShapes.get(key)
  if (nameShape) return [...new Set([...text.matchAll(nameShape)].map(([name]) => name))]
  const shapes = figureShapes.get(key) ?? []
  const found = shapes.flatMap((shape) => [...text.matchAll(shape)].map(([, digits = '']) => digits))
  return [...new Set(found.map((digits) => figureIn(key, digits) ?? Number.NaN))]
}

/** The one value that the whole sentence states plainly; undefined where it doubts, limits, orders or says several. */
export function valueStated(key: string, sentence: string): FactValue | undefined {
  const companion = companions.get(key)
  if (companion && sentence.search(companion) < 0) return undefined
  const [value, ...others] = valuesSaid(key, sentence)
  if (value === undefined || others.length > 0 || Number.isNaN(value)) return undefined
  return isPlain(sentence, figures.get(key)?.allows ?? []) ? value : undefined
}

const sentenceCharactersMax = 400

function isPlain(sentence: string, allowed: readonly string[]): boolean {
  const doubts = [...sentence.matchAll(unsure)].filter(([word]) => !allowed.includes(word.toLowerCase()))
  return (
    doubts.length === 0 &&
    sentence.search(orders) < 0 &&
    sentence.length <= sentenceCharactersMax &&
    // No other alphabet, whose letters could hide one of these words; no question, address or markup.
    !/[^\p{Script=Latin}\P{L}]|[?<>{}[\]`|\\]|\/\/|www\./iu.test(sentence)
  )
}

/** Whether a sentence of the text may say something: what cannot is not shown to a model. */
export function maySay(text: string): boolean {
  return proseAttributes.some((key) => valuesSaid(key, text).length > 0)
}
