// Phrases of the vocabularies in a run of words. Coordination is unfolded, since it is how equipment is written:
// "heated and ventilated front seats", "power windows and locks", "the seats are heated".

import { longestAt, phraseOf, phrasesAt, type TrieNode } from '../text/phrase-trie.ts'
import type { Token } from '../text/tokens.ts'
import { isAbsolute } from './absolutes.ts'
import { colorWords } from './color-roles.ts'
import { gatheredAt } from './gatherings.ts'
import { conceptTrie, copulas, type Entry, modifiers, predicates } from './lexicon.ts'

export type ConceptMatch = {
  from: number
  /** Exclusive. */
  to: number
  /** All must hold. */
  entries: Entry[]
}

/** Tells whether a year, a make, a model or a word for a vehicle begins at a token. */
export type VehicleTest = (tokens: readonly Token[], at: number, to: number) => boolean

/** "Tradesman trim, new": what may stand before the condition in a list. */
const isListed = (stem: string): boolean =>
  colorWords.has(stem) ||
  /^(trim|grade|version|suv|sedan|truck|van|coupe|automatic|manual|cvt|drive|awd|fwd|rwd|4wd|4x4|mile|mi|owner|hp|horsepower)$/.test(
    stem,
  )

const separators = new Set(['and', 'or', 'plus'])

const ends = (token: Token | undefined): boolean =>
  token === undefined || token.gap === 'comma' || token.gap === 'break'

function followedBy(tokens: readonly Token[], at: number, to: number, words: readonly string[]): boolean {
  if (words[0] === '.') return at >= to || ends(tokens[at])
  return (
    at + words.length <= to &&
    words.every((word, i) =>
      word === '#'
        ? !Number.isNaN(tokens[at + i]!.value)
        : tokens[at + i]!.stem === word &&
          tokens[at + i]!.gap !== 'break' &&
          !(i === 0 && tokens[at]!.gap === 'comma'),
    )
  )
}

function precededBy(
  tokens: readonly Token[],
  before: number,
  from: number,
  reversed: readonly string[],
): boolean {
  return (
    before - reversed.length >= from && reversed.every((word, i) => tokens[before - 1 - i]!.stem === word)
  )
}

/** "New, white, 58,100 miles", "New, from 2025", "New, with 50,185 miles" */
const beginsList = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]!.gap === 'comma' &&
  (!Number.isNaN(tokens[at]!.value) ||
    (/^(?:from|with)$/.test(tokens[at]!.word) && !Number.isNaN(tokens[at + 1]?.value ?? Number.NaN)) ||
    tokens.slice(at, at + 2).some(({ stem }) => colorWords.has(stem)))

/**
 * "It is new, with …", "Condition: new", "2024 Honda Civic, used": said of something, and nothing follows that it could
 * belong to.
 */
function isPredicate(
  tokens: readonly Token[],
  match: { from: number; end: number },
  within: { from: number; to: number },
): boolean {
  // a cell or a line of one word: "| Condition | new |", "New."
  if (match.from === within.from) return match.end === within.to || beginsList(tokens, match.end)
  const before = tokens[match.from - 1]!
  const after = match.end < within.to ? tokens[match.end] : undefined
  const { gap } = tokens[match.from]!
  // "New/used: new", "New, used": the values that there are
  if ((gap === 'slash' || gap === 'comma') && /^(new|used|certified|cpo)$/.test(before.word)) return false
  if (gap !== 'join')
    return (
      (ends(after) || after?.gap === 'slash') &&
      (gap === 'break' ||
        gap === 'slash' ||
        (gap === 'comma' &&
          (before.cap ||
            !Number.isNaN(before.value) ||
            before.word === 'condition' ||
            isListed(before.stem))))
    )
  const isSold =
    before.word === 'offered' ||
    isSoldAs(tokens, match.from - 1) ||
    isBroughtAs(tokens, match.from - 1, within.from)
  if (
    !isSold &&
    !/^(is|are|was|comes|bought|buying|condition|status|reads|listed)$/.test(before.word) &&
    !/^(?:it|this|that|one)['’]s$/i.test(before.raw)
  )
    return false
  if (match.from - 2 >= within.from && /^(what|nothing)$/.test(tokens[match.from - 2]!.word)) return false
  return ends(after) || (isSold ? /^(and|with|but|at|for)$/ : /^(and|with|but)$/).test(after!.stem)
}

/** "comes to you new", "is sold new", and not "was sold new" of what somebody bought once */
function isBroughtAs(tokens: readonly Token[], at: number, from: number): boolean {
  const words = tokens
    .slice(Math.max(from, at - 2), at + 1)
    .map(({ word }) => word)
    .join(' ')
  return /(?:^|\s)(?:come|comes) (?:to|before) you$|(?:^|\s)(?:is|are) sold$/.test(words)
}

/** "listed as", "we list it as" */
function isSoldAs(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]!.word !== 'as') return false
  const verb = /^(it|this|them)$/.test(tokens[at - 1]?.word ?? '') ? at - 2 : at - 1
  return /^(sold|sell|offered|offer|listed|list|advertised|advertise|classified|classed|counts|rated|registered|bought)$/.test(
    tokens[verb]?.word ?? '',
  )
}

/** "Since you're coming from a pickup", "weighing an SUV against a truck", "the idea of a big truck" */
const inMind =
  /\b(?:(?:coming|came|come) from|set on|(?:leave|left|leaving) with|weigh(?:ing)?|idea of|turns? to|weigh(?:ing)? an? [\w-]+ against)(?: an?| the)?(?: big| small| new)?$/

/** "my own truck", "your old minivan": no vehicle that is told of. */
function isSomebodysOwn(tokens: readonly Token[], at: number, from: number): boolean {
  const before = at > from ? tokens[at - 1]!.word : ''
  if (/^(my|his|her|their)$/.test(before)) return true
  const words = tokens.slice(Math.max(from, at - 6), at).map(({ word }) => word)
  if (inMind.test(words.join(' '))) return true
  // "Families who have outgrown a crossover"
  if (
    /^(a|an)$/.test(before) &&
    at - 2 >= from &&
    /^(outgrown|outgrew|outgrow|outgrowing|traded)$/.test(tokens[at - 2]!.word)
  )
    return true
  return (
    /^(own|old|last|current|present|other|former|previous|existing)$/.test(before) &&
    /^(my|your|his|her|their|our)$/.test(at - 1 > from ? tokens[at - 2]!.word : '')
  )
}

function fits(
  entry: Entry,
  tokens: readonly Token[],
  match: { from: number; end: number },
  within: { from: number; to: number },
  isVehicle: VehicleTest,
): boolean {
  if (entry.notBefore.some((words) => followedBy(tokens, match.end, within.to, words))) return false
  if (entry.notAfter.some((words) => precededBy(tokens, match.from, within.from, words))) return false
  if (entry.group === 'body' && isSomebodysOwn(tokens, match.from, within.from)) return false
  if (entry.singular && tokens[match.end - 1]!.word.endsWith('s')) return false
  if (entry.isAbsolute && !isAbsolute(tokens, match.from, within)) return false
  if (entry.needsPredicate && !isPredicate(tokens, match, within)) return false
  return !entry.needsVehicle || isVehicle(tokens, match.end, within.to)
}

/** The modifiers that are joined at `at` ("front and rear", "heated, ventilated") and where their head begins. */
function joinedModifiers(
  tokens: readonly Token[],
  at: number,
  to: number,
): { words: string[]; next: number } | undefined {
  if (!modifiers.has(tokens[at]!.stem)) return undefined
  const words = [tokens[at]!.stem]
  let next = at + 1
  while (next < to && words.length < 5) {
    const token = tokens[next]!
    const after = separators.has(token.stem)
      ? next + 1
      : token.gap === 'slash' || token.gap === 'comma'
        ? next
        : -1
    if (after < 0 || after >= to || !modifiers.has(tokens[after]!.stem) || token.gap === 'break') break
    // "front seats that are heated and ventilated, heated rear seats"
    const isBegunAnew = words.includes(tokens[after]!.stem) || tokens[at - 2]?.stem === tokens[after]!.stem
    if (token.gap === 'comma' && isBegunAnew) break
    words.push(tokens[after]!.stem)
    next = after + 1
  }
  return words.length > 1 ? { words, next } : undefined
}

/** Ends at which every branch of the coordination is a phrase, with the phrases. */
function unfold(
  node: TrieNode<Entry>,
  tokens: readonly Token[],
  at: number,
  to: number,
  depth: number,
): Map<number, Entry[]> {
  const ends = new Map<number, Entry[]>()
  if (at >= to || (depth > 0 && (tokens[at]!.gap === 'comma' || tokens[at]!.gap === 'break'))) return ends
  const joined = depth < 8 ? joinedModifiers(tokens, at, to) : undefined
  if (joined) {
    const branches = joined.words.map((word) => {
      const child = node.next?.get(word)
      return child ? unfold(child, tokens, joined.next, to, depth + 1) : new Map<number, Entry[]>()
    })
    for (const [end, entries] of branches[0]!)
      if (branches.every((branch) => branch.has(end)))
        ends.set(end, [...entries, ...branches.slice(1).flatMap((branch) => branch.get(end)!)])
    return ends
  }
  const child = node.next?.get(tokens[at]!.stem)
  if (!child) return ends
  if (child.here) ends.set(at + 1, child.here)
  for (const [end, entries] of unfold(child, tokens, at + 1, to, depth + 1)) ends.set(end, entries)
  return ends
}

const hasJoin = (tokens: readonly Token[], at: number, to: number): boolean => {
  for (let i = at; i < Math.min(at + 3, to); i++) {
    if (!modifiers.has(tokens[i]!.stem)) return false
    if (joinedModifiers(tokens, i, to)) return true
  }
  return false
}

/** "and steering wheel" after "heated seats": the words after the join, under the modifier before it. */
function sharedHeads(tokens: readonly Token[], match: ConceptMatch, to: number): ConceptMatch[] {
  const first = tokens[match.from]!.stem
  const root = modifiers.has(first) ? conceptTrie.next?.get(first) : undefined
  const found: ConceptMatch[] = []
  let at = match.to
  while (root && at < to) {
    const token = tokens[at]!
    const after = separators.has(token.stem)
      ? at + 1
      : token.gap === 'comma' || token.gap === 'slash'
        ? at
        : -1
    const start = after >= 0 && after < to && separators.has(tokens[after]!.stem) ? after + 1 : after
    if (
      start < 0 ||
      start >= to ||
      longestAt(conceptTrie, tokens, start, to) !== undefined ||
      gatheredAt(tokens, start, to)
    )
      break
    // "power mirrors and seating for five"
    if (tokens[start]!.stem === 'seating' && tokens[start + 1]?.stem === 'for') break
    const longest = longestAt(root, tokens, start, to)
    // "front seats that cool, driver's HUD": no "front driver"
    if (!longest || longest.values[0]!.group !== match.entries[0]!.group) break
    found.push({ from: start, to: longest.end, entries: longest.values })
    at = longest.end
  }
  return found
}

/** "the front seats are heated": the modifier after a copula, before the words that stand before it. */
function predicateAt(tokens: readonly Token[], at: number, from: number): ConceptMatch | undefined {
  if (!predicates.has(tokens[at]!.stem)) return undefined
  let copula = at - 1
  while (
    copula > from &&
    at - copula < 5 &&
    (separators.has(tokens[copula]!.stem) ||
      predicates.has(tokens[copula]!.stem) ||
      tokens[copula]!.stem === 'both')
  )
    copula--
  if (copula <= from || !copulas.has(tokens[copula]!.stem)) return undefined
  for (let start = Math.max(from, copula - 3); start < copula; start++) {
    const head = tokens.slice(start, copula)
    const entries = phraseOf(conceptTrie, [tokens[at]!.stem, ...head.map((token) => token.stem)])
    if (entries.length > 0) return { from: at, to: at + 1, entries }
  }
  return undefined
}

/**
 * The longest phrase of the vocabularies that begins at `at` and means what its entry says there, followed by those
 * that share its modifier. Empty when none does.
 */
export function conceptsAt(
  tokens: readonly Token[],
  at: number,
  within: { from: number; to: number },
  isVehicle: VehicleTest,
): ConceptMatch[] {
  const predicate = predicateAt(tokens, at, within.from)
  let best: ConceptMatch | undefined
  const candidates = phrasesAt(conceptTrie, tokens, at, within.to).reverse()
  for (const candidate of candidates) {
    const entries = candidate.values.filter((entry) =>
      fits(entry, tokens, { from: at, end: candidate.end }, within, isVehicle),
    )
    if (entries.length === 0) continue
    best = { from: at, to: candidate.end, entries }
    break
  }
  if (hasJoin(tokens, at, within.to)) {
    const ends = unfold(conceptTrie, tokens, at, within.to, 0)
    const end = Math.max(0, ...ends.keys())
    if (end > (best?.to ?? at)) best = { from: at, to: end, entries: ends.get(end)! }
  }
  const gathered = gatheredAt(tokens, at, within.to)
  if (gathered && gathered.to > (best?.to ?? at))
    best = { from: at, to: gathered.to, entries: [gathered.entry] }
  if (!best) return predicate ? [predicate] : []
  return [best, ...sharedHeads(tokens, best, within.to)]
}
