import { formatDay, formatTime } from '../../phrase/index.ts'
import { eventLine, eventMoment, eventTip, eventWords } from '../event.ts'
import { textOf, type Values } from '../ledger.ts'
import { bullets } from '../markdown.ts'
import type { Composition } from './composition.ts'
import type { Slots } from './sentence.ts'
import { claim, refer } from './slots.ts'

const listed = ['event_name', 'event_category', 'event_start', 'event_end', 'event_location']

/** When and where, what kind of event, what to bring. */
export function sayEvent(
  event: Values,
  site: Slots,
  { context, speaker }: Pick<Composition, 'context' | 'speaker'>,
): string[] {
  if (event.size === 0) return []
  const slots = { ...site, ...eventSlots(event) }
  const category = textOf(event, 'event_category') ?? ''
  return [
    speaker.say(`event.${spanOf(event)}`, slots),
    speaker.say('event.place', slots),
    speaker.say('event.kind', slots),
    eventTip(category, context.seed),
  ].filter((sentence) => sentence !== undefined)
}

function spanOf(event: Values): 'days' | 'day' | 'moment' {
  const [start = '', end = ''] = [textOf(event, 'event_start'), textOf(event, 'event_end')]
  if (start === end) return 'moment'
  return start.slice(0, 10) === end.slice(0, 10) ? 'day' : 'days'
}

function eventSlots(event: Values): Slots {
  const one = (attribute: string, words?: (text: string) => string) => claim(event.get(attribute)?.[0], words)
  const name = one('event_name')
  const kind = textOf(event, 'event_category')
  const words = kind === undefined ? undefined : eventWords(kind)
  const day = one('event_start', formatDay)
  return {
    event: name ? { ...name, reference: true } : refer('the event'),
    start: one('event_start', eventMoment),
    end: one('event_end', eventMoment),
    // Of one fact with `from`: in a sentence with both, the day only says which day is meant.
    day: day && { ...day, reference: true },
    from: one('event_start', formatTime),
    to: one('event_end', formatTime),
    location: one('event_location'),
    kind: words === undefined ? undefined : one('event_category', () => words),
  }
}

/** What is known of the event line by line, then the dealership's own words as a quotation. */
export function composeDetails({ section, context, speaker }: Composition): string {
  const allowed = new Set(section.factIds)
  const facts = context.facts.filter(({ id, subject }) => allowed.has(id) && subject.startsWith('event:'))
  const of = (attribute: string) => facts.filter((fact) => fact.attribute === attribute)
  speaker.note(facts.map(({ id }) => id))
  const lines = listed.flatMap(of).map(eventLine)
  const quotations = of('event_description').map((fact) => `> ${eventLine(fact)}`)
  return [lines.length > 0 ? bullets(lines) : '', ...quotations].filter(Boolean).join('\n\n')
}
