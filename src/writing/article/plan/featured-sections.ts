// Where one stock leads: its vehicles before the others', and from some weight on a section of its own. That section
// takes up topics which the article has anyway, so that it says no figure which an even account would not.

import type { SectionPlan } from '../../port.ts'
import { featuredFirst, weightOf } from '../featured.ts'
import { factsFor } from './questions.ts'
import { draft, type SectionsInput, usual } from './section-draft.ts'

const topicsMax = 3
const leftOut = new Set(['features', 'feature-match', 'colors', 'interior', 'contact'])

/** The sections of an even account, in the order in which they stand when one stock leads. Wordings stay as they are. */
export function featureSections(sections: readonly SectionPlan[], input: SectionsInput): SectionPlan[] {
  const { ledger, featured } = input
  const ownerOf = new Map(
    ledger.groups.flatMap(({ subject, vehicles }) =>
      vehicles.map((vehicle): [string, string | null] => [vehicle.subject, subject]),
    ),
  )
  const vehicles = featuredFirst(
    sections.filter(({ kind }) => kind === 'vehicle'),
    featured,
    ({ key }) => ownerOf.get(key) ?? null,
  )
  const ordered = sections.map((section) =>
    section.kind === 'vehicle' ? (vehicles.shift() ?? section) : section,
  )
  const framed = weightOf(featured).framed ? ordered.map((section) => withOwner(section, input)) : ordered
  return weightOf(featured).detailed
    ? framed.flatMap((section) =>
        section.kind === 'lead' ? [section, ...ownSection(sections, input)] : [section],
      )
    : framed
}

/** The close may name the stock that leads. */
function withOwner(section: SectionPlan, { ledger, featured }: SectionsInput): SectionPlan {
  if (section.kind !== 'closing') return section
  const counts = ledger.groups
    .filter(({ subject }) => subject === featured?.subject)
    .flatMap(({ stock }) => stock.get('stock_count') ?? [])
  return { ...section, factIds: [...section.factIds, ...counts.map(({ fact }) => fact.id)] }
}

function ownSection(sections: readonly SectionPlan[], input: SectionsInput): SectionPlan[] {
  const group = input.ledger.groups.find(({ subject }) => subject === input.featured?.subject)
  if (!group) return []
  const told = sections.filter(({ kind, extent }) => kind === 'facts' && extent !== 'vehicles')
  const topics = [...new Set(told.flatMap(({ topics }) => topics))]
    .filter((topic) => !leftOut.has(topic) && factsFor([topic], [group], input.ledger).length > 0)
    .slice(0, topicsMax)
  const facts = factsFor(topics, [group], input.ledger)
  if (facts.length === 0) return []
  const isPartial = input.ledger.groups.some((one) => one.isPartial)
  const heading = input.headings.topic('featured', group)
  const parts = { facts, topics, isPartial, extent: 'summary' as const, words: usual.both }
  return [{ ...draft('featured', 'featured', heading, parts), turn: sections.length }]
}
