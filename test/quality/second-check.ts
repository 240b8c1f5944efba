// The second, independent check of a vehicle's description, by coverage: every number, every capitalised
// name and every word of the lists (words/*.json) must be traced to a fact and is then crossed off; what is
// left of those classes is a finding. It shares neither code nor lists with the product's verifier, so that
// the two do not have the same blind spots. Without `plainWordsOnly` it does not judge words outside its lists.
import { atomsOf } from './atoms.ts'
import { crossOffColours } from './colour-pass.ts'
import { indexFacts } from './fact-index.ts'
import { crossOffNames, crossOffPatterns } from './name-pass.ts'
import { crossOffNumbers } from './number-pass.ts'
import type { Finding, PlainFact } from './plain-fact.ts'
import { judgePlainWords } from './plain-pass.ts'
import { newTrace, type Trace } from './trace.ts'
import { crossOffMentions, judgeCapitals, judgeParts } from './word-pass.ts'

export type { Finding, PlainFact } from './plain-fact.ts'

/** `plainWordsOnly`: every word that nothing has explained must stand in words/plain.json. */
export type CheckOptions = { plainWordsOnly?: boolean }

/** The whole working sheet: findings, the facts carried, and what became of each word. */
export function traceOf(text: string, facts: PlainFact[], options: CheckOptions = {}): Trace {
  const index = indexFacts(facts)
  const trace = newTrace(text, atomsOf(text))
  crossOffPatterns(trace, index)
  crossOffNames(trace, index)
  crossOffColours(trace, index)
  crossOffMentions(trace, index)
  crossOffNumbers(trace, index)
  judgeCapitals(trace, index)
  judgeParts(trace, index)
  if (options.plainWordsOnly) judgePlainWords(trace)
  trace.findings.sort((a, b) => a.start - b.start)
  return trace
}

/**
 * What a text says that its facts do not carry, in the order of the text; empty when all is traced.
 * @param facts one vehicle's facts with those of its dealership; attributes as in the vocabulary
 */
export function secondCheck(text: string, facts: PlainFact[], options: CheckOptions = {}): Finding[] {
  return traceOf(text, facts, options).findings
}

/** How many distinct facts the text carries. */
export function countCarried(text: string, facts: PlainFact[]): number {
  return traceOf(text, facts).carried.size
}
