// Comparisons, firsts and voices that are recognised by their build: "the most X", "more … than", "the only Honda dealer",
// "says Bob", and names of businesses that are not the dealer's.

import places from '../lexicon/places.json' with { type: 'json' }
import { stemSet, type Token } from '../text/tokens.ts'
import { isNameStart } from './names.ts'
import { numberWords } from './numbers.ts'

type View = { text: string; tokens: readonly Token[]; from: number; to: number; titleCase: boolean }

export type Praise = { type: 'comparison' | 'voice' | 'business'; from: number; to: number }

const business = stemSet(places.business)
const notComparative = new Set(
  'other rather whether never ever further however odometer speedometer meter number answer letter paper matter order offer dealer seller buyer owner driver walker reader traveler trailer sticker computer corner dinner winter summer weather water power chapter member counter register partner calendar together'.split(
    ' ',
  ),
)
/** "Range matters more than paint": what somebody minds, no measure of a vehicle. */
const minded =
  /^(matter|care|enjoy|like|want|need|know|worry|mean|talk|tell|say|trust|read|appreciate|notice|remember|think|mind|count|weigh|teach|learn|ask|argue|reveal|explain|interest|concern|please|bother|deserve|plan|bank|rely)$/
const objects = /^(it|them|you|him|her|this|that|these|those|us|me|on|far|much|even|lot|little|a|somewhat)$/
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
const speech = new Set('say said explain explained recommend recommended promise promised swear'.split(' '))

/** "darker than the photos suggest" */
const seeming = /^(suggest|imply|hint|indicate|admit|look|sound|seem|let|expect|expected|imagine|imagined)$/

/** "closer than you think", "farther than I go on a Sunday", "farther than that": measured by somebody's own, not by rivals. */
function isOwnMeasure(v: View, at: number): boolean {
  const next = v.tokens[at + 1]?.stem ?? ''
  const clause = v.tokens.slice(at + 1, Math.min(v.to, at + 6))
  if (clause.some(({ stem }) => seeming.test(stem))) return true
  switch (at < v.to ? v.tokens[at]!.stem.replace(/'.*/, '') : '') {
    case 'you':
    case 'expected':
    case 'ever':
    case 'it':
      return !/^(anyone|any)$/.test(next)
    case 'i':
    case 'he':
    case 'she':
    case 'my':
      return !clause.some(({ stem }) => /^(ever|any|anything)$/.test(stem))
    case 'that':
      return !/^(of|in|from|on|at|offered)$/.test(next)
    default:
      return false
  }
}

/** "if a weekday suits you better than a Saturday" */
const isSuited = (v: View, at: number): boolean =>
  at - 2 >= v.from &&
  /^suits?$/.test(v.tokens[at - 2]!.word) &&
  /^(?:you|him|her|them|everyone)$/.test(v.tokens[at - 1]!.word)

/** "lower than the sticker", "$1,350 less than the $43,295 sticker" */
function isPriceOfMaker(v: View, at: number): boolean {
  let first = /^(the|its|your|our|a)$/.test(v.tokens[at]?.stem ?? '') ? at + 1 : at
  if (first < v.to && !Number.isNaN(v.tokens[first]!.value)) first++
  return (
    first < v.to &&
    /^(msrp|sticker|list|label|tag|monroney|window|original|suggested)$/.test(v.tokens[first]!.stem)
  )
}

/** "who'll enjoy it more than the maker did", never "you'll like it more than any other". */
function isMinded(v: View, at: number, after: number): boolean {
  let i = at - 1
  while (i > v.from && at - i < 4 && objects.test(v.tokens[i]!.stem)) i--
  if (i < v.from || !minded.test(v.tokens[i]!.stem)) return false
  return (
    /^(matter|say|tell|mean|teach|reveal|show|explain|count|weigh|help|argue)$/.test(v.tokens[i]!.stem) ||
    !/^(any|other|every|all|anything)$/.test(v.tokens[after]?.stem ?? '')
  )
}

/** "The least you can do is sit in it" */
const isLimit = (v: View, at: number): boolean =>
  /^(you|we|i|anyone)(?:'|$)/.test(v.tokens[at]!.stem) &&
  v.tokens
    .slice(at + 1, Math.min(v.to, at + 4))
    .some(({ stem }) => /^(do|lose|risk|waste|ask|hope|say)$/.test(stem))

const extremes = new Set(['most', 'least'])
const measures = new Set(['more', 'less', 'fewer'])
const isComparative = (stem: string): boolean =>
  stem.length > 4 && stem.endsWith('er') && !notComparative.has(stem)

/** "picking", and neither "anything" nor an adjective before a noun */
const isDoing = (v: View, at: number): boolean =>
  at < v.to &&
  /^(?:picking|choosing|buying|driving|shopping|paying|reading|looking|waiting|finding|deciding|parking)$/.test(
    v.tokens[at]!.word,
  )

/** "Some weeks ask more of a truck than others", "less a luxury than a necessity" */
const isOfKind = (v: View, at: number): boolean =>
  v.tokens
    .slice(at, Math.min(v.to, at + 6))
    .some(({ word }, i, words) => word === 'than' && /^(?:others|a|an)$/.test(words[i + 1]?.word ?? ''))

/** "the most X", "more … than", "-er than". A bound on a number ("more than 300") is none. */
function comparisonAt(v: View, at: number): Praise | undefined {
  const { stem, raw } = v.tokens[at]!
  const next = v.tokens[at + 1]
  const isNumber = raw === '1' && v.text[v.tokens[at]!.start - 1] === '#'
  if (
    isNumber &&
    at > v.from &&
    /^(tip|rule|reason|step|question|photo|item|card|owner|unit|lot|fact|slide|pick)$/.test(
      v.tokens[at - 1]!.word,
    )
  )
    return undefined
  if (isNumber) return { type: 'comparison', from: at, to: at + 1 }
  if (!next || at + 1 >= v.to || next.gap === 'break' || next.gap === 'comma') return undefined
  if (
    extremes.has(stem) &&
    at > v.from &&
    v.tokens[at - 1]!.stem === 'the' &&
    !/^(of|out|from|part)$/.test(next.stem) &&
    !isLimit(v, at + 1)
  )
    // "the fewest are 12, the most 50,491"
    return { type: 'comparison', from: at, to: Number.isNaN(next.value) ? at + 2 : at + 1 }
  const longer = measures.has(stem)
  if (longer && /^(?:of|a|an)$/.test(next.word) && isOfKind(v, at + 1)) return undefined
  if (!longer && !isComparative(stem)) return undefined
  for (let i = at + 1; i < Math.min(v.to, at + (longer ? 6 : 2)); i++) {
    const token = v.tokens[i]!
    if (token.gap === 'break' || token.gap === 'comma') return undefined
    if (token.stem !== 'than') continue
    // "Picking a trim can be harder than picking a model"
    if (
      isDoing(v, i + 1) &&
      v.tokens.slice(Math.max(v.from, at - 5), at).some((_, j, before) => isDoing(v, at - before.length + j))
    )
      return undefined
    // "more to a truck than its hood", "lower than the sticker"
    if ((longer && next.stem === 'to') || isPriceOfMaker(v, i + 1)) return undefined
    if (isOwnMeasure(v, i + 1) || isSuited(v, at) || (longer && isMinded(v, at, i + 1))) return undefined
    const after = i + 1 < v.to ? v.tokens[i + 1] : undefined
    const bound =
      after &&
      (!Number.isNaN(after.value) ||
        v.text[after.start - 1] === '$' ||
        after.stem in numberWords ||
        /^(?:once|twice)$/.test(after.word) ||
        (at + 1 === i && isShare(v, i + 1)))
    if (bound || (longer && i === at + 1 && !rivals.has(after?.stem ?? ''))) return undefined
    return { type: 'comparison', from: at, to: i + 1 }
  }
  return undefined
}

/** "More than half are new", "more than half of them" */
const isShare = (v: View, at: number): boolean => {
  const article = /^(a|an|one)$/.test(v.tokens[at]!.stem) ? at + 1 : at
  const next = v.tokens[article + 1]
  return (
    article < v.to &&
    /^(half|third|quarter|fifth|fourth)$/.test(v.tokens[article]!.stem) &&
    (article + 1 >= v.to || next?.gap !== 'join' || /^(of|are|is|were|come|have|has)$/.test(next.stem))
  )
}

const better =
  /^(better|cheaper|safer|quieter|lower|bigger|larger|roomier|faster|quicker|nicer|finer|smoother|stronger|tougher|cleaner|newer|smarter|sportier|lighter|more|less|closer|equal|match)$/

const advised =
  /^(should|need|want|ask|expect|plan|care|know|like|say|read|mind|think|remember|worry|believe|told|tell|must|wants|said)$/

const denying = new Set(['nothing', 'nobody', 'none'])
const finding = new Set(['find', 'get', 'beat', 'top', 'ask', 'do', 'see', 'buy'])

/** "Nothing in its class is safer", "you won't find a lower price": a comparison with all others, by denying them. */
function denialAt(v: View, at: number): Praise | undefined {
  const { word } = v.tokens[at]!
  const denies = denying.has(word)
  const finds =
    finding.has(word) &&
    at > v.from &&
    /^(not|won't|can't|never|cannot|wont|cant)$/.test(v.tokens[at - 1]!.word)
  if (!denies && !finds) return undefined
  // "Nobody should plan on more than the rating": advice to all
  if (denies && advised.test(v.tokens[at + 1]?.stem ?? '')) return undefined
  for (let i = at + 1; i < Math.min(v.to, at + 8); i++) {
    const { gap, word: other } = v.tokens[i]!
    if (gap === 'break' || gap === 'comma') return undefined
    const bound = v.tokens[i + 1]?.word === 'than' ? v.tokens[i + 2] : undefined
    if (bound && (!Number.isNaN(bound.value) || bound.stem in numberWords)) return undefined
    if (better.test(other)) return { type: 'comparison', from: at, to: i + 1 }
  }
  // "A better value you won't find"
  if (word === 'find')
    for (let i = at - 3; i >= Math.max(v.from, at - 7); i--)
      if (better.test(v.tokens[i]!.word)) return { type: 'comparison', from: i, to: at + 1 }
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

/** What is read, and whose words are nobody's. */
const written =
  /^(sticker|card|sheet|ad|listing|label|tag|title|paper|paperwork|book|manual|odometer|odo|meter|dial|gauge|clock|dash|screen|readout|window|sign|record|file|rating|number|math|map|calendar|page|note|msrp|contract|form|invoice|brochure|badge|list|spec|vin|receipt|calculator|computer)$/
const notSpeaker =
  /^(as|neither|both|one|other|we|it|they|you|i|he|she|the|this|that|let|to|please|epa|just|simply|so|and|but|or|then|now|also|even|never|always|don|do|will|would|can|could|should|who|what|which|some)$/

/** "says Bob", "Bob said", "ask for Maria": words or a person that only a source could vouch for. */
function voiceAt(v: View, at: number, taken: (at: number) => boolean): Praise | undefined {
  const { stem, gap } = v.tokens[at]!
  const after = at + 1 < v.to && !taken(at + 1) ? v.tokens[at + 1]! : undefined
  if (v.tokens[at - 1]?.stem === 'nothing') return undefined
  const named = after?.cap === true && after.gap === 'join' && after.raw.length > 1
  if (stem === 'for' && v.tokens[at - 1]?.stem === 'ask' && at > v.from)
    return named ? { type: 'voice', from: at + 1, to: at + 2 } : undefined
  // "The Pilot explained", as a heading has it
  if (!speech.has(stem) || (stem === 'explained' && at + 1 === v.to && taken(at - 1))) return undefined
  const before = at > v.from ? v.tokens[at - 1]! : undefined
  // "The EX-L says $33,625": a name that is no maker's
  const isTrim = (i: number): boolean => taken(i) && !isNameStart(v.tokens, i, v.to)
  if (before && gap === 'join' && (written.test(before.stem) || isTrim(at - 1))) return undefined
  // "The Accord says 14,241 miles", "the Accord's says CVT"
  const isOfName = at > v.from && taken(at - 1) && gap === 'join'
  if (isOfName && (/['’]s$/.test(before!.raw) || !Number.isNaN(v.tokens[at + 1]?.value ?? Number.NaN)))
    return undefined
  // "I said I'd write it down"
  if (named && /^i(?:['’]|$)/.test(after!.word)) return undefined
  if (named) return { type: 'voice', from: at, to: at + 2 }
  const spoken = before?.cap === true && gap === 'join' && !notSpeaker.test(before.stem.replace(/'.*/, ''))
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

/** First words of all that do not begin with a capital or a figure. */
const leads = new Set([...extremes, ...measures, ...denying, ...finding, ...speech, 'only', 'top', 'for'])

/** Whether one may begin at a word without a capital: most words begin none. */
export const leadsToPraise = (stem: string): boolean => leads.has(stem) || isComparative(stem)

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
