import type { Fact } from '#facts/index.ts'
import type { Claim } from '../claim.ts'
import { type Cut, cutUnsupported, type Sentences } from '../cut.ts'
import { type Held, holdToFacts } from '../hold-to-facts.ts'
import type { VerifyOptions } from '../verify.ts'
import { isForeign } from './foreign.ts'
import { getLanguage } from './languages.ts'
import { endsSentence, sentencesIn } from './sentences.ts'
import { verifyIn } from './verify-in.ts'

const cutsMax = 3

/**
 * As `holdToFacts`, for a text in any published language. In English everything is held; in the others figures with
 * their units, and names.
 * @throws Error when a claim that is not supported survives the cuts: then nothing may be published.
 */
export function holdInLanguage(
  languageName: string,
  text: string,
  facts: readonly Fact[],
  options: VerifyOptions = {},
): Held {
  if (languageName === 'English') return holdToFacts(text, facts, options)
  const sentences = sentencesOfLanguage(languageName)
  return cutUntilClean(text, sentences, (left) => verifyIn(languageName, left, facts, options))
}

/** Cuts the sentences of a text that are of another language than it should be; the others stand unread. */
export function cutForeign(languageName: string, text: string): Pick<Cut, 'text' | 'removed'> {
  const language = getLanguage(languageName)
  const sentences = sentencesOfLanguage(languageName)
  const claims = sentences.sentencesOf(text, 0, text.length).flatMap(({ start, end }): Claim[] => {
    const words = text.slice(start, end).trimEnd()
    if (!isForeign(words, language)) return []
    const span = { text: words, start, end: start + words.length }
    return [{ ...span, kind: 'assertion', status: 'unsupported', factIds: [] }]
  })
  return cutUnsupported(text, claims, sentences)
}

function sentencesOfLanguage(name: string): Sentences {
  return { sentencesOf: sentencesIn(getLanguage(name)), endsSentence }
}

function cutUntilClean(text: string, sentences: Sentences, read: (text: string) => Claim[]): Held {
  const removed: Claim[] = []
  const cuts: Cut[] = []
  let left = text
  for (;;) {
    const claims = read(left)
    const wrong = claims.find(({ status }) => status !== 'supported')
    const offsetOf = (offset: number) => cuts.reduce((at, cut) => cut.offsetOf(at), offset)
    if (!wrong) return { text: left, supported: claims, removed, offsetOf }
    if (cuts.length === cutsMax) throw new Error(`After cutting, "${wrong.text}" is still ${wrong.status}.`)
    const cut = cutUnsupported(left, claims, sentences)
    cuts.push(cut)
    left = cut.text
    removed.push(...cut.removed)
  }
}
