// The working sheet of one check: which atoms are crossed off, which facts were met, what was found.
import type { Atom } from './atoms.ts'
import type { Finding } from './plain-fact.ts'

export type Trace = {
  text: string
  atoms: Atom[]
  /** Crossed off by a fact, as neutral, or as already reported. */
  done: ('fact' | 'neutral' | 'reported' | null)[]
  /** Indexes of the facts that the text carries. */
  carried: Set<number>
  findings: Finding[]
}

export function newTrace(text: string, atoms: Atom[]): Trace {
  return { text, atoms, done: atoms.map(() => null), carried: new Set(), findings: [] }
}

/** Crosses off the atoms from `from` to `to` (exclusive) as carried by these facts. */
export function crossOff(trace: Trace, from: number, to: number, facts: Iterable<number>): void {
  for (let i = from; i < to; i++) trace.done[i] = 'fact'
  for (const fact of facts) trace.carried.add(fact)
}

export function markNeutral(trace: Trace, from: number, to: number): void {
  for (let i = from; i < to; i++) trace.done[i] ??= 'neutral'
}

export function report(trace: Trace, from: number, to: number, reason: string): void {
  const start = trace.atoms[from]!.start
  const end = trace.atoms[to - 1]!.end
  trace.findings.push({ text: trace.text.slice(start, end), start, reason })
  for (let i = from; i < to; i++) trace.done[i] = 'reported'
}

export function isDone(trace: Trace, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (trace.done[i] === null) return false
  return true
}
