import { sentenceCase } from '../../phrase/index.ts'
import type { ArticleType } from '../../port.ts'
import { type Slots, sayHeading, sayQuestion } from '../compose/sentence.ts'
import { nameSlots, refer, siteSlots } from '../compose/slots.ts'
import { type Ledger, type StockGroup, textOf } from '../ledger.ts'

/** A longer keyword makes no heading. */
const leadCharactersMax = 60

export type Headings = {
  /** A topic as a heading that no section has yet; asserts nothing. `about`: the stock that it is of. */
  topic(group: string, about?: StockGroup): string
  /** The same as a question. */
  question(group: string): string
  /** Takes a text of the user's as heading; null when a section has it already. */
  given(text: string): string | null
}

/** Headings for one article, each given once. */
export function createHeadings(
  ledger: Ledger,
  keyword: string,
  articleType: ArticleType,
  seed: string,
): Headings {
  const taken = new Set<string>()
  const slots = headingSlots(ledger, keyword)
  const take = (text: string) => {
    taken.add(text.toLowerCase())
    return sentenceCase(text)
  }
  const topic = (group: string, about?: StockGroup) => {
    const own = group.startsWith('lead') ? slots.lead : slots.topics
    const said = about ? { ...own, ...nameSlots(about) } : own
    const typed = sayHeading(`${group}.${articleType}`, said, seed, taken)
    return take(
      typed ??
        sayHeading(group, said, seed, taken) ??
        sayHeading(`${group}.plain`, said, seed, taken) ??
        unused(group, taken),
    )
  }
  return {
    topic,
    question: (group) => {
      const text = sayQuestion(group, slots.topics, seed, taken)
      return text === undefined ? topic(group) : take(text)
    },
    given: (text) => (taken.has(text.toLowerCase()) ? null : take(text)),
  }
}

function unused(group: string, taken: ReadonlySet<string>): string {
  const plain = sentenceCase(group.replace(/[.-]/g, ' '))
  let text = plain
  for (let at = 2; taken.has(text.toLowerCase()); at += 1) text = `${plain}, part ${at}`
  return text
}

/**
 * The opening is headed by the stocks' names or the user's keyword, that of an event by its name; the topics by the name
 * of the one stock there is.
 */
function headingSlots(ledger: Ledger, keyword: string): { lead: Slots; topics: Slots } {
  const site = siteSlots(ledger.site)
  const labels = ledger.groups.flatMap(({ label }) => (label ? [label] : []))
  const only = labels.length === 1 ? nameSlots(ledger.groups.find(({ label }) => label)) : undefined
  const isEvent = ledger.event.size > 0
  const event = textOf(ledger.event, 'event_name') ?? ''
  const topics = { ...site, ...only }
  if (only && !isEvent) return { lead: topics, topics }
  const text = isEvent ? event : labels.length === 2 ? labels.join(' and ') : keyword
  const name = text !== '' && [...text].length <= leadCharactersMax ? refer(sentenceCase(text)) : undefined
  return { lead: { ...site, Label: name, theLabel: name }, topics }
}
