// Fuel economy is read a sentence at a time: figures and the words city and highway come in the same
// order ("28 city/36 highway", "city 28, highway 36", "28 and 36 mpg city and highway").
import type { Atom } from './atoms.ts'

/** The mode of each mpg figure, by the index of its atom. */
export type MpgModes = Map<number, 'mpg-city' | 'mpg-highway' | 'mpg-combined' | 'mpg-unlabelled'>

const modes: Record<string, 'mpg-city' | 'mpg-highway' | 'mpg-combined'> = {
  city: 'mpg-city',
  urban: 'mpg-city',
  town: 'mpg-city',
  highway: 'mpg-highway',
  hwy: 'mpg-highway',
  freeway: 'mpg-highway',
  combined: 'mpg-combined',
  overall: 'mpg-combined',
  average: 'mpg-combined',
}
const otherUnits = new Set(
  'mile mi inch speed door seat l liter cylinder passenger people hp lb year month way'.split(' '),
)

function isFigure(atoms: Atom[], i: number): boolean {
  const atom = atoms[i]!
  const next = atoms[i + 1]
  if (!atom.isDigits || atom.value === null || atom.value < 5 || atom.value > 250) return false
  if (/\$\s?$/.test(atom.gap) || atom.gap === '' || (atom.gap === '-' && !atoms[i - 1]?.isDigits))
    return false
  if (next?.norm === 'mile' && atoms[i + 2]?.norm === 'per') return true
  return !(next && otherUnits.has(next.norm))
}

function sentenceModes(
  atoms: Atom[],
  from: number,
  to: number,
  taken: (i: number) => boolean,
  out: MpgModes,
): void {
  const words = atoms.slice(from, to)
  const namesMode = words.some((atom) => Object.hasOwn(modes, atom.norm))
  const namesUnit = words.some((atom) => /^(?:mpg|mpge|gallon)$/.test(atom.norm))
  if (!namesUnit && !(namesMode && words.some((atom) => atom.norm === 'epa'))) return
  const figures: number[] = []
  const labels: number[] = []
  for (let i = from; i < to; i++) {
    if (taken(i)) continue
    if (isFigure(atoms, i)) figures.push(i)
    else if (Object.hasOwn(modes, atoms[i]!.norm)) labels.push(i)
  }
  for (const [k, figure] of figures.entries()) {
    const inOrder = labels.length === figures.length ? labels[k] : undefined
    const nearest = labels.toSorted((a, b) => Math.abs(a - figure) - Math.abs(b - figure))[0]
    const label = inOrder ?? (nearest !== undefined && Math.abs(nearest - figure) <= 4 ? nearest : undefined)
    const bySlash = figures.length === 2 && labels.length === 0 && /\/$/.test(atoms[figures[1]!]!.gap)
    if (label !== undefined) out.set(figure, modes[atoms[label]!.norm]!)
    else if (bySlash) out.set(figure, k === 0 ? 'mpg-city' : 'mpg-highway')
    else out.set(figure, 'mpg-unlabelled')
  }
}

/** @param taken atoms that a name or another fact has already explained */
export function mpgModes(atoms: Atom[], taken: (i: number) => boolean): MpgModes {
  const out: MpgModes = new Map()
  for (let from = 0; from < atoms.length; ) {
    let to = from
    while (to < atoms.length && atoms[to]!.sentence === atoms[from]!.sentence) to++
    sentenceModes(atoms, from, to, taken, out)
    from = to
  }
  return out
}
