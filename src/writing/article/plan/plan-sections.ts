// The order of sections, and how many of them the length has room for.

import { createPicker } from '../../phrase/index.ts'
import type { SectionPlan } from '../../port.ts'
import { hasUsed } from '../ledger.ts'
import { featureSections } from './featured-sections.ts'
import { answeredSections, askSection, knownSections } from './question-sections.ts'
import { factsFor } from './questions.ts'
import {
  type Draft,
  draft,
  eventSection,
  leadFacts,
  type SectionsInput,
  siteFacts,
  sumWords,
  usual,
} from './section-draft.ts'
import { getTopic } from './topics.ts'
import { compareSection, stockSection, vehicleSections } from './vehicle-sections.ts'

const emailRowsMax = 5

/** Sections in reading order. */
export function planSections(input: SectionsInput): SectionPlan[] {
  const drafts = input.form === 'email' ? planEmail(input) : planArticleBody(input)
  return featureSections(
    drafts.map((draft, turn) => ({ ...draft, turn })),
    input,
  )
}

function planArticleBody(input: SectionsInput): Draft[] {
  const { ledger, headings, form } = input
  const details = eventSection(input)
  const leadHeading = headings.topic(details.length > 0 ? 'lead.event' : 'lead')
  const stocks = Math.max(0, ledger.groups.length - 1)
  const leadWords = usual.lead + stocks * usual.leadStock + (details.length > 0 ? usual.event : 0)
  const compare = compareSection(input)
  const answered = answeredSections(input)
  const known = knownSections(input)
  const ask = askSection(input)
  const closing = draft('closing', 'closing', null, { facts: siteFacts(ledger), words: usual.closing })
  const fixed = [...details, ...compare, ...answered, ...known, ...ask, closing]
  let room = input.targetWords - leadWords - sumWords(fixed)
  const stock = stockSection(input, Math.max(usual.table + 4 * usual.tableRow, room * 0.3))
  room -= sumWords(stock)
  const more = topicSections(input, answered, room)
  room -= sumWords(more)
  const vehicles = vehicleSections(input, room, stock.length > 0 ? 3 : 2)
  const told = form === 'questions' ? [...answered, ...more] : inTopicOrder(input, [...answered, ...more])
  const middle = [...told, ...known]
  const lead = draft('lead', 'lead', leadHeading, {
    facts: [...leadFacts(ledger), ...[...ledger.event.values()].flat().map(({ fact }) => fact)],
    words: leadWords,
    topics: [...new Set(middle.flatMap(({ topics }) => topics))],
  })
  return [
    lead,
    ...details,
    ...compare,
    ...middle,
    ...stock,
    ...vehicles,
    ...ask,
    { ...closing, heading: headings.topic('closing') },
  ]
}

function planEmail(input: SectionsInput): Draft[] {
  const { ledger, headings } = input
  const subject = draft('subject', 'subject', headings.topic('lead'), { facts: leadFacts(ledger), words: 8 })
  const lead = draft('lead', 'lead', headings.topic('message'), { facts: leadFacts(ledger), words: 40 })
  const details = eventSection(input)
  const answered = [...answeredSections(input), ...knownSections(input)]
  const ask = askSection(input).map((section): Draft => ({ ...section, heading: null }))
  const closing = draft('closing', 'closing', null, { facts: siteFacts(ledger), words: usual.closing })
  const room = input.targetWords - sumWords([subject, lead, ...details, ...answered, ...ask, closing])
  const more = topicSections(input, answered, room).map((section): Draft => ({ ...section, heading: null }))
  const left = room - sumWords(more)
  const stock = stockSection(input, Math.min(left, usual.table + emailRowsMax * usual.tableRow)).map(
    (section): Draft => ({ ...section, heading: null }),
  )
  return [subject, lead, ...details, ...answered, ...more, ...stock, ...ask, closing]
}

/** Topics of the type that no question asked for, while the length has room; with the questions at least two. */
function topicSections(input: SectionsInput, answered: readonly Draft[], room: number): Draft[] {
  const told = new Set(answered.flatMap(({ topics }) => topics.flatMap((id) => getTopic(id).parts)))
  const isUsed = input.ledger.groups.some(hasUsed)
  const open = input.topics.filter((id) => {
    const isTold = getTopic(id).parts.every((part) => told.has(part))
    return !isTold && (id !== 'mileage' || isUsed)
  })
  const sections: Draft[] = []
  const kind = input.form === 'questions' ? 'question' : 'facts'
  const least = Math.max(0, 2 - answered.length)
  const stocks = Math.max(1, input.ledger.groups.length)
  for (const topic of open) {
    const facts = factsFor([topic], input.ledger.groups, input.ledger)
    if (facts.length === 0) continue
    const words = stocks * (topic === 'features' && stocks > 1 ? usual.features : usual.topic)
    if (sections.length >= least && sumWords(sections) + words > room) break
    const heading = kind === 'question' ? input.headings.question(topic) : null
    sections.push(
      draft(`topic:${topic}`, kind, heading, {
        facts,
        topics: [topic],
        extent: 'summary',
        isPartial: input.ledger.groups.some((group) => group.isPartial),
        words,
      }),
    )
  }
  return sections
}

function familyOf(section: Draft): string {
  return getTopic(section.topics[0] ?? 'specs').family
}

/**
 * Topic sections in their order with neighbors sometimes exchanged, so that not every article runs the same way.
 * Sections of one family stand together under the heading of the first.
 */
function inTopicOrder(input: SectionsInput, sections: readonly Draft[]): Draft[] {
  const picker = createPicker(`${input.seed}\u0000order`)
  const families = [...Map.groupBy(sections, familyOf)]
  const place = (family: string) => {
    const lead = input.leading.indexOf(family)
    if (lead >= 0) return lead - input.leading.length - 1
    const at = input.topics.indexOf(family)
    if (family === 'specs') return -1
    return at < 0 ? input.topics.length : at
  }
  families.sort(([a], [b]) => place(a) - place(b))
  const led = families.findLastIndex(([family]) => input.leading.includes(family)) + 1
  for (let at = led; at + 1 < families.length; at += 2) {
    const [a, b] = [families[at], families[at + 1]]
    if (a && b && picker.chance(0.5)) [families[at], families[at + 1]] = [b, a]
  }
  return families.flatMap(([family, members]) =>
    members.map((section, at) => ({ ...section, heading: at === 0 ? input.headings.topic(family) : null })),
  )
}
