// Crosses off every number whose measure and value a fact has; all other numbers are findings.
import type { FactIndex } from './fact-index.ts'
import { mpgModes } from './mpg.ts'
import { meaningOf } from './number-meaning.ts'
import { crossOff, markNeutral, report, type Trace } from './trace.ts'
import neutral from './words/neutral.json' with { type: 'json' }

const countedThings = new Set(neutral.countedThings.map((word) => word.replace(/s$/, '')))
/** A price may be the sale price and an unlabelled price either; an MSRP is only the MSRP. */
const accepted: Record<string, string[]> = {
  'usd-price': ['usd-price', 'usd-sale', 'usd-stock'],
  'usd-sale': ['usd-sale', 'usd-price'],
  mi: ['mi', 'mi-stock'],
  'mi-range': ['mi-range', 'mi-stock'],
  year: ['year', 'year-stock'],
}

function factsFor(index: FactIndex, measure: string, value: number): Set<number> | undefined {
  for (const each of accepted[measure] ?? [measure]) {
    const facts = index.numbers.get(`${each}|${value}`)
    if (facts) return facts
  }
  return undefined
}

/** "Z71", "Level 2": a number without a measure is traced by the word beside it. */
function besideSameWord(trace: Trace, index: FactIndex, i: number): number[] {
  const before = trace.atoms[i - 1]?.norm
  const here = trace.atoms[i]!.norm
  const after = trace.atoms[i + 1]?.norm
  return [...index.facts.entries()].flatMap(([k, fact]) => {
    if (typeof fact.value !== 'string') return []
    const norms = fact.atoms.map((atom) => atom.norm)
    const hit = norms.some((norm, n) => {
      const sameBefore = before !== undefined && norms[n - 1] === before
      return norm === here && (sameBefore || (after !== undefined && norms[n + 1] === after))
    })
    return hit ? [k] : []
  })
}

function judgeBare(trace: Trace, index: FactIndex, i: number): void {
  const atom = trace.atoms[i]!
  const beside = besideSameWord(trace, index, i)
  if (beside.length > 0) crossOff(trace, i, i + 1, beside)
  else if (!atom.isDigits && trace.atoms.slice(i + 1, i + 4).some((next) => countedThings.has(next.norm))) {
    markNeutral(trace, i, i + 1)
  } else report(trace, i, i + 1, 'number that no fact has')
}

/** "Seats one", "one door": only there does the word count something of the vehicle. */
function judgeOne(trace: Trace, index: FactIndex, i: number): void {
  const before = trace.atoms[i - 1]?.norm === 'seat' ? 'seats' : undefined
  const after = { seat: 'seats', passenger: 'seats', door: 'doors', cylinder: 'cylinders' }[
    trace.atoms[i + 1]?.norm ?? ''
  ]
  const measure = before ?? after
  if (measure && !factsFor(index, measure, 1)) report(trace, i, i + 1, `${measure} 1 is not in the facts`)
}

export function crossOffNumbers(trace: Trace, index: FactIndex): void {
  const modes = mpgModes(trace.atoms, (i) => trace.done[i] !== null)
  for (const [i, atom] of trace.atoms.entries()) {
    if (atom.norm === 'one' && trace.done[i] === null) judgeOne(trace, index, i)
    if (atom.value === null || trace.done[i] !== null) continue
    const mode = modes.get(i)
    if (mode === 'mpg-unlabelled') {
      report(trace, i, i + 1, 'fuel economy without city or highway')
      continue
    }
    const { measure, from, to } = mode ? { measure: mode, from: i, to: i + 1 } : meaningOf(trace.atoms, i)
    const facts = factsFor(index, measure, atom.value)
    if (facts) crossOff(trace, from, to, facts)
    else if (measure === 'bare') judgeBare(trace, index, i)
    else report(trace, Math.min(from, i), Math.max(to, i + 1), `${measure} ${atom.value} is not in the facts`)
  }
}
