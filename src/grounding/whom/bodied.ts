// "The truck", "the SUV", "the used one": of several vehicles the only one of that body or condition.

import type { Unit } from '../find/mentions.ts'
import type { PreparedFacts } from '../hold/prepared-facts.ts'
import { comparedFrom, type Naming } from './namings.ts'

const bodies: Readonly<Record<string, string>> = {
  truck: 'body:pickup',
  pickup: 'body:pickup',
  suv: 'body:suv',
  crossover: 'body:suv',
  van: 'body:van',
  minivan: 'body:van',
  sedan: 'body:sedan',
  hatchback: 'body:hatchback',
  wagon: 'body:wagon',
  coupe: 'body:coupe',
  convertible: 'body:convertible',
}

/** "the SUV class", "the truck bed": no vehicle. */
const ofKind =
  /^(bed|box|cab|class|segment|category|market|world|crowd|buyer|shopper|owner|driver|life|line|lineup|side|body|people|family|range|department|lot|row)$/

/** "the truck", "your truck", "the big diesel truck" */
function isLed({ tokens, from }: Unit, at: number): boolean {
  const { word } = tokens[at - 1]!
  const isFar = at - 2 >= from && /^(?:the|our)$/.test(tokens[at - 2]!.word) && qualities.test(word)
  if (!isFar && !/^(?:the|your|our)$/.test(word)) return false
  // "The RAV4 is the truck to buy"
  const verb = isFar ? at - 3 : at - 2
  if (verb < from || (verb > from && tokens[verb - 1]!.word === 'here')) return true
  return !/^(?:is|was|makes|becomes|be)$/.test(tokens[verb]!.word) && !/['’]s$/.test(tokens[verb]!.raw)
}
const qualities =
  /^(?:work|big|bigger|small|smaller|little|family|heavy-duty|heavy|diesel|gas|hybrid|electric|german|american)$/

/** Names by the body alone. */
export function bodiedOf(p: PreparedFacts, unit: Unit): Naming[] {
  const { tokens, from, to } = unit
  const { vehicles } = p.named
  if (vehicles.length < 2) return []
  const found: Naming[] = []
  for (let at = from + 1; at < to; at++) {
    const concept = isLed(unit, at) ? bodies[tokens[at]!.stem] : undefined
    if (!concept || tokens[at]!.word.endsWith('s')) continue
    const next = at + 1 < to ? tokens[at + 1]! : undefined
    if (next?.gap === 'join' && ofKind.test(next.stem)) continue
    const own = new Set(p.concepts.get(concept)?.map(({ subject }) => subject))
    const subjects = new Set(vehicles.filter((name) => own.has(name)))
    if (subjects.size !== 1) continue
    const against = comparedFrom(unit, at, at + 1)
    found.push({ from: at, to: at + 1, level: 'models', all: subjects, subjects, comparedFrom: against })
  }
  return found
}

const saidOfYear = /^(has|is|gets|seats|makes|tows|shows|costs|comes|uses|lists|runs)$/

/** Names by the condition or the year alone: "the certified one", "the 2025 has". */
export function conditionedOf(p: PreparedFacts, { tokens, from, to }: Unit): Naming[] {
  const { vehicles } = p.named
  if (vehicles.length < 2) return []
  const found: Naming[] = []
  for (let at = from + 2; at < to; at++) {
    if (tokens[at - 2]!.word !== 'the') continue
    const { word } = tokens[at - 1]!
    const isOne = tokens[at]!.word === 'one'
    if (!isOne && !(/^(?:19|20)\d\d$/.test(word) && saidOfYear.test(tokens[at]!.word))) continue
    const own = (p.byAttribute.get(isOne ? 'condition' : 'year') ?? []).filter(
      ({ value }) => String(value).toLowerCase() === word,
    )
    const subjects = new Set(own.map(({ subject }) => subject).filter((name) => vehicles.includes(name)))
    if (subjects.size === 1)
      found.push({ from: at - 1, to: isOne ? at + 1 : at, level: 'models', all: subjects, subjects })
  }
  return found
}
