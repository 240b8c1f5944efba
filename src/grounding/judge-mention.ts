// One mention of a unit before the facts: what stands around it, and what they say to it.

import type { Fact } from '#facts/index.ts'
import { conditionAt } from './about/counted-things.ts'
import type { Context } from './about/targets.ts'
import type { Mention, Unit } from './find/mentions.ts'
import { claimKindOf } from './hold/attributes.ts'
import { judge } from './hold/judge.ts'
import type { Scope, Verdict } from './hold/verdict.ts'
import type { Place, Reading } from './reading.ts'
import { anyFact } from './whom/scope.ts'

/** A claim that a source says so holds when the sentence names the source of a fact. */
function attributed(r: Reading, place: Place): Fact[] {
  const words = r.text.slice(place.from, place.to).toLowerCase()
  return r.p.facts.filter(
    (fact) => fact.source.title.length > 2 && words.includes(fact.source.title.toLowerCase()),
  )
}

export function judgeMention(
  r: Reading,
  place: Place,
  mention: Mention,
  context: Context,
  negated: boolean,
  scope: Scope,
  after: Mention | undefined,
): Verdict | undefined {
  if (
    mention.type === 'concept' &&
    mention.entries.some((entry) => entry.concepts.includes('assertion:attribution'))
  ) {
    const facts = attributed(r, place)
    return {
      kind: 'assertion',
      status: facts.length > 0 ? 'supported' : 'unsupported',
      factIds: facts.slice(0, 1).map((fact) => fact.id),
    }
  }
  const named =
    mention.type === 'model' ||
    (mention.type === 'fact' && mention.facts.every((fact) => /^(?:site|event)_/.test(fact.attribute)))
  const found = judge(r.p, mention, context, r.text, negated, named ? anyFact : scope, after)
  return found?.kind === 'count' &&
    found.status === 'supported' &&
    after &&
    isOfOnePart(r, mention, after, scope)
    ? { ...found, status: 'unsupported', factIds: [] }
    : found
}

const joining = /^(?:of|the|these|those|our|its|brand|pre|owned)$/

/** "30 red Accords", "14 new LX sedans" where there are other colors and trims: the number of all is none of a part. */
function isOfOnePart({ p, tokens }: Reading, { to }: Mention, after: Mention, scope: Scope): boolean {
  const part = partOf(after)
  const next = tokens[after.to]
  const isBeside = tokens
    .slice(to, after.from)
    .every(({ word }, i) => joining.test(word) || conditionAt(tokens, to + i) !== undefined)
  if (!part || !next || !isBeside) return false
  if (!tokens.slice(to, after.to + 1).every(({ gap }) => gap === 'join' || gap === 'dash')) return false
  return new Set((p.byAttribute.get(part) ?? []).filter(scope).map(({ value }) => value)).size > 1
}

function partOf(mention: Mention): string | undefined {
  const kind = mention.type === 'fact' ? claimKindOf(mention.facts[0]!.attribute) : mention.type
  return kind === 'trim' ? 'stock_trim' : kind === 'color' ? 'stock_exterior_color' : undefined
}

/** What stands in a unit, without what the words before it asked and told. */
export function contextOf(
  r: Reading,
  { labels }: Place,
  { from, to }: Unit,
  mentions: readonly Mention[],
): Context {
  const names = new Uint8Array(to - from)
  const figures = new Uint8Array(to - from)
  for (const mention of mentions)
    (mention.type === 'figure' ? figures : names).fill(1, mention.from - from, mention.to - from)
  const inside =
    (set: Uint8Array) =>
    (at: number): boolean =>
      at >= from && at < to && set[at - from] === 1
  return {
    text: r.text,
    headed: r.headings.at(-1)?.condition,
    tokens: r.tokens,
    from,
    to,
    taken: inside(names),
    figureAt: inside(figures),
    labels,
    figures: mentions.flatMap((mention) => (mention.type === 'figure' ? [mention.figure] : [])),
    asked: [],
    told: [],
  }
}
