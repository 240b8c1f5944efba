// Numbers that count nothing of a vehicle or a stock: "take two for a drive", "number two", "these are the 2 you picked".

import type { Figure } from '../find/figures.ts'
import { conditionEndingAt } from './counted-things.ts'
import type { Context } from './targets.ts'

const asked = /^(take|hold|carry|bring|fit|welcome)$/

/** "Take two for a drive" asks its reader; "takes two" tells how many. */
const isAsked = (c: Context, figure: Figure): boolean =>
  figure.unit === null && figure.spelled && figure.from === c.from + 1 && asked.test(c.tokens[c.from]!.word)

/** "Number two is the Civic": the second that is told of. */
const isOrdinal = (c: Context, { unit, value, from, to }: Figure): boolean =>
  unit === null &&
  // "its owners number two"
  !(from - 2 >= c.from && /[^s]s$/.test(c.tokens[from - 2]!.word)) &&
  value < 10 &&
  from > c.from &&
  /^(number|no|option|choice|pick|round|step|part|voice|speaker|host|caller)$/.test(
    c.tokens[from - 1]!.stem,
  ) &&
  !/^(of|in)$/.test(c.tokens[to]?.stem ?? '') &&
  c.tokens[from]!.gap === 'join'

/** "figures one can live with", "average the two": a word for somebody or for what was named. */
const isPronoun = (c: Context, { unit, spelled, value, from, to }: Figure): boolean =>
  unit === null &&
  spelled &&
  ((value === 1 && to < c.to && oneWho.test(c.tokens[to]!.stem) && c.tokens[to]!.gap === 'join') ||
    (value === 1 && from > c.from && isOneOfAll(c, from)) ||
    (value > 1 &&
      value < 5 &&
      from > c.from &&
      c.tokens[from - 1]!.stem === 'the' &&
      c.tokens[from]!.gap === 'join' &&
      (to >= c.to || c.tokens[to]!.gap !== 'join')))

/** "every one with all-wheel drive", "for the first one" */
function isOneOfAll({ tokens, from }: Context, at: number): boolean {
  if (tokens[at]!.gap !== 'join') return false
  // "including the certified one"
  const first = conditionEndingAt(tokens, at - 1, from)?.first ?? at
  return (
    /^(every|each|any|no|not|first|second|other|next)$/.test(tokens[at - 1]!.word) ||
    (first < at && tokens[first - 1]?.word === 'the')
  )
}

/** "2 of that 8": the figure that was told before. */
const isTold = (c: Context, figure: Figure): boolean =>
  figure.from > c.from &&
  c.tokens[figure.from]!.gap === 'join' &&
  /^(that|those|these)$/.test(c.tokens[figure.from - 1]!.stem) &&
  c.figures.slice(0, 8).some((one) => one.from < figure.from && one.value === figure.value)

/** "One to go and look at" */
const isOneToSee = (c: Context, { unit, value, spelled, to, pair }: Figure): boolean =>
  unit === null &&
  spelled &&
  value === 1 &&
  pair === null &&
  to + 1 < c.to &&
  c.tokens[to]!.word === 'to' &&
  Number.isNaN(c.tokens[to + 1]!.value)

/** "These are the 2 you picked" */
const isReaders = (c: Context, { unit, value, from, to }: Figure): boolean =>
  unit === null &&
  value < 10 &&
  from > c.from &&
  to < c.to &&
  ((/^(the|these|those)$/.test(c.tokens[from - 1]!.word) &&
    c.tokens[to]!.word === 'you' &&
    picked.test(c.tokens[to + 1]?.word ?? '')) ||
    // "which two or three you'd like to see"
    (/^you'(?:d|ll)$/.test(c.tokens[to]!.word) &&
      c.tokens.slice(Math.max(c.from, from - 3), from).some(({ word }) => word === 'which')) ||
    // "Found 2 for your daughter"
    (/^(?:found|pulled|picked)$/.test(c.tokens[from - 1]!.word) &&
      c.tokens[to]!.word === 'for' &&
      /^(you|your)$/.test(c.tokens[to + 1]?.word ?? '')))
const picked = /^(?:picked|chose|asked|saved|liked|wanted|saw|sent|mentioned)$/

const oneWho =
  /^(can|may|might|must|should|would|could|will|shall|need|needs|want|like|wishe|wish|prefer|think|know|learn|feel|find|see|hope|expect|drive|please|doe|doesn't|can't|never|alway|ought|who|that|we'd|you'd|i'd)$/

const driving = /^(?:drive|drove|go|try|take|give|after|for|first|last|next|another|every|worth|spend)$/
const passed = /^(?:it|one|her|us|me|this|them|the|for|that|these|those|a)$/
const miledBy = /^(?:on|later|past|beyond|behind|down|up|off|of|each|every|per|tell|is|with|before|after)$/

/** "Drive one for ten miles", "the first ten miles", "worth the 20 miles", "two miles past the bridge": a stretch of road. */
function isStretch(c: Context, { unit, value, from, to, hedge, pair }: Figure): boolean {
  if (unit !== 'mi' || value > 100 || hedge !== 'exact' || pair !== null) return false
  let at = from - 1
  while (at > c.from && passed.test(c.tokens[at]!.word) && c.tokens[at + 1]!.gap === 'join') at--
  const isDriven = at >= c.from && c.tokens[at + 1]!.gap === 'join' && driving.test(c.tokens[at]!.stem)
  const next = to < c.to && c.tokens[to]!.gap === 'join' ? c.tokens[to]!.word : undefined
  const isAttribute =
    c.tokens[to - 1]!.gap === 'dash' &&
    next !== undefined &&
    /^(?:drive|trip|commute|detour|loop|errand|stretch|ride)$/.test(next)
  return (
    isAttribute ||
    /^(?:past|beyond|later)$/.test(next ?? '') ||
    (isDriven && (next === undefined || miledBy.test(next)))
  )
}

/** "Plan on driving two or three of them": as many as somebody likes. */
function isAsLiked(c: Context, { unit, spelled, partner, from, to }: Figure): boolean {
  if (unit !== null || !spelled || !partner?.spelled) return false
  const end = Math.max(to, partner.to)
  return (
    c.tokens[Math.max(from, partner.from) - 1]!.word === 'or' &&
    end + 1 < c.to &&
    /^(?:of (?:them|these|those)|(?:with|for) you)$/.test(`${c.tokens[end]!.word} ${c.tokens[end + 1]!.word}`)
  )
}

/** Whether a number is a word for something else than how many there are of a vehicle or in a stock. */
export const countsNothing = (c: Context, figure: Figure): boolean =>
  isAsked(c, figure) ||
  isOrdinal(c, figure) ||
  isPronoun(c, figure) ||
  isReaders(c, figure) ||
  isOneToSee(c, figure) ||
  isAsLiked(c, figure) ||
  isStretch(c, figure) ||
  isTold(c, figure)
