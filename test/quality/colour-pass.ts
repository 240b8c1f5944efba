// Colours: which surface a colour word speaks of is read from the words about it, and the colour must be in
// the fact of that surface. A colour of a part (black roof rails) must stand so in a feature.
import type { Atom } from './atoms.ts'
import { type FactIndex, factsWithWords } from './fact-index.ts'
import { type Mention, scan } from './lexicon.ts'
import { crossOff, isDone, report, type Trace } from './trace.ts'
import parts from './words/parts.json' with { type: 'json' }

const outside = new Set('exterior paint painted finish outside body bodywork coat'.split(' '))
const inside = new Set(
  'interior cabin upholstery inside leather cloth seat seating leatherette trimmed fabric'.split(' '),
)
const partWords = new Set(parts.map(({ word }) => word))

/** A sentence with one of these may speak of the cabin without naming it. */
const ridersWords = new Set(
  'seat seating seated people rider passenger room inside interior cabin'.split(' '),
)

type Surface = 'exterior_color' | 'interior_color' | 'part' | 'either'

function surfaceWord(atom: Atom | undefined): Surface | null {
  if (!atom) return null
  if (outside.has(atom.norm)) return 'exterior_color'
  if (inside.has(atom.norm)) return 'interior_color'
  return partWords.has(atom.lower) ? 'part' : null
}

/** Words for the whole outside or inside; "seat" and "leather" speak only of a color right before them. */
function wholeSurface(atom: Atom | undefined): Surface | null {
  const isWhole =
    atom !== undefined &&
    /^(?:exterior|paint|painted|finish|outside|interior|cabin|inside|upholstery)$/.test(atom.norm)
  return isWhole ? surfaceWord(atom) : null
}

function isColour(colours: Mention[], i: number): boolean {
  return colours.some(({ from, to }) => i >= from && i < to)
}

/** "Blue over Gray": the paint over the cabin. */
function overSurface(atoms: Atom[], { from, to }: Mention, colours: Mention[]): Surface | null {
  const here = atoms[from]!.sentence
  const isOver = (i: number) => atoms[i]?.norm === 'over' && atoms[i]!.sentence === here
  const colourNear = (first: number, last: number) => colours.some((c) => c.from >= first && c.from <= last)
  for (let i = to; i < to + 3; i++) {
    if (isOver(i) && colourNear(i + 1, i + 4)) return 'exterior_color'
  }
  for (let i = from - 1; i >= Math.max(1, from - 4); i--) {
    if (isOver(i) && colourNear(i - 4, i - 1)) return 'interior_color'
  }
  return null
}

/** A new clause may speak of another surface: "the cabin is black; this SUV wears gray". */
function opensClause(atom: Atom): boolean {
  return atom.gap.includes(';') || (atom.gap.includes(',') && /^(?:and|while|but)$/.test(atom.norm))
}

function surfaceOf(trace: Trace, mention: Mention, colours: Mention[]): Surface {
  const { atoms } = trace
  const over = overSurface(atoms, mention, colours)
  if (over) return over
  const here = atoms[mention.from]!.sentence
  for (let i = mention.to; i < Math.min(atoms.length, mention.to + 8); i++) {
    const atom = atoms[i]!
    if (atom.sentence !== here || /[,;:.|(]/.test(atom.gap)) break
    if (isColour(colours, i)) continue
    const surface = surfaceWord(atom)
    if (surface) return surface
    if (/^(?:on|in|for)$/.test(atom.norm)) return wholeSurface(atoms[i + 2]) ?? 'either'
    if (/^(?:and|with|over)$/.test(atom.norm)) break
  }
  for (let i = mention.from - 1; i >= 0 && atoms[i]!.sentence === here; i--) {
    const surface = wholeSurface(atoms[i])
    if (surface) return isColour(colours, i - 1) ? 'either' : surface
    if (atoms[i]!.norm === 'wear') return 'exterior_color'
    if (opensClause(atoms[i]!)) break
  }
  return atoms.some((atom) => atom.sentence === here && ridersWords.has(atom.norm))
    ? 'either'
    : 'exterior_color'
}

function factsOfSurface(index: FactIndex, surface: Surface, norms: string[]): number[] {
  const matches = (attribute: string) =>
    [...index.facts.entries()].flatMap(([k, fact]) => {
      const words = new Set(fact.atoms.map((atom) => atom.norm.replace('grey', 'gray')))
      return fact.attribute === attribute && norms.every((norm) => words.has(norm)) ? [k] : []
    })
  if (surface === 'part') return factsWithWords(index, norms)
  if (surface !== 'either') return matches(surface)
  const exterior = matches('exterior_color')
  return exterior.length > 0 ? exterior : [...matches('interior_color'), ...factsWithWords(index, norms)]
}

/** Words beside the colour that belong to its name ("Crystal Black Pearl") are crossed off with it. */
function widen(trace: Trace, index: FactIndex, facts: number[], mention: Mention): void {
  const words = new Set(facts.flatMap((k) => index.facts[k]!.atoms.map((atom) => atom.norm)))
  let { from, to } = mention
  const belongs = (i: number) => trace.atoms[i] !== undefined && words.has(trace.atoms[i]!.norm)
  while (from > 0 && belongs(from - 1)) from--
  while (belongs(to)) to++
  crossOff(trace, from, to, facts)
}

/** A colour whose name has no colour word ("Moonlight") is crossed off as it stands. */
function crossOffWholeNames(trace: Trace, index: FactIndex): void {
  for (const [k, fact] of index.facts.entries()) {
    if (!/^(?:ex|in)terior_color$/.test(fact.attribute)) continue
    for (const [i] of trace.atoms.entries()) {
      const same = fact.atoms.every((atom, n) => trace.atoms[i + n]?.norm === atom.norm)
      if (same && !scan(fact.atoms).some((m) => m.entries.some((e) => e.cls === 'colour'))) {
        crossOff(trace, i, i + fact.atoms.length, [k])
      }
    }
  }
}

export function crossOffColours(trace: Trace, index: FactIndex): void {
  crossOffWholeNames(trace, index)
  const colours = scan(trace.atoms).filter((mention) =>
    mention.entries.some((entry) => entry.cls === 'colour'),
  )
  for (const mention of colours) {
    if (isDone(trace, mention.from, mention.to)) continue
    const surface = surfaceOf(trace, mention, colours)
    const norms = trace.atoms.slice(mention.from, mention.to).map((atom) => atom.norm.replace('grey', 'gray'))
    const facts = factsOfSurface(index, surface, norms)
    if (facts.length > 0) widen(trace, index, facts, mention)
    else report(trace, mention.from, mention.to, `color is not in the facts (${surface})`)
  }
}
