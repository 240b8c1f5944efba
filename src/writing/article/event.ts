// An event, from what a person typed of it. Its days and times are ours to word; its name, place and description are
// shown as given, as text and nothing more: whole, escaped, under a label that says whose words they are.

import type { Fact } from '#facts/index.ts'
import bank from '../article-bank/event.json' with { type: 'json' }
import { createPicker, formatDay, formatTime } from '../phrase/index.ts'
import { escapeMarkdown, plainLine } from './markdown.ts'

type EventAttribute = keyof typeof bank.labels
type EventQuestion = { question: string; intent: string }
type Kind = { category: string; words: string; tips: string[]; questions: EventQuestion[] }

const kinds = new Map(bank.categories.map((kind): [string, Kind] => [kind.category, kind]))
const asGiven: readonly EventAttribute[] = ['event_name', 'event_location', 'event_description']

/** What a category is called inside a sentence: "service special". Undefined for none of the bank. */
export function eventWords(category: string): string | undefined {
  return kinds.get(category)?.words
}

/** One thing to bring or to think of, for events of this category. It claims nothing. */
export function eventTip(category: string, seed: string): string | undefined {
  const tips = kinds.get(category)?.tips ?? []
  return tips.length === 0 ? undefined : createPicker(`${seed}\u0000tip`).pick(tips)
}

/** What shoppers ask of such an event and no fact answers. */
export function eventQuestions(category: string): EventQuestion[] {
  return [...bank.questions, ...(kinds.get(category)?.questions ?? [])]
}

/** "Wednesday, April 1, 2026 at 9:00 AM", of `2026-04-01T09:00` as the clock on the wall shows it. */
export function eventMoment(local: string): string {
  return `${formatDay(local)} at ${formatTime(local)}`
}

/** A fact of the event under its label, as a line of Markdown. */
export function eventLine({ attribute, value }: Fact): string {
  const text = String(value)
  const words =
    attribute === 'event_start' || attribute === 'event_end' ? eventMoment(text) : escapeMarkdown(text)
  return `**${labelOf(attribute)}:** ${words}`
}

/** The lines that hold a person's own words: in them nothing is a claim of ours. */
export function givenLines(facts: readonly Fact[]): string[] {
  return facts.filter(isGiven).map(eventLine)
}

function isGiven({ attribute, value }: Fact): boolean {
  return asGiven.includes(attribute as EventAttribute) && plainLine(String(value)) !== ''
}

function labelOf(attribute: string): string {
  return bank.labels[attribute as EventAttribute]
}
