// From sentences to paragraphs. Two short statements next to each other become one ("..., and ..."), so that the text
// does not read like a list: single part sentences alone give a reading grade of about 5, woven ones of 6 to 8.

import { type Picker, wordsOf } from '../../phrase/index.ts'

const sentencesMax = 4
const wovenWordsMax = 30
/** First words of statements that may be lowered; names and orders ("Look for ...") are not among them. */
const openings = new Set(
  (
    'the it its on in inside outside under there by for this that all one two three every each prices price engine ' +
    'engines transmission transmissions drivetrain drivetrains fuel seating seats mileage odometer trims trim body ' +
    'exterior interior paint equipment shoppers buyers city highway doors readings model power stock figures ' +
    'EPA-estimated displacement listed you a an at so where among more models colors used certified new'
  ).split(' '),
)
const connectors = [', and ', ', and ', '; ']

/** Joins short neighbors where both are statements; what is said stays as it is. */
export function weave(sentences: readonly string[], picker: Picker): string[] {
  const woven: string[] = []
  let isFree = false
  for (const sentence of sentences) {
    const before = woven.at(-1)
    if (before !== undefined && isFree && canJoin(before, sentence)) {
      woven[woven.length - 1] = `${before.slice(0, -1)}${picker.pick(connectors)}${lowerOpening(sentence)}`
      isFree = false
    } else {
      woven.push(sentence)
      isFree = true
    }
  }
  return woven
}

function canJoin(first: string, second: string): boolean {
  if (openingOf(first) === undefined || openingOf(second) === undefined) return false
  if (!first.endsWith('.') || /[:;?!]|\w\. /.test(`${first} ${second}`.replace('. ', ' '))) return false
  return wordsOf(first).length + wordsOf(second).length <= wovenWordsMax
}

function openingOf(sentence: string): string | undefined {
  const word = /^\S+/.exec(sentence)?.[0] ?? ''
  return openings.has(word) || openings.has(word.toLowerCase()) ? word : undefined
}

function lowerOpening(sentence: string): string {
  return openings.has(openingOf(sentence) ?? '')
    ? sentence
    : sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

/** Woven sentences in paragraphs of at most four, of about the same number each. */
export function paragraphs(sentences: readonly string[], picker: Picker): string {
  const woven = weave(sentences, picker)
  const size = Math.ceil(woven.length / Math.ceil(woven.length / sentencesMax))
  const groups: string[] = []
  for (let at = 0; at < woven.length; at += size) groups.push(woven.slice(at, at + size).join(' '))
  return groups.join('\n\n')
}
