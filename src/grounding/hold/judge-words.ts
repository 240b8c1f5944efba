// What is said in words against the facts: equipment and kinds of things, makes, models, trims, colours.

import type { Fact } from '#facts/index.ts'
import type { Context } from '../about/targets.ts'
import type { ClaimKind } from '../claim.ts'
import { type ColorRole, interior, isSeating, roleOfLabels } from '../find/color-roles.ts'
import { isColorOf } from '../find/colors.ts'
import { closureOf, type Entry, exclusiveGroups, type Group } from '../find/lexicon.ts'
import type { Mention } from '../find/mentions.ts'
import { isNameStart } from '../find/names.ts'
import type { FactWords, PreparedFacts } from './prepared-facts.ts'
import { savingsOf } from './savings.ts'
import { type Scope, type Verdict, verdict } from './verdict.ts'

/** Facts that carry a concept, and those of its group that hold another value. */
function ofConcept(p: PreparedFacts, concept: string, scope: Scope): { carriers: Fact[]; against: Fact[] } {
  const carriers =
    concept === 'assertion:discounted'
      ? savingsOf(p, scope).flatMap(({ high, low }) => [high, low])
      : (p.concepts.get(concept) ?? []).filter(scope)
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

export function judgeConcept(
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
export function judgeMake(
  p: PreparedFacts,
  mention: Mention & { type: 'make' },
  c: Context,
  after: Mention | undefined,
): Verdict {
  const carriers = p.makes.get(mention.key) ?? []
  const model = after?.type === 'model' && after.from === mention.to ? after.key : undefined
  const names = (model === undefined ? undefined : p.named.models.get(model)) ?? new Set<string>()
  if ([...names].some((name) => p.subjects.get(name)!.makes.size > 0)) {
    return verdict(
      'make',
      carriers.filter((fact) => names.has(fact.subject)),
    )
  }
  const next = mention.to < c.to ? c.tokens[mention.to]! : undefined
  const ofDealer = next !== undefined && dealerWords.test(next.stem)
  const vehicles = carriers.filter((fact) => !fact.subject.startsWith('site:'))
  return verdict('make', p.named.makes && !ofDealer ? vehicles : carriers)
}

export function judgeName(
  p: PreparedFacts,
  mention: Mention & ({ type: 'model' } | { type: 'trim' }),
  scope: Scope,
): Verdict {
  const index = mention.type === 'model' ? p.models : p.trims
  const carriers = (index.get(mention.key) ?? []).filter(scope)
  const others = mention.type === 'trim' ? (p.byAttribute.get('trim') ?? []).filter(scope) : []
  return verdict(mention.type, carriers, others)
}

/** "the Limited, not the XLE": a denial of what it is; of anything else nothing is said of it. */
export function judgeNoTrim(
  p: PreparedFacts,
  mention: Mention & { type: 'trim' },
  scope: Scope,
): Verdict | undefined {
  const own = (p.trims.get(mention.key) ?? []).filter(scope)
  return own.length > 0 ? verdict('trim', [], own) : undefined
}

const bodies = /^(suv|car|truck|sedan|pickup|minivan|van|wagon|crossover|hatchback|coupe|convertible)$/

/** "the black Jetta", "a Jetta in black", "the Jetta is black": what is said of a vehicle is said of its paint. */
function roleOfVehicle(c: Context, { from, to }: Mention): ColorRole | null {
  const next = to < c.to ? c.tokens[to]! : undefined
  if (next?.gap === 'join' && (bodies.test(next.stem) || isNameStart(c.tokens, to, c.to))) return 'exterior'
  const isPart = (at: number): boolean =>
    interior.has(c.tokens[at]!.stem) &&
    Number.isNaN(c.tokens[at - 1]?.value ?? Number.NaN) &&
    !isSeating(c.tokens, at, c.from)
  for (let i = c.from; i < c.to; i++) if (isPart(i)) return null
  if (/^(color|paint|finish|exterior)$/.test(c.tokens[c.from]!.stem) && c.tokens[c.from + 1]?.gap === 'break')
    return 'exterior'
  const isListed =
    /^(comma|break)$/.test(c.tokens[from]!.gap) &&
    from > c.from &&
    (!next || next.gap === 'comma' || next.gap === 'break')
  if (isListed && c.figures.filter(({ unit }) => unit !== null).length > 1) return 'exterior'
  // "It's gray in there"
  if (next?.gap === 'join' && /^(in|within)$/.test(next.stem)) return null
  const before = from - 1
  if (before < c.from || c.tokens[from]!.gap !== 'join') return null
  if (/^it['’]s$/i.test(c.tokens[before]!.raw)) return 'exterior'
  if (!/^(is|in|was|wear|come)$/.test(c.tokens[before]!.stem)) return null
  if (before === c.from) return null
  return c.taken(before - 1) || /^(it|one)$/.test(c.tokens[before - 1]!.stem) ? 'exterior' : null
}

/** Words of a line above that names two parts, at most. */
const pairOfLabels = 3

/** The labels of the table's row and column say what has the colour where the words around do not. */
export function judgeColor(
  p: PreparedFacts,
  mention: Mention & { type: 'color' },
  c: Context,
  scope: Scope,
): Verdict {
  const before = c.tokens.slice(c.from, mention.from)
  // "Exterior / interior" above "green / ivory", and not "What paint and cabin colors are listed?"
  const asked = roleOfLabels(c.asked, c.asked.length <= pairOfLabels ? before : [])
  const labelled = roleOfLabels(c.labels, before) ?? asked
  const role = mention.color.role ?? labelled ?? roleOfVehicle(c, mention)
  const color = { ...mention.color, role }
  if (color.part) {
    const carriers = carriersOfWords(p, [...color.stems, ...color.part], scope)
    // "with saddle brown trim"
    const isTrim = color.part.length === 1 && color.part[0] === 'trim'
    if (carriers.length > 0 || !isTrim) return verdict('feature', carriers)
    Object.assign(color, { role: 'interior', part: null })
  }
  const facts = p.colors.filter((one) => scope(one.fact))
  const carriers = facts.filter((one) => isColorOf(color, one))
  const against = facts.filter((one) => color.role === null || one.role === color.role)
  return verdict(
    'color',
    carriers.map((one) => one.fact),
    against.map((one) => one.fact),
  )
}

/** "Ivory, not black": denied of what is black, carried by the colors that it has else. */
export function judgeNoColor(
  p: PreparedFacts,
  mention: Mention & { type: 'color' },
  c: Context,
  scope: Scope,
): Verdict {
  const said = judgeColor(p, mention, c, scope)
  const status =
    said.status === 'supported' ? 'contradicted' : said.status === 'contradicted' ? 'supported' : said.status
  return { ...said, status }
}
