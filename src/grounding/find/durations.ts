// Lengths of time that are the reader's own and say nothing of a vehicle: "spend ten minutes with it", "on a ten-hour day".

import type { Token } from '../text/tokens.ts'

const times = /^(?:second|minute|hour|day)$/
const unspecific = /^(?:second|minute|hour|day|color|point|piece)$/
/** Words that make a length of time a promise or a property. */
const promising =
  /^(?:charg(?:e|ed|ing|er)|recharg(?:e|ed|ing)|fast|quick|battery|plug|percent|within|approv(?:e|ed|al)|financ(?:e|ed|ing)|credit|loan|deliver(?:y|ed)?|ready|open|close|closed|daily|return|exchange|refund|guarantee|guaranteed|warranty|trial|test|mph|sixty|zero|sprint|accelerat(?:e|es|ion)|every|per|last|turnaround|response|reply|back|sale|sold|left|only)$/
const behind = /^(?:away|from|off|outside|north|south|east|west|old|drive|ago)$/
const reach = 6

type Timed = { from: number; to: number; value: number; spelled: boolean; unit: string | null }

const ofVehicle =
  /^(?:car|suv|truck|vehicle|sedan|van|minivan|crossover|wagon|pickup|coupe|hatchback|convertible|model|one|battery|engine|trade|lease|technology|design|platform|company|dealership|family|business|store)$/

/** "delighted my six-year-old": somebody's age. */
function isOfChild({ to, unit }: Timed, tokens: readonly Token[]): boolean {
  if (unit !== 'year' || tokens[to]?.stem !== 'old') return false
  const next = tokens[to + 1]
  return next === undefined || next.gap !== 'join' || (!next.cap && !ofVehicle.test(next.stem))
}

/** "You'll learn more in ten minutes" */
function isOfReader(tokens: readonly Token[], at: number, from: number): boolean {
  const verb = /^(?:more|enough|it|all)$/.test(tokens[at - 1]?.word ?? '') ? at - 2 : at - 1
  return verb >= from && /^(?:learn|know|tell|decide)$/.test(tokens[verb]!.stem)
}

/** Whether a number with a unit of time, written as a word, promises nothing. */
export function isIdle(
  { from, to, value, spelled, unit }: Timed,
  tokens: readonly Token[],
  within: { from: number; to: number },
): boolean {
  const isAge = tokens[from - 1] !== undefined && isOfChild({ from, to, value, spelled, unit }, tokens)
  if (isAge && /^(?:my|our|your|the|a|his|her|their|and|any|every)$/.test(tokens[from - 1]!.word)) return true
  if (unit === null) return false
  // "somebody six inches shorter"
  if (unit === 'inch' && spelled && /^(?:shorter|taller)$/.test(tokens[to]?.stem ?? '')) return true
  // "three colors: white, black and red"
  if (unit === 'color' && spelled && (to >= within.to || tokens[to]!.gap === 'break')) return true
  // "The RAV4 in 60 seconds", and never "zero to 60 in 6 seconds"
  const isTold = /^(second|minute)$/.test(unit) && value % 5 === 0 && tokens[from - 1]?.word === 'in'
  if (!spelled && !(isTold && (to >= within.to || tokens[to]!.gap === 'break'))) return false
  if (value === 1 && unspecific.test(unit)) return true
  if (!times.test(unit)) return false
  for (let i = to; i < Math.min(within.to, to + reach) && tokens[i]!.gap !== 'break'; i++)
    if (tokens[i]!.stem === 'than' && tokens[i + 1]?.stem === 'from') break
    else if (tokens[i]!.stem === 'test' && /^driv/.test(tokens[i + 1]?.stem ?? '')) break
    else if (promising.test(tokens[i]!.stem) || behind.test(tokens[i]!.stem)) return false
  for (let i = from; i > Math.max(within.from, from - reach); i--) {
    if (tokens[i]!.gap === 'break' || tokens[i]!.gap === 'comma') break
    const { stem } = tokens[i - 1]!
    if (promising.test(stem)) return false
    if (stem === 'in' && i === from && spelled && !isOfReader(tokens, i - 1, within.from)) return false
  }
  return true
}

/** ":30 RADIO", "15 sec", as scripts for the radio have it. */
export function isSpotLength(
  text: string,
  { from, value, start }: { from: number; value: number; start: number },
  tokens: readonly Token[],
  within: { from: number; to: number },
): boolean {
  if (![10, 15, 20, 30, 45, 60, 90].includes(value)) return false
  if (from === within.from && text[start - 1] === ':') return true
  return within.to - within.from < 12 &&
    tokens.slice(within.from, within.to).some(({ stem }) => spot.test(stem))
    ? /^(?:sec|second)$/.test(tokens[from + 1]?.stem ?? '')
    : false
}
const spot = /^(?:radio|spot|read|voiceover|commercial|video|script|reel|clip)$/
