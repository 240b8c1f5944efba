// One sentence, heading or cell: what it says, what of that is exempt, whom it speaks of, and what the facts say to it.

import { targetOf } from './about/bindings.ts'
import type { Context } from './about/targets.ts'
import type { Address } from './find/addresses.ts'
import { isAllowed, isAllowedLink, isQuestion, requestExemption } from './find/exempt.ts'
import { idiomEnd } from './find/idioms.ts'
import { type Mention, mentionsOf, type Unit } from './find/mentions.ts'
import { isNameHeading } from './find/name-heading.ts'
import { keyOf } from './find/names.ts'
import { isNegated } from './find/negation.ts'
import { quotesOf } from './find/quotes.ts'
import { claimKindOf } from './hold/attributes.ts'
import { settleExtremes } from './hold/extremes.ts'
import { judgeAddress } from './hold/judge-place.ts'
import { type Named, type Scope, type Verdict, verdict } from './hold/verdict.ts'
import { contextOf, judgeMention } from './judge-mention.ts'
import { isAskedAgain, isTrimAsked, judgeAnswered } from './read-question.ts'
import { addressesIn, type Place, push, type Reading, spanTokens } from './reading.ts'
import type { Token } from './text/tokens.ts'
import { ofColumns } from './whom/columns.ts'
import { rankings } from './whom/ranked.ts'
import { anyFact, type Scopes, scopesOf, within } from './whom/scope.ts'
import { askOf, keepAliases, keepOrder, ledBy, rowOf } from './whom/spoken-of.ts'

/** Capitals say nothing of names where most words have one, as in headings. */
function isTitleCase(tokens: readonly Token[], from: number, to: number, last = ''): boolean {
  const isSentence = last === '.' || last === '!'
  let words = 0
  let capitals = 0
  let shouted = 0
  for (let i = from; i < to; i++) {
    const token = tokens[i]!
    if (token.word.length < 4 || !Number.isNaN(token.value)) continue
    words++
    if (!token.cap) continue
    capitals++
    if (token.raw === token.raw.toUpperCase()) shouted++
  }
  // "LEATHER TRIM."
  return isSentence ? words > 1 && shouted === words : words > 0 && capitals * 10 >= words * 8
}

/** A cell that is one code with a figure in it. */
const isIdentifier = (r: Reading, from: number, to: number): boolean =>
  to > from &&
  /^[A-Za-z0-9-]*\d[A-Za-z0-9-]*$/.test(r.text.slice(r.tokens[from]!.start, r.tokens[to - 1]!.end))

const plural = /^(both|either|neither|each|every|all|two|they|these|those|other|others|them|their|our|we)$/

/** "MSRP is $35,280 and our price is $33,430" */
const ofPrice = /^(price|asking|ask|number|tag|figure|sticker)$/

/** "all-wheel drive" */
const isOfWheels = (words: readonly string[], at: number): boolean =>
  words[at] === 'all' && /^(?:wheel|weather|season)/.test(words[at + 1] ?? '')

/** "Step up, and you get …" speaks of another than the one before. */
const stepping = /^(step|stepping|move|moving|go|going|jump|climb|trade|spend|spending|pay|paying)$/

/**
 * Whom a sentence without a name speaks of: the vehicle that a sentence before it in the paragraph named; not where it
 * speaks of several.
 */
function carried(r: Reading, place: Place, unit: Unit): Named | undefined {
  if (r.spokenOf?.block !== place.block || !isProse(place.block)) return undefined
  const words = r.tokens.slice(unit.from, Math.min(unit.to, unit.from + 8)).map((token) => token.word)
  if (stepping.test(words[0] ?? '') && /^(up|more|on)$/.test(words[1] ?? '')) return undefined
  const isPlural = (word: string, i: number): boolean =>
    plural.test(word) &&
    // "the two", but "its owners number two" and "Two owners, …"
    (word !== 'two' ||
      (i < 2 && !/^(owners|previous|prior|past|doors|rows|keys)$/.test(words[i + 1] ?? ''))) &&
    !isOfWheels(words, i) &&
    !(word === 'our' && ofPrice.test(words[i + 1] ?? '')) &&
    // "We have it at $32,090"
    !(word === 'we' && /^(it|this|that)$/.test(words[i + 2] ?? ''))
  return words.some(isPlural) ? undefined : r.spokenOf.named
}

const ofAll = /^(?:everyone|everybody|everything|all)$/

/** "Everyone gets a rear camera; EX owners get …": said of each before the first name. */
const isOfAll = (r: Reading, { from }: Unit, { each }: Scopes, mention: Mention): boolean =>
  ofAll.test(r.tokens[from]!.word) &&
  /^(?:get|gets|has|have|enjoys|buyers|trims|grades|models)$/.test(r.tokens[from + 1]?.word ?? '') &&
  each.every((name) => name.from >= mention.to)

/** "Both have …", "On both: …", "… on both" */
function isOfBoth(r: Reading, unit: Unit, mention: Mention): boolean {
  const { from } = unit
  const both = /^(on|for|in|across|with)$/.test(r.tokens[from]!.stem) ? from + 1 : from
  const isLast =
    r.tokens[unit.to - 1]!.stem === 'both' && /^(on|for|in|with)$/.test(r.tokens[unit.to - 2]?.stem ?? '')
  if (isLast) return mention.to >= unit.to - 2
  return both < unit.to && r.tokens[both]!.stem === 'both'
}

/** A stock number is of one, whoever is spoken of. */
const isIdentifying = (mention: Mention): boolean =>
  mention.type === 'code' ||
  (mention.type === 'fact' && claimKindOf(mention.facts[0]!.attribute) === 'identifier')

/** "Both have a sunroof" holds when each of the two does: the verdict on the one that says otherwise. */
function ofEach(
  r: Reading,
  unit: Unit,
  scopes: Scopes,
  mention: Mention,
  judged: (scope: Scope) => Verdict | undefined,
): Verdict | undefined {
  const { vehicles } = r.p.named
  if (vehicles.length !== 2 || unit.to <= unit.from) return undefined
  if (!isOfBoth(r, unit, mention) && !isOfAll(r, unit, scopes, mention)) return undefined
  for (const name of vehicles) {
    const found = judged((fact) => fact.subject === name || !vehicles.includes(fact.subject))
    if (found && found.status !== 'supported') return found
  }
  return undefined
}

const isBody = (mention: Mention): boolean =>
  (mention.type === 'concept' && mention.entries[0]!.group === 'body') ||
  (mention.type === 'fact' && claimKindOf(mention.facts[0]!.attribute) === 'body')

/** "an SUV against a truck", "Sedan versus Crew Cab Pickup": each is somebody's. */
const areOpposed = ({ tokens }: Unit, bodies: readonly Mention[]): boolean =>
  bodies.length === 2 &&
  tokens.slice(bodies[0]!.to, bodies[1]!.from).some(({ stem }) => /^(against|versus|vs)$/.test(stem))

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
const spent = /^(?:to (?:spend|work with|play with|put down)|budget|in (?:hand|mind|your pocket))/

/** "If your budget is $30,000", "what $25,000 buys": a round sum that is the reader's own. */
function isReadersSum(r: Reading, unit: Unit, mention: Mention): boolean {
  if (mention.type !== 'figure') return false
  const { unit: money, value, hedge } = mention.figure
  if ((money !== 'USD' && !(money === null && value >= 10_000)) || hedge !== 'exact' || value % 1000 !== 0)
    return false
  const first = unit.tokens[Math.max(unit.from, mention.from - 6)]!.start
  const before = r.text.slice(first, mention.start).replaceAll('’', "'").trimEnd().toLowerCase()
  return budget.test(before) || spent.test(r.text.slice(mention.end, mention.end + 16).trimStart())
}

/** After a longer sentence the question is answered. */
const answerMax = 7

/** "MPG (city/hwy/combined)" */
const isListOfLabels = (words: string): boolean =>
  /^[\p{L} .]{2,20}\(?\p{L}+(?: ?\/ ?\p{L}+){1,3}\)?:?$/u.test(words)

/** "A.", "Answer:", "Yes." before the sentence that says more. */
const isLabelOfAnswer = (words: string): boolean =>
  /^[\s*_]*(?:a|answer|yes|no|sure|reply|it does|it is|they do|they are|there are)[.,:!]?[\s*_]*$/i.test(
    words,
  )

const isProse = ({ kind }: Place['block']): boolean => kind === 'paragraph' || kind === 'item'

/** "The EX adds:", "**EX** (adds)", "the same, with the addition of" */
const leadsToList = ({ text }: Reading, { block, to }: Place): boolean =>
  (block.kind === 'paragraph' && text[to - 1] === ':') ||
  (isProse(block) && to >= block.to - 2 && opensList.test(text.slice(to - 8, to)))
const opensList = /(?::|\b(?:of|and|plus)|\((?:adds|plus|also|with|and)\))$/

/** Where a comparison ends that a heading asks about. */
const comparedBefore = (words: string): number =>
  /\b(?:vs|versus)\b/i.test(words) ? words.lastIndexOf(': ') : -1

/** "A) 2023 Pacifica (minivan), about 18,000 miles": an entry of a list, which is about its vehicle. */
const enumerated =
  /^[*_]{0,2}(?:\(?[A-Ha-h1-9]\)|[A-Ha-h][.:]|#[1-9][.:]?|(?:Option|Choice|Pick|No\.|Number|Unit|Car|Vehicle) [A-H1-9][.:)]?) /

/** Of two vehicles: what the figures of a sentence are about, for the next one that says the same of the other. */
const toldBy = (r: Reading, context: Context): Reading['told'] =>
  r.p.named.vehicles.length > 1 && context.figures.length > 0 && context.figures.length < 4
    ? { targets: context.figures.map((figure) => targetOf(context, figure, r.text)), block: r.block }
    : undefined

/** Judges one sentence, heading or cell; whom it names, for a heading's section. */
export function readUnit(r: Reading, place: Place): Named | undefined {
  const { from, to } = spanTokens(r, place.from, place.to)
  const addresses = addressesIn(r, place.from, place.to)
  if (isAllowed(r.allowed, r.tokens, from, to)) return undefined
  const titleCase = isTitleCase(r.tokens, from, to, r.text[place.to - 1])
  const cells = place.cells ?? (isTrimAsked(r.asked) ? 'trims' : undefined)
  const unit: Unit = { text: r.text, tokens: r.tokens, from, to, titleCase, cells }
  const heading = place.block.kind === 'heading'
  const told =
    heading && r.text[place.to - 1] === '?' ? comparedBefore(r.text.slice(place.from, place.to)) : -1
  // "2024 Civic vs. 2025 Accord: Which Is Right for You?" asks behind the colon alone
  if (told > 0) return readUnit(r, { ...place, to: place.from + told })
  if (heading ? r.text[place.to - 1] === '?' : isQuestion(unit, place.to)) {
    if (!isAskedAgain(unit, r.asked)) r.asked = r.tokens.slice(from, to)
    judgeAnswered(
      r,
      place,
      unit,
      () => place.named ?? carried(r, place, unit) ?? ledBy(r, place) ?? r.headings.at(-1)?.named,
    )
    askOf(r, place, unit, addresses)
    return undefined
  }
  const { asked } = r
  if (to - from > answerMax && !isLabelOfAnswer(r.text.slice(place.from, place.to))) r.asked = []
  const first = r.claims.length
  if (place.cells === 'stock numbers' && isIdentifier(r, from, to)) {
    push(
      r,
      place.from,
      place.to,
      judgeAddress(r.p, {
        kind: 'stock',
        start: place.from,
        end: place.to,
        value: r.text.slice(place.from, place.to).toUpperCase(),
      }),
    )
    return undefined
  }
  const quotes = quotesOf(r.text, r.tokens, place, from, to, r.p.facts)
  const inQuote = (address: Address): boolean =>
    quotes.some((quote) => address.start < quote.end && address.end > quote.start)
  // "#F150"
  const isTag = ({ kind, start, value }: Address): boolean =>
    kind === 'stock' && r.text[start] === '#' && r.p.models.has(keyOf([value.toLowerCase()]))
  for (const address of addresses)
    if (
      address.kind !== 'hidden' &&
      !inQuote(address) &&
      !isTag(address) &&
      !isAllowedLink(r.allowed, address.value)
    )
      push(r, address.start, address.end, judgeAddress(r.p, address))
  for (const { start, end, verdict } of quotes) if (verdict) push(r, start, end, verdict)
  const quoted = (at: number): boolean => quotes.some((quote) => at >= quote.from && at < quote.to)
  const mentions = mentionsOf(unit, r.p, quoted)
  const scopes = scopesOf(r.p, unit, addresses, mentions, r.order, r.aliases)
  const led = ledBy(r, place)
  const inherited = place.named ?? carried(r, place, unit) ?? led ?? r.headings.at(-1)?.named
  keepOrder(r, scopes)
  keepAliases(r, unit, scopes)
  const inColumn = ofColumns(r, place, mentions, scopes.each)
  const inRow = rowOf(r, place, unit, scopes, mentions)
  const areBodies = scopes.each.length === 0 && areOpposed(unit, mentions.filter(isBody))
  const scopeOf = (mention: Mention): Scope => {
    if (areBodies && isBody(mention)) return anyFact
    const own = scopes.of(mention)
    return own ? within(scopes.models ? undefined : inherited?.models, own) : (inherited?.scope ?? anyFact)
  }
  const exempt = requestExemption(unit)
  const context: Context = {
    ...contextOf(r, place, unit, mentions),
    asked,
    told: scopes.each.length > 0 && r.told && r.block - r.told.block <= 1 ? r.told.targets : [],
  }
  let negatedTo = -1
  for (const [i, mention] of mentions.entries()) {
    if (
      exempt(mention) ||
      isNeeded(unit, mention) ||
      isReadersSum(r, unit, mention) ||
      (mention.end - mention.start === 1 && r.aliases.has(r.text.slice(mention.start, mention.end)))
    )
      continue
    const negated = isNegated(unit, mention, negatedTo)
    if (negated) negatedTo = mention.to
    const judged = (scope: Scope) => judgeMention(r, place, mention, context, negated, scope, mentions[i + 1])
    const ofOne = inColumn(mention) ?? inRow(mention)
    const scope = ofOne ?? scopeOf(mention)
    const isOne =
      ofOne !== undefined ||
      scopes.names(mention) ||
      (scopes.isOfOne(mention) && !isOfAll(r, unit, scopes, mention)) ||
      isIdentifying(mention)
    const found = (isOne ? undefined : ofEach(r, unit, scopes, mention, judged)) ?? judged(scope)
    if (found) push(r, mention.start, mention.end, found)
  }
  for (const { from: at, to: end, subject, holds } of rankings(unit, scopes.each)) {
    const prices = ['price', 'msrp']
      .flatMap((attribute) => r.p.byAttribute.get(attribute) ?? [])
      .filter((fact) => fact.subject === subject)
    const said = verdict('superlative', holds ? prices : [], prices)
    push(r, r.tokens[at]!.start, r.tokens[end - 1]!.end, said)
  }
  r.told = toldBy(r, context)
  if (
    to - from <=
      (r.text[place.to - 1] === '.' ? 2 : isListOfLabels(r.text.slice(place.from, place.to)) ? 6 : 3) &&
    r.claims.length === first &&
    isProse(place.block) &&
    !isLabelOfAnswer(r.text.slice(place.from, place.to)) &&
    // "Take your time:"
    idiomEnd(unit, from) === from
  )
    r.asked = r.tokens.slice(from, to)
  settleExtremes(r.p, r.text, place, r.claims, first)
  if (!scopes.whole) {
    // "RS: $43,155. All that, and:"
    if (r.spokenOf?.block === place.block && leadsToList(r, place))
      r.led = { named: r.spokenOf.named, block: r.block, by: 'colon' }
    return undefined
  }
  const models = scopes.models ?? inherited?.models
  const named: Named = { scope: within(scopes.models ? undefined : models, scopes.whole), models }
  if (isProse(place.block)) {
    r.spokenOf = { named, block: place.block }
    const begins = scopes.each.length === 1 && scopes.each[0]!.from === from
    const isWhole = place.from <= place.block.from + 2 && place.to >= place.block.to - 2
    const isEntry = enumerated.test(r.text.slice(place.from, place.from + 16)) && scopes.each.length === 1
    if (
      place.block.kind === 'paragraph' &&
      isWhole &&
      (isEntry || isNameHeading(r.text, place.from, place.to, r.claims.slice(first)))
    ) {
      r.led = { named, block: r.block, by: 'name' }
      r.columns = undefined
    } else if (
      place.block.kind === 'item' &&
      isWhole &&
      isNameHeading(r.text, place.from, place.to, r.claims.slice(first))
    )
      r.led = { named, block: r.block, by: 'item', level: place.block.level }
    else if (leadsToList(r, place) && (begins || !/^(plus|and|with)$/.test(r.tokens[to - 1]?.stem ?? '')))
      r.led = { named, block: r.block, by: 'colon' }
  }
  return named
}
