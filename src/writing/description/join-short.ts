// Aggregation: two short statements about one subject read better as one sentence, the second time as "it".

import { type Phrase, type Picker, type SlotValue, wordsOf } from '../phrase/index.ts'
import { blockOf, type SectionId } from './plan-description.ts'

/** A phrase of a section, not yet a sentence: no capital, no full stop. */
export type ToldPhrase = {
  section: SectionId
  phrase: Phrase
  /** What {subject} was when the phrase was drawn. */
  subject: SlotValue | undefined
}

const shortWords = 13
const joinedWordsMax = 26
const commands =
  /^(?:look|note|expect|find|see|call|ask|reach|check|match|give|consider|take|contact|please|quote|mention|visit|dial|ring|compare|use|count|to|for|from|when|if)\b/

const leads = new RegExp(
  `${commands.source}|^(?:according|as|at|by|going|in|inside|mechanically|on|outside|per|running|so far|under|underway|using|with|city|driving)\\b`,
)

/**
 * Joins neighbours of one block where one of them is short and the whole is not long; each at most once, and not
 * below `sentencesMin` sentences.
 */
export function joinShort(told: readonly ToldPhrase[], picker: Picker, sentencesMin: number): ToldPhrase[] {
  const joined: (ToldPhrase & { parts: number })[] = []
  let spare = told.length - sentencesMin
  for (const next of told) {
    const last = joined.at(-1)
    if (last && last.parts === 1 && spare > 0 && canJoin(last, next)) {
      spare -= 1
      const second = leadsWithSubject(last) ? asIt(next) : next.phrase
      const text = `${last.phrase.text}${conjunction(last, next, picker)}${second.text}`
      const facts = [...new Set([...last.phrase.facts, ...second.facts])]
      joined[joined.length - 1] = { ...last, phrase: { text, facts }, parts: 2 }
    } else joined.push({ ...next, parts: 1 })
  }
  return joined
}

function canJoin(last: ToldPhrase, next: ToldPhrase): boolean {
  // The color outside and what is said of the cabin must not read as one thing: a comma parts them, a semicolon less.
  if (isVisible(next) && !isPlain(last.phrase, next.phrase)) return false
  if (blockOf[last.section] !== blockOf[next.section] || /[;:]/.test(last.phrase.text + next.phrase.text))
    return false
  const [before, after] = [wordsOf(last.phrase.text).length, wordsOf(next.phrase.text).length]
  return Math.min(before, after) < shortWords && before + after <= joinedWordsMax
}

function isVisible({ section }: ToldPhrase): boolean {
  return blockOf[section] === blockOf.looks
}

function leadsWithSubject({ phrase, subject, section }: ToldPhrase): boolean {
  return section === 'opening' ? phrase.text.startsWith('this ') : startsWith(phrase, subject)
}

function startsWith(phrase: Phrase, subject: SlotValue | undefined): boolean {
  const words = subject?.wordings[0]
  return words !== undefined && phrase.text.startsWith(`${words} `)
}

/** "the SUV seats five" → "it seats five"; the facts that only the name carried go with it. */
function asIt({ phrase, subject }: ToldPhrase): Phrase {
  if (!subject || !startsWith(phrase, subject)) return phrase
  const text = `it${phrase.text.slice(subject.wordings[0]?.length)}`
  const facts = phrase.facts.filter(
    (fact) => !subject.facts.includes(fact) || text.includes(String(fact.value)),
  )
  return { text, facts }
}

/** "…, and on mileage, it shows …" is heavy: what leads with a circumstance or a command follows a semicolon. */
function isPlain(last: Phrase, next: Phrase): boolean {
  return !/, and /.test(last.text + next.text) && !commands.test(last.text) && !leads.test(next.text)
}

function conjunction(last: ToldPhrase, next: ToldPhrase, picker: Picker): string {
  if (!isPlain(last.phrase, next.phrase)) return '; '
  return picker.pick(
    last.section === next.section ? [', and ', ', and ', '; ', ', while '] : [', and ', ', while '],
  )
}
