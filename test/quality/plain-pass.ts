// The strict reading: a word that neither a fact nor a listed class has explained must be one of the plain
// words (words/plain.json), which claim nothing of a vehicle by themselves. It finds claims in words that no
// list foresees ("plenty of tread left"). Fit for the built-in writer, whose stock of words is small and known;
// a new phrase there must have its words looked at before they are let in here.
import { singular } from './atoms.ts'
import { report, type Trace } from './trace.ts'
import plain from './words/plain.json' with { type: 'json' }

const plainWords = new Set(plain.flatMap((word) => [word, singular(word)]))

export function judgePlainWords(trace: Trace): void {
  for (const [i, atom] of trace.atoms.entries()) {
    if (trace.done[i] !== null || atom.isDigits || plainWords.has(atom.lower) || plainWords.has(atom.norm))
      continue
    report(trace, i, i + 1, 'word that neither a fact nor the plain words explain')
  }
}
