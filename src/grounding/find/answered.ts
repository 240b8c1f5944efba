// A question that the next words affirm or deny claims what it asks: "FWD? Yes.", "Is it a hybrid? No, it burns gas."

import type { Mention, Unit } from './mentions.ts'

export type Answer = 'yes' | 'no'

const speaker = /^[\s*_>"”)]*(?:(?:a|answer|dealer|us|we|reply)[.:][\s*_]*)?/i
const affirming =
  /^(?:yes|yep|yup|yeah|you bet|it is|it does|it has|it sure|sure|certainly|of course|indeed|correct|right|absolutely|affirmative|they do|they are|that it|check)\b/i
const denying =
  /^(?:no|nope|nah|it isn['’]t|it doesn['’]t|it does not|it is not|not this one|negative)\b(?! (?:matter|problem|worries|need|doubt))/i
const ofReader =
  /^(you|your|i|we|my|our|me|need|want|looking|shopping|wondering|who|what|which|how|where|when|why)$/

/** A longer question asks for more than one thing. */
const askedMax = 10

/** What the words behind a question answer to it; undefined where they answer something else, or nothing. */
export function answerTo({ text, tokens, from, to }: Unit, end: number): Answer | undefined {
  if (to - from > askedMax || tokens.slice(from, to).some(({ word }) => ofReader.test(word))) return undefined
  if (tokens.slice(from, to).some(({ word }) => word === 'or')) return undefined
  const behind = text.slice(end, end + 60)
  const words = behind.slice(speaker.exec(behind)![0].length)
  return affirming.test(words) ? 'yes' : denying.test(words) ? 'no' : undefined
}

const kinds = /^(drivetrain|transmission|fuel|body|condition|feature|engine)$/

/** What a question can be answered about: equipment, kinds of a vehicle, colours. */
export const isAnswered = (mention: Mention): boolean =>
  mention.type === 'equipment' ||
  mention.type === 'color' ||
  (mention.type === 'concept' && mention.entries.every(({ group }) => kinds.test(group))) ||
  (mention.type === 'fact' && mention.facts.every(({ attribute }) => answerable.test(attribute)))

const answerable = /^(?:stock_)?(?:drivetrain|transmission|fuel_type|body_style|condition|feature|option)$/

const marks: Record<Answer, RegExp> = {
  yes: /^(?:yes|y|✓|✔|✅|●|•|standard|std\.?|included|incl\.?)$/i,
  no: /^(?:no|n|—|–|-|✗|✘|❌|none|not (?:available|included|offered|listed)|n\/a)$/i,
}

/** What a cell or the end of a line says of its label: "Yes", "✓", "—". */
export const markOf = (words: string): Answer | undefined =>
  marks.yes.test(words) ? 'yes' : marks.no.test(words) ? 'no' : undefined
