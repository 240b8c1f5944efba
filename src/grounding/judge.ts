// A mention against the facts: carried by one, contradicted by one of the same attribute, or neither.

import type { Fact } from '#facts/index.ts'
import type { Address } from './addresses.ts'
import { attributeOf, claimKindOf } from './attributes.ts'
import { type Context, directionOf, fitsDirection, type Target, targetOf } from './bindings.ts'
import type { ClaimKind, ClaimStatus } from './claim.ts'
import { isColorOf } from './colors.ts'
import { carries, type Figure } from './figures.ts'
import places from './lexicon/places.json' with { type: 'json' }
import { closureOf, type Entry, exclusiveGroups, type Group } from './lexicon.ts'
import type { Mention } from './mentions.ts'
import { countryOf, type Pattern, streetWords } from './patterns.ts'
import type { FactWords, PreparedFacts } from './prepare.ts'
import { stemsOf, type Token, tokenize } from './tokens.ts'

/** At most so many facts are named for a claim. */
const factIdsMax = 8

export type Verdict = { kind: ClaimKind; status: ClaimStatus; factIds: string[] }

/** Which facts may carry a claim: those of the vehicle that its sentence names, or any. */
export type Scope = (fact: Fact) => boolean

const ids = (facts: readonly Fact[]): string[] =>
  [...new Set(facts.map((fact) => fact.id))].slice(0, factIdsMax)

function verdict(kind: ClaimKind, carriers: readonly Fact[], against: readonly Fact[] = []): Verdict {
  if (carriers.length > 0) return { kind, status: 'supported', factIds: ids(carriers) }
  return against.length > 0
    ? { kind, status: 'contradicted', factIds: ids(against) }
    : { kind, status: 'unsupported', factIds: [] }
}

/** Facts that carry a concept, and those of its group that hold another value. */
function ofConcept(p: PreparedFacts, concept: string, scope: Scope): { carriers: Fact[]; against: Fact[] } {
  const carriers = (p.concepts.get(concept) ?? []).filter(scope)
  const against = (p.denied.get(concept) ?? []).filter(scope)
  const group = concept.slice(0, concept.indexOf(':')) as Group
  if (!exclusiveGroups.has(group)) return { carriers, against }
  const closure = closureOf(concept)
  for (const holder of p.exclusive.get(group) ?? [])
    if (
      scope(holder.fact) &&
      !holder.concepts.has(concept) &&
      (group === 'condition' || ![...holder.concepts].every((one) => closure.has(one)))
    )
      against.push(holder.fact)
  return { carriers, against }
}

/** One piece of equipment whose words hold all of these. */
export function carriersOfWords(p: PreparedFacts, stems: readonly string[], scope: Scope): Fact[] {
  let fewest: readonly FactWords[] | undefined
  for (const stem of stems) {
    const list = p.words.get(stem) ?? []
    if (!fewest || list.length < fewest.length) fewest = list
  }
  return (fewest ?? [])
    .filter((part) => scope(part.fact) && stems.every((stem) => part.stems.has(stem)))
    .map((part) => part.fact)
}

function judgeConcept(
  p: PreparedFacts,
  entries: readonly Entry[],
  stems: readonly string[],
  negated: boolean,
  scope: Scope,
): Verdict {
  const kind: ClaimKind = entries[0]!.group
  const all = entries.flatMap((entry) => entry.concepts).map((concept) => ofConcept(p, concept, scope))
  const against = all.flatMap((one) => one.against)
  if (all.every((one) => one.carriers.length > 0))
    return negated
      ? verdict(
          kind,
          [],
          all.flatMap((one) => one.carriers),
        )
      : verdict(
          kind,
          all.flatMap((one) => one.carriers),
        )
  if (negated) return verdict(kind, against)
  const byWords = kind === 'feature' && stems.length > 1 ? carriersOfWords(p, stems, scope) : []
  return verdict(kind, byWords, against)
}

const dealerWords =
  /^(dealer|dealership|store|showroom|team|franchise|service|expert|technician|lot|inventory|lineup|part|of|family|brand|center|specialist)$/

/**
 * A make before a model is the make of that model; else it is a vehicle's when the facts know makes of vehicles, and the
 * dealer's franchise only beside words for a dealer. A Honda dealer's Subaru is no Honda.
 */
function judgeMake(
  p: PreparedFacts,
  mention: Mention & { type: 'make' },
  c: Context,
  after: Mention | undefined,
): Verdict {
  const carriers = p.makes.get(mention.key) ?? []
  const model = after?.type === 'model' && after.from === mention.to ? after.key : undefined
  const subjects = [...p.subjects].filter(([, subject]) => model !== undefined && subject.models.has(model))
  if (subjects.some(([, subject]) => subject.makes.size > 0)) {
    const names = new Set(subjects.map(([name]) => name))
    return verdict(
      'make',
      carriers.filter((fact) => names.has(fact.subject)),
    )
  }
  const next = mention.to < c.to ? c.tokens[mention.to]! : undefined
  const ofDealer = next !== undefined && dealerWords.test(next.stem)
  const vehicles = carriers.filter((fact) => !fact.subject.startsWith('site:'))
  const known = [...p.subjects].some(([name, subject]) => subject.makes.size > 0 && !name.startsWith('site:'))
  return verdict('make', known && !ofDealer ? vehicles : carriers)
}

function judgeName(
  p: PreparedFacts,
  mention: Mention & ({ type: 'model' } | { type: 'trim' }),
  scope: Scope,
): Verdict {
  const index = mention.type === 'model' ? p.models : p.trims
  const carriers = (index.get(mention.key) ?? []).filter(scope)
  const others = mention.type === 'trim' ? (p.byAttribute.get('trim') ?? []).filter(scope) : []
  return verdict(mention.type, carriers, others)
}

function judgeColor(p: PreparedFacts, mention: Mention & { type: 'color' }, scope: Scope): Verdict {
  const { color } = mention
  if (color.part) return verdict('feature', carriersOfWords(p, [...color.stems, ...color.part], scope))
  const facts = p.colors.filter((one) => scope(one.fact))
  const carriers = facts.filter((one) => isColorOf(color, one))
  const against = facts.filter((one) => color.role === null || one.role === color.role)
  return verdict(
    'color',
    carriers.map((one) => one.fact),
    against.map((one) => one.fact),
  )
}

/** The words around a figure that say of which thing it is ("18-inch wheels"): a fact must name one of them too. */
function sameThing(c: Context, figure: Figure, stems: ReadonlySet<string>): boolean {
  const around: string[] = []
  for (
    let i = figure.to;
    i < Math.min(c.to, figure.to + 4) && c.tokens[i]!.gap !== 'break' && c.tokens[i]!.gap !== 'comma';
    i++
  )
    around.push(c.tokens[i]!.stem)
  const telling = around.filter(
    (stem) => !/^(and|with|for|in|on|of|the|a|is|are|at|to|that|plus|or)$/.test(stem),
  )
  return telling.length === 0 || telling.some((stem) => stems.has(stem))
}

function judgeTextFigure(
  p: PreparedFacts,
  c: Context,
  figure: Figure,
  kind: ClaimKind,
  scope: Scope,
): Verdict {
  const same = (p.figures.get(figure.unit ?? '') ?? []).filter(
    (one) => scope(one.fact) && (kind !== 'number' || sameThing(c, figure, one.stems)),
  )
  const carriers = same.filter(
    (one) =>
      carries(figure, one.figure.value) && (figure.layout === null || figure.layout === one.figure.layout),
  )
  const against = same.filter(
    (one) => !carries(figure, one.figure.value) || (one.figure.layout !== null && figure.layout !== null),
  )
  return verdict(
    kind,
    carriers.map((one) => one.fact),
    against.map((one) => one.fact),
  )
}

/** "$1,500 off MSRP": the difference of two facts about the same subject. */
function judgeDifference(p: PreparedFacts, figure: Figure, scope: Scope): Verdict {
  const pairs = [
    ['msrp', 'price'],
    ['msrp', 'sale_price'],
    ['price', 'sale_price'],
  ]
  for (const [from, to] of pairs)
    for (const high of p.byAttribute.get(from!) ?? [])
      for (const below of p.byAttribute.get(to!) ?? [])
        if (
          high.subject === below.subject &&
          scope(high) &&
          scope(below) &&
          carries(figure, Number(high.value) - Number(below.value))
        )
          return verdict('price', [high, below])
  return verdict('price', [])
}

function factsOf(p: PreparedFacts, attributes: readonly string[], scope: Scope): Fact[] {
  return attributes.flatMap((attribute) =>
    (p.byAttribute.get(attribute) ?? []).filter(
      (fact) => scope(fact) && fact.value !== '' && !Number.isNaN(Number(fact.value)),
    ),
  )
}

function judgeCount(p: PreparedFacts, figure: Figure, target: Target, scope: Scope): Verdict {
  for (const attribute of target.attributes) {
    const facts = factsOf(p, [attribute], scope)
    if (facts.length > 0)
      return verdict(
        'count',
        facts.filter((fact) => carries(figure, Number(fact.value))),
        facts,
      )
  }
  return verdict('count', [])
}

function judgeFigure(
  p: PreparedFacts,
  c: Context,
  figure: Figure,
  text: string,
  scope: Scope,
): Verdict | undefined {
  const target = targetOf(c, figure, text)
  if (!target) return undefined
  if (target.target === 'difference') return judgeDifference(p, figure, scope)
  if (target.target === 'count') return judgeCount(p, figure, target, scope)
  const direction = directionOf(c, figure)
  const facts = factsOf(p, target.attributes, scope).filter((fact) =>
    fitsDirection(fact.attribute, direction),
  )
  const carriers = facts.filter((fact) => carries(figure, Number(fact.value)))
  if (figure.layout === null && (carriers.length > 0 || !target.text))
    return verdict(target.kind, carriers, facts)
  const inWords = judgeTextFigure(p, c, figure, target.kind, scope)
  if (inWords.status === 'supported') return inWords
  return verdict(
    target.kind,
    [],
    [
      ...facts.filter((fact) => !carriers.includes(fact)),
      ...(inWords.status === 'contradicted'
        ? p.facts.filter((fact) => inWords.factIds.includes(fact.id))
        : []),
    ],
  )
}

function judgeDate(p: PreparedFacts, date: Pattern & { type: 'date' }, scope: Scope): Verdict {
  const facts = p.facts.filter((fact) => attributeOf(fact.attribute)?.kind === 'date' && scope(fact))
  const carriers = facts.filter((fact) => {
    const [year, month, day] = String(fact.value).slice(0, 10).split('-').map(Number)
    return (
      month === date.month &&
      (date.day === null || day === date.day) &&
      (date.year === null || year === date.year)
    )
  })
  return verdict('number', carriers, facts)
}

const valuesOf = (p: PreparedFacts, attribute: string): readonly Fact[] => p.byAttribute.get(attribute) ?? []

function judgePattern(p: PreparedFacts, pattern: Pattern, scope: Scope): Verdict {
  switch (pattern.type) {
    case 'date':
      return judgeDate(p, pattern, scope)
    case 'state': {
      const facts = valuesOf(p, 'site_state')
      return verdict(
        'contact',
        facts.filter(
          (fact) =>
            String(fact.value).toUpperCase() === pattern.code ||
            stateNames.get(String(fact.value).toLowerCase()) === pattern.code,
        ),
        facts,
      )
    }
    case 'place': {
      const facts = valuesOf(p, 'site_city')
      const wanted = pattern.stems.join(' ')
      return verdict(
        'contact',
        facts.filter((fact) => stemsOf(String(fact.value)).join(' ') === wanted),
      )
    }
    case 'street': {
      const facts = valuesOf(p, 'site_address')
      const wanted = ` ${pattern.words.join(' ')} `
      return verdict(
        'contact',
        facts.filter((fact) => ` ${streetWords(tokenize(String(fact.value))).join(' ')} `.includes(wanted)),
        facts,
      )
    }
    case 'zip': {
      const facts = valuesOf(p, 'site_zip')
      return verdict(
        'contact',
        facts.filter((fact) => String(fact.value).slice(0, 5) === pattern.value),
        facts,
      )
    }
    case 'origin': {
      const facts = [...valuesOf(p, 'plant_country'), ...valuesOf(p, 'plant_city')].filter(scope)
      const wanted = countryOf(pattern.words)
      return verdict(
        'assertion',
        facts.filter((fact) => countryOf(tokenize(String(fact.value)).map((token) => token.word)) === wanted),
        facts,
      )
    }
    case 'business':
      return verdict('contact', [])
    case 'comparison':
      return verdict('superlative', [])
  }
}

const stateNames = new Map(Object.entries(places.states))

/** A link, a telephone number, a VIN or a stock number against the facts. */
export function judgeAddress(p: PreparedFacts, address: Address): Verdict {
  const { value } = address
  switch (address.kind) {
    case 'vin': {
      const facts = p.facts.filter((fact) => p.subjects.get(fact.subject)?.vins.has(value))
      const own = facts.filter((fact) => fact.attribute === 'vin')
      return verdict('identifier', own.length > 0 ? own : facts.slice(0, 1), valuesOf(p, 'vin'))
    }
    case 'stock': {
      const facts = valuesOf(p, 'stock_number')
      return verdict(
        'identifier',
        facts.filter((fact) => String(fact.value).toUpperCase() === value),
        facts,
      )
    }
    case 'phone': {
      const facts = valuesOf(p, 'site_phone')
      return verdict(
        'contact',
        facts.filter((fact) => String(fact.value).replace(/\D/g, '').slice(-10) === value.slice(-10)),
        facts,
      )
    }
    case 'url': {
      const host = value.split(/[/?#]/)[0]!
      const own = valuesOf(p, 'site_domain').filter((fact) => {
        const domain = String(fact.value)
          .toLowerCase()
          .replace(/^https?:\/\//, '')
          .replace(/^www\./, '')
          .split('/')[0]!
        return host === domain || host.endsWith(`.${domain}`)
      })
      const cited = p.facts.filter((fact) => fact.source.url && bare(fact.source.url) === value)
      return verdict('contact', own.length > 0 ? own : cited)
    }
    default:
      return verdict(
        'contact',
        p.facts.filter(
          (fact) => fact.attribute === 'site_email' && String(fact.value).toLowerCase() === value,
        ),
      )
  }
}

const bare = (url: string): string =>
  url
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '')

/**
 * @param after the mention that follows
 * @returns undefined when the words turn out to state nothing
 */
export function judge(
  p: PreparedFacts,
  mention: Mention,
  c: Context,
  text: string,
  negated: boolean,
  scope: Scope,
  after: Mention | undefined,
): Verdict | undefined {
  switch (mention.type) {
    case 'make':
      return judgeMake(p, mention, c, after)
    case 'fact': {
      const kind = claimKindOf(mention.facts[0]!.attribute)
      const facts = mention.facts.filter(scope)
      return negated ? verdict(kind, [], facts) : verdict(kind, facts, mention.facts)
    }
    case 'concept':
      return judgeConcept(p, mention.entries, stemsIn(c.tokens, mention), negated, scope)
    case 'color':
      return negated ? verdict('color', []) : judgeColor(p, mention, scope)
    case 'figure':
      return judgeFigure(p, c, mention.figure, text, scope)
    case 'equipment': {
      const facts = carriersOfWords(p, mention.stems, scope)
      return negated ? verdict('feature', [], facts) : verdict('feature', facts)
    }
    case 'pattern':
      return judgePattern(p, mention.pattern, scope)
    default:
      return judgeName(p, mention, scope)
  }
}

const stemsIn = (tokens: readonly Token[], mention: { from: number; to: number }): string[] =>
  tokens.slice(mention.from, mention.to).map((token) => token.stem)
