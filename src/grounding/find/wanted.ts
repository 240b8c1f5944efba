// What the reader wants or has in mind, which says nothing of a vehicle: "if you need a diesel", "a budget of $30,000".

import type { Mention, Unit } from './mentions.ts'

const bounds: ReadonlySet<string> = new Set(['over', 'under', 'atLeast', 'atMost'])

const wanting = /^(need|want|require|prefer|insist)$/
const whoMay = /^(who|if|anyone|anybody|those|whoever|unless)$/

/** Words behind a wish in which it may turn out to be there: "If you need a diesel, this one is it." */
const wishedMax = 16

/** "Bidders who need four-wheel drive", "if all-wheel drive is a must": nobody says that it is there. */
function isWished({ tokens, from, to }: Unit, mention: Mention): boolean {
  const group = mention.type === 'concept' ? mention.entries[0]!.group : undefined
  if (group === undefined || !/^(drivetrain|body|fuel|transmission)$/.test(group)) return false
  const before = tokens.slice(Math.max(from, mention.from - 6), mention.from)
  if (!before.some(({ word }) => whoMay.test(word))) return false
  const after = tokens.slice(mention.to, Math.min(to, mention.to + wishedMax))
  const said = after.map(({ word }) => word).join(' ')
  if (/\b(?:is|are) (?:it|your|the|here|yours)\b/.test(said)) return false
  const last = before.findLastIndex(({ word }) => !/^(?:a|an|the|any|real|true|full)$/.test(word))
  const isJoined = tokens[mention.from]!.gap === 'join' && before[last]?.gap !== 'break'
  if (isJoined && wanting.test(before[last]?.stem ?? '')) return true
  // "If you came for a sedan, keep walking"
  const seeking = before[last]?.word === 'for' ? before[last - 1]?.word : undefined
  if (isJoined && seeking && /^(came|here|looking|shopping)$/.test(seeking)) return true
  return /^(?:is|are) (?:a must|essential|required)/.test(said)
}

/** "Those who need more than five seats": what somebody may want, not what the vehicle has. */
function isNeeded(unit: Unit, mention: Mention): boolean {
  if (isWished(unit, mention)) return true
  if (mention.type !== 'figure' || !bounds.has(mention.figure.hedge)) return false
  // "you'll need at least $21,450"
  if (mention.figure.unit === 'USD' && /^(?:you'll|will)$/.test(unit.tokens[mention.from - 4]?.word ?? ''))
    return false
  for (let i = mention.from - 1; i >= Math.max(unit.from, mention.from - 4); i--)
    if (/^(need|want|require|wanting|needing|requiring)$/.test(unit.tokens[i]!.stem))
      return !/^(?:never|not|won't|don't)$/.test(unit.tokens[i - 1]?.word ?? '')
  return false
}

const budget =
  /\b(?:your|the|a) (?:budget|limit|ceiling|cap|max|maximum|target|number)\b|\b(?:if|when|with|whether) you(?:'ve| have| had)?\b|\bwhat$/
/** "I have about $20,000. Is there anything for me?" */
const ownSum =
  /^(?:i have|i've got|i can spend|i want to spend|my (?:budget|limit) is|we have|we've got) (?:about |around |roughly |up to )?\$?$/
const spent = /^(?:to (?:spend|work with|play with|put down)|budget|in (?:hand|mind|your pocket))/

/** "If your budget is $30,000", "what $25,000 buys": a round sum that is the reader's own. */
function isReadersSum(unit: Unit, mention: Mention): boolean {
  if (mention.type !== 'figure') return false
  const { unit: money, value, hedge } = mention.figure
  if ((money !== 'USD' && !(money === null && value >= 10_000)) || value % 1000 !== 0) return false
  const lead = unit.text
    .slice(unit.tokens[unit.from]!.start, mention.start)
    .replaceAll('’', "'")
    .toLowerCase()
  if (ownSum.test(lead) && /^[^\n]{0,90}\?/.test(unit.text.slice(mention.end))) return true
  if (hedge !== 'exact') return false
  const first = unit.tokens[Math.max(unit.from, mention.from - 6)]!.start
  const before = unit.text.slice(first, mention.start).replaceAll('’', "'").trimEnd().toLowerCase()
  return budget.test(before) || spent.test(unit.text.slice(mention.end, mention.end + 16).trimStart())
}

/** "Your budget sits somewhere in the twenties" */
const isReadersDecade = ({ tokens, from }: Unit, mention: Mention): boolean =>
  mention.type === 'figure' &&
  /(?:twen|thir|for|fif|six|seven)ties$/.test(tokens[mention.to - 1]!.word) &&
  tokens.slice(from, mention.from).some(({ stem }) => stem === 'budget')

/** "You said AWD, under $20K, and not red.": the reader's own words, up to where something else is said. */
function isReadersWord({ tokens, from }: Unit, mention: Mention): boolean {
  const [first, second] = [tokens[from]?.word, tokens[from + 1]?.word]
  if (first !== 'you' || !/^(?:said|wanted|mentioned)$/.test(second ?? '')) return false
  return !tokens
    .slice(from + 2, mention.from + 1)
    .some(({ gap, word }) => gap === 'break' || /^(?:it|this|that|we|our|is|has|comes|so|here)$/.test(word))
}

/** Whether a mention is somebody's wish, words or sum. */
export const isWanted = (unit: Unit, mention: Mention): boolean =>
  isReadersWord(unit, mention) ||
  isNeeded(unit, mention) ||
  isReadersSum(unit, mention) ||
  isReadersDecade(unit, mention)
