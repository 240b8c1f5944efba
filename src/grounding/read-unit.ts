// One sentence, heading or cell: what it says, what of that is exempt, whom it speaks of, and what the facts say to it.

import type { Fact } from '#facts/index.ts'
import { isNoPronoun, targetOf } from './about/bindings.ts'
import type { Context } from './about/targets.ts'
import type { Address } from './find/addresses.ts'
import { isAnswered, markOf } from './find/answered.ts'
import { isAllowed, isAllowedLink, isQuestion, requestExemption } from './find/exempt.ts'
import { idiomEnd } from './find/idioms.ts'
import { type Mention, mentionsOf, type Unit } from './find/mentions.ts'
import { isNameHeading } from './find/name-heading.ts'
import { keyOf } from './find/names.ts'
import { isNegated } from './find/negation.ts'
import { quotesOf } from './find/quotes.ts'
import { isWanted } from './find/wanted.ts'
import { claimKindOf } from './hold/attributes.ts'
import { judgeAddress } from './hold/judge-place.ts'
import { type Named, type Scope, verdict } from './hold/verdict.ts'
import { contextOf, judgeMention } from './judge-mention.ts'
import { isAskedAgain, isTrimAsked, judgeAnswered } from './read-question.ts'
import { addressesIn, type Place, push, type Reading, type Sentence, spanTokens } from './reading.ts'
import type { Token } from './text/tokens.ts'
import { ofColumns } from './whom/columns.ts'
import { eachOf, isOfAll, isOfModel } from './whom/of-each.ts'
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
  const tokens = r.tokens.slice(unit.from, Math.min(unit.to, unit.from + 8))
  const words = tokens.map((token) => token.word)
  if (stepping.test(words[0] ?? '') && /^(up|more|on)$/.test(words[1] ?? '')) return undefined
  const isPlural = (word: string, i: number): boolean =>
    plural.test(word) &&
    // "the two", but "its owners number two" and "Two owners, …"
    (word !== 'two' ||
      (i < 2 && !/^(owners|previous|prior|past|doors|rows|keys)$/.test(words[i + 1] ?? ''))) &&
    !isOfWheels(words, i) &&
    // "It won't tow, either."
    !(word === 'either' && tokens[i]!.gap === 'comma') &&
    !(word === 'our' && ofPrice.test(words[i + 1] ?? '')) &&
    // "We have it at $32,090"
    !(word === 'we' && /^(it|this|that)$/.test(words[i + 2] ?? ''))
  return words.some(isPlural) ? undefined : r.spokenOf.named
}

const labelled = /^[\s*_-]*[^:\n]{2,40}[*_]{0,2}:[*_]{0,2}\s*([^:]{1,14})$/u

/** "Sunroof: No", "**Certified:** N" */
const deniedAtEnd = (line: string): boolean => markOf(labelled.exec(line)?.[1]?.trim() ?? '') === 'no'

/** A stock number is of one, whoever is spoken of. */
const isIdentifying = (mention: Mention): boolean =>
  mention.type === 'code' ||
  (mention.type === 'fact' && claimKindOf(mention.facts[0]!.attribute) === 'identifier')

/** Further apart a stock number and a name are two things: "The Ram is gone, and T1001 is here". */
const besideMax = 8

/** "Stock number M2002 is the RAV4", where it is another's: facts that say so. */
function isAnothers(
  r: Reading,
  { tokens }: Unit,
  { each, others }: Scopes,
  said: { from: number; to: number; value: string },
): Fact[] {
  const [name, ...more] = others ?? each
  if (!name || more.length > 0 || name.subjects.size === 0) return []
  const [from, to] = name.to <= said.from ? [name.to, said.from] : [said.to, name.from]
  const between = tokens.slice(from, to + 1)
  if (between.length > besideMax || between.slice(0, -1).some(({ stem }) => parting.test(stem))) return []
  const own = r.p.named.identifiers.get(said.value)
  if (!own || [...own].some((one) => name.subjects.has(one))) return []
  return r.p.facts.filter(
    (fact) => name.subjects.has(fact.subject) && claimKindOf(fact.attribute) === 'identifier',
  )
}
const parting = /^(but|and|while|or|not|with)$/

/** "a head-up display that the Sport doesn't have": whom the words behind say to be without. */
function lackedBy({ tokens, to }: Unit, { each, others = [] }: Scopes, mention: Mention): Scope | undefined {
  if (mention.to >= to || !/^(that|which)$/.test(tokens[mention.to]!.word)) return undefined
  const name = [...each, ...others].find(({ from }) => from > mention.to && from - mention.to < 4)
  const next =
    name &&
    tokens
      .slice(name.to, Math.min(to, name.to + 3))
      .map(({ word }) => word)
      .join(' ')
  return next &&
    /^(?:doesn't (?:have|get|offer|list)|does not (?:have|get|offer)|lacks|omits|skips|goes without)/.test(
      next,
    )
    ? ({ subject }) => name.subjects.has(subject)
    : undefined
}

const isBody = (mention: Mention): boolean =>
  (mention.type === 'concept' && mention.entries[0]!.group === 'body') ||
  (mention.type === 'fact' && claimKindOf(mention.facts[0]!.attribute) === 'body')

/** "an SUV against a truck", "Sedan versus Crew Cab Pickup": each is somebody's. */
const areOpposed = ({ tokens }: Unit, bodies: readonly Mention[]): boolean =>
  bodies.length === 2 &&
  tokens.slice(bodies[0]!.to, bodies[1]!.from).some(({ stem }) => /^(against|versus|vs)$/.test(stem))

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

/** "Q: How many are new?" without its label. */
const questionOf = (words: readonly Token[]): readonly Token[] =>
  /^q(?:uestion)?$/.test(words[0]?.word ?? '') && words[1]?.cap ? words.slice(1) : words

/** Where a comparison ends that a heading asks about. */
const comparedBefore = (words: string): number =>
  /\b(?:vs|versus)\b/i.test(words) ? words.lastIndexOf(': ') : -1

/** "A) 2023 Pacifica (minivan), about 18,000 miles": an entry of a list, which is about its vehicle. */
const enumerated =
  /^[*_]{0,2}(?:\(?[A-Ha-h1-9]\)|[A-Ha-h][.:]|#[1-9][.:]?|(?:Option|Choice|Pick|No\.|Number|Unit|Car|Vehicle) [A-H1-9][.:)]?) /

/** "For the Accord: it's a 2021 Sport that costs $22,795." leads what follows. */
const isLedIn = (r: Reading, { from }: Place, { each }: Scopes): boolean =>
  each.length > 0 &&
  r.text[r.tokens[each[0]!.to - 1]!.end] === ':' &&
  /^[*_]{0,2}(?:For|On|About|As for|Now for) (?:the |our )?$/.test(
    r.text.slice(from, r.tokens[each[0]!.from]!.start),
  )

/** Of two vehicles: what the figures of a sentence are about, for the next one that says the same of the other. */
const toldBy = (r: Reading, context: Context): Reading['told'] =>
  r.p.named.vehicles.length > 1 && context.figures.length > 0 && context.figures.length < 4
    ? {
        targets: context.figures.filter(isNoPronoun).map((figure) => targetOf(context, figure, r.text)),
        block: r.block,
      }
    : undefined

/** In a text with more figures that nothing carries no more is looked for: each is a walk over the facts. */
const unheldMax = 64

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
    if (!isAskedAgain(unit, r.asked)) r.asked = questionOf(r.tokens.slice(from, to))
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
  const held = addresses.filter(
    (address) =>
      address.kind !== 'hidden' &&
      !inQuote(address) &&
      !isTag(address) &&
      !isAllowedLink(r.allowed, address.value),
  )
  for (const { start, end, verdict } of quotes) if (verdict) push(r, start, end, verdict)
  const quoted = (at: number): boolean => quotes.some((quote) => at >= quote.from && at < quote.to)
  const mentions = mentionsOf(unit, r.p, quoted)
  const scopes = scopesOf(r.p, unit, addresses, mentions, r.order, r.aliases)
  const led = ledBy(r, place)
  const inherited = place.named ?? carried(r, place, unit) ?? led ?? r.headings.at(-1)?.named
  for (const address of held) {
    const at = { ...spanTokens(r, address.start, address.end), value: address.value }
    const anothers = /^(?:vin|stock)$/.test(address.kind) ? isAnothers(r, unit, scopes, at) : []
    push(
      r,
      address.start,
      address.end,
      anothers.length > 0 ? verdict('identifier', [], anothers) : judgeAddress(r.p, address),
    )
  }
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
  const listed = scopes.each.length > 0 ? enumerated.exec(r.text.slice(place.from, place.from + 16)) : null
  const label = listed?.[0].length ?? 0
  const context: Context = {
    ...contextOf(r, place, unit, mentions),
    asked,
    told: scopes.each.length > 0 && r.told && r.block - r.told.block <= 1 ? r.told.targets : [],
  }
  // "Sunroof: No"
  const isDenied = deniedAtEnd(r.text.slice(place.from, place.to))
  const ofEach = eachOf(r, unit, scopes)
  const sentence: Sentence = {
    start: place.from,
    end: place.to,
    claims: [],
    each: scopes.each,
    isOfColumn: place.named !== undefined,
  }
  r.sentences.push(sentence)
  let negatedTo = -1
  for (const [i, mention] of mentions.entries()) {
    if (
      exempt(mention) ||
      mention.end < place.from + label ||
      isWanted(unit, mention) ||
      (mention.end - mention.start === 1 && r.aliases.has(r.text.slice(mention.start, mention.end)))
    )
      continue
    const negated = isDenied || isNegated(unit, mention, negatedTo)
    if (negated) negatedTo = mention.to
    const judged = (scope: Scope) => judgeMention(r, place, mention, context, negated, scope, mentions[i + 1])
    const anothers = isIdentifying(mention)
      ? isAnothers(r, unit, scopes, { ...mention, value: r.tokens[mention.to - 1]!.raw.toUpperCase() })
      : []
    if (anothers.length > 0) {
      push(r, mention.start, mention.end, verdict('identifier', [], anothers))
      continue
    }
    const lacking = lackedBy(unit, scopes, mention)
    if (lacking && !negated) {
      const said = judged(lacking)
      if (said?.status === 'supported')
        push(r, mention.start, mention.end, { ...said, status: 'contradicted' })
      continue
    }
    const ofOne = inColumn(mention) ?? inRow(mention)
    const scope = ofOne ?? scopeOf(mention)
    const isOne =
      ofOne !== undefined ||
      scopes.names(mention) ||
      (scopes.isOfOne(mention) && !isOfAll(r, unit, scopes, mention) && !isOfModel(r, scopes)) ||
      isIdentifying(mention)
    const found = (isOne ? undefined : ofEach(mention, judged)) ?? judged(scope)
    if (!found || (isDenied && found.status === 'unsupported' && isAnswered(mention))) continue
    push(r, mention.start, mention.end, found)
    const claim = r.claims.at(-1)!
    if (mention.type === 'figure' && !negated && claim.status !== 'supported' && r.unheld.length < unheldMax)
      r.unheld.push({ claim, figure: mention.figure, context, scope, sentence })
  }
  for (const { from: at, to: end, subject, holds } of rankings(unit, scopes.each)) {
    const prices = ['price', 'msrp']
      .flatMap((attribute) => r.p.byAttribute.get(attribute) ?? [])
      .filter((fact) => fact.subject === subject)
    const said = verdict('superlative', holds ? prices : [], prices)
    push(r, r.tokens[at]!.start, r.tokens[end - 1]!.end, said)
  }
  sentence.claims = r.claims.slice(first)
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
      (isEntry ||
        isLedIn(r, place, scopes) ||
        isNameHeading(r.text, place.from, place.to, r.claims.slice(first)))
    ) {
      r.led = { named, block: r.block, by: 'name' }
      r.columns = undefined
    } else if (
      place.block.kind === 'item' &&
      ((isWhole && isNameHeading(r.text, place.from, place.to, r.claims.slice(first))) ||
        (begins && !led && !r.headings.at(-1)?.named))
    )
      r.led = { named, block: r.block, by: 'item', level: place.block.level }
    else if (leadsToList(r, place) && (begins || !/^(plus|and|with)$/.test(r.tokens[to - 1]?.stem ?? '')))
      r.led = { named, block: r.block, by: 'colon' }
  }
  return named
}
