// Comparisons, firsts and voices that are recognised by their build: "the most X", "more … than", "the only Honda dealer",
// "says Bob", and names of businesses that are not the dealer's.

import figures from '../lexicon/figures.json' with { type: 'json' }
import places from '../lexicon/places.json' with { type: 'json' }
import { stemOf, type Token } from '../text/tokens.ts'

type View = { text: string; tokens: readonly Token[]; from: number; to: number; titleCase: boolean }

export type Praise = { type: 'comparison' | 'voice' | 'business'; from: number; to: number }

const business = new Set(places.business.map(stemOf))
const notComparative = new Set(['other', 'rather', 'whether', 'never', 'ever', 'no', 'further', 'however'])
const rivals = new Set([
  'any',
  'other',
  'most',
  'rival',
  'competitor',
  'every',
  'all',
  'anyone',
  'anybody',
  'its',
  'the',
  'half',
  'twice',
  'double',
])
const unique =
  /^(dealer|dealership|store|place|one|suv|car|truck|vehicle|sedan|minivan|van|crossover|hatchback|coupe|brand|seller|choice|pick)$/
const speech = /^(say|said|explain|explained|recommend|recommended|promise|promised|swear)$/

/** "the most X", "more … than", "-er than". A bound on a number ("more than 300") is none. */
function comparisonAt(v: View, at: number): Praise | undefined {
  const { stem, raw } = v.tokens[at]!
  const next = v.tokens[at + 1]
  if (raw === '1' && v.text[v.tokens[at]!.start - 1] === '#')
    return { type: 'comparison', from: at, to: at + 1 }
  if (!next || at + 1 >= v.to || next.gap === 'break' || next.gap === 'comma') return undefined
  if (
    (stem === 'most' || stem === 'least') &&
    at > v.from &&
    v.tokens[at - 1]!.stem === 'the' &&
    next.stem !== 'of' &&
    next.stem !== 'out' &&
    next.stem !== 'from'
  )
    return { type: 'comparison', from: at, to: at + 2 }
  const longer = stem === 'more' || stem === 'less' || stem === 'fewer'
  if (!longer && (stem.length < 5 || !stem.endsWith('er') || notComparative.has(stem))) return undefined
  for (let i = at + 1; i < Math.min(v.to, at + (longer ? 6 : 2)); i++) {
    const token = v.tokens[i]!
    if (token.gap === 'break' || token.gap === 'comma') return undefined
    if (token.stem !== 'than') continue
    // "closer than you think"
    if (
      /^(you|expected|ever|it)$/.test(v.tokens[i + 1]?.stem ?? '') &&
      !/^(anyone|any)$/.test(v.tokens[i + 2]?.stem ?? '')
    )
      return undefined
    const after = i + 1 < v.to ? v.tokens[i + 1] : undefined
    const bound =
      after && (!Number.isNaN(after.value) || v.text[after.start - 1] === '$' || after.stem in figures.words)
    if (bound || (longer && i === at + 1 && !rivals.has(after?.stem ?? ''))) return undefined
    return { type: 'comparison', from: at, to: i + 1 }
  }
  return undefined
}

const better =
  /^(better|cheaper|safer|quieter|lower|bigger|larger|roomier|faster|quicker|nicer|finer|smoother|stronger|tougher|cleaner|newer|smarter|sportier|lighter|more|less|closer|equal|match)$/

/** "Nothing in its class is safer", "you won't find a lower price": a comparison with all others, by denying them. */
function denialAt(v: View, at: number): Praise | undefined {
  const { word } = v.tokens[at]!
  const denies = /^(nothing|nobody|none)$/.test(word)
  const finds =
    word === 'find' &&
    at > v.from &&
    /^(not|won't|can't|never|cannot|wont|cant)$/.test(v.tokens[at - 1]!.word)
  if (!denies && !finds) return undefined
  for (let i = at + 1; i < Math.min(v.to, at + 8); i++) {
    const { gap, word: other } = v.tokens[i]!
    if (gap === 'break' || gap === 'comma') return undefined
    const bound = v.tokens[i + 1]?.word === 'than' ? v.tokens[i + 2] : undefined
    if (bound && (!Number.isNaN(bound.value) || bound.stem in figures.words)) return undefined
    if (better.test(other)) return { type: 'comparison', from: at, to: i + 1 }
  }
  return undefined
}

/** "the only Honda dealer", "our top seller". */
function firstAt(v: View, at: number): Praise | undefined {
  const { stem } = v.tokens[at]!
  const only = stem === 'only' && v.tokens[at - 1]?.stem === 'the' && at > v.from
  if (!only && stem !== 'top') return undefined
  for (let i = at + 1; i < Math.min(v.to, at + 4); i++) {
    const token = v.tokens[i]!
    if (token.gap === 'break' || token.gap === 'comma') return undefined
    if (unique.test(token.stem)) return { type: 'comparison', from: at, to: at + 1 }
  }
  return undefined
}

/** "says Bob", "Bob said", "ask for Maria": words or a person that only a source could vouch for. */
function voiceAt(v: View, at: number, taken: (at: number) => boolean): Praise | undefined {
  const { stem, gap } = v.tokens[at]!
  const after = at + 1 < v.to && !taken(at + 1) ? v.tokens[at + 1]! : undefined
  const named = after?.cap === true && after.gap === 'join'
  if (stem === 'for' && v.tokens[at - 1]?.stem === 'ask' && at > v.from)
    return named ? { type: 'voice', from: at + 1, to: at + 2 } : undefined
  // "The Pilot explained", as a heading has it
  if (!speech.test(stem) || (stem === 'explained' && at + 1 === v.to && taken(at - 1))) return undefined
  if (named) return { type: 'voice', from: at, to: at + 2 }
  const before = at > v.from ? v.tokens[at - 1]! : undefined
  const spoken =
    before?.cap === true &&
    gap === 'join' &&
    !/^(as|sticker|card|sheet|ad|listing|label|tag|title|we|it|they|you|i|he|she|the|this|that|let|to|please|epa)$/.test(
      before.stem,
    )
  return spoken ? { type: 'voice', from: at, to: at + 1 } : undefined
}

function businessAt(v: View, at: number, taken: (at: number) => boolean): Praise | undefined {
  if (!business.has(v.tokens[at]!.stem) || !v.tokens[at]!.cap || v.titleCase) return undefined
  let from = at
  while (
    from > v.from &&
    at - from < 4 &&
    v.tokens[from - 1]!.cap &&
    !taken(from - 1) &&
    v.tokens[from]!.gap !== 'break' &&
    v.tokens[from]!.gap !== 'comma'
  )
    from--
  return from < at ? { type: 'business', from, to: at + 1 } : undefined
}

/** The one that begins at a word that nothing else has taken. */
export function praiseAt(v: View, at: number, taken: (at: number) => boolean): Praise | undefined {
  return (
    comparisonAt(v, at) ??
    denialAt(v, at) ??
    firstAt(v, at) ??
    voiceAt(v, at, taken) ??
    businessAt(v, at, taken)
  )
}
