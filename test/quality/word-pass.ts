// Crosses off the words of the lists that a fact stands for, and reports the rest; then capitalised names
// and names of vehicle parts that nothing has explained.
import type { Atom } from './atoms.ts'
import { continues } from './atoms.ts'
import { type FactIndex, factsWithWords } from './fact-index.ts'
import { type Entry, type Mention, scan, scanIdioms, type WordClass } from './lexicon.ts'
import { crossOff, isDone, markNeutral, report, type Trace } from './trace.ts'
import neutral from './words/neutral.json' with { type: 'json' }
import parts from './words/parts.json' with { type: 'json' }

const capitalsAllowed = new Set(neutral.capitals)
const headingWords = new Set(neutral.headings)
const ordinaryModels = new Set(neutral.ordinaryModels)
const partAttributes = new Map(parts.map(({ word, attributes }) => [word, attributes]))
const named = new Set<WordClass>(['make', 'model', 'country', 'brand', 'trim'])
const reasons: Partial<Record<WordClass, string>> = {
  history: 'history that no fact has',
  warranty: 'warranty or promise that no fact has',
  superlative: 'superlative',
  award: 'award or rating that no fact has',
  hype: 'hype',
  finance: 'offer or price claim that no fact has',
  judgement: 'judgement that no fact has',
}
const trimContext = new Set('trim grade level edition model version'.split(' '))

/** A name counts only when it is written as one, and an ordinary word opening a sentence is not one. */
function writtenAsName(trace: Trace, { from, to }: Mention, entry: Entry): boolean {
  const atom = trace.atoms[from]!
  const written = trace.atoms.slice(from, to).map((a) => a.text)
  const listed = entry.form.split(/[\s-]/)
  const isCode = /^\p{Lu}[\p{Lu}\d]*$/u.test(listed[0] ?? '')
  if (isCode ? written[0] !== listed[0]?.match(/^\p{L}+/u)?.[0] : !/^[\p{Lu}\d]/u.test(atom.text)) {
    return !isCode && /^\p{Ll}/u.test(entry.form) && atom.text === entry.form
  }
  if (!atom.opens || isCode) return true
  if (entry.cls === 'trim') return trimContext.has(trace.atoms[to]?.norm ?? '')
  return !(entry.cls === 'model' && ordinaryModels.has(entry.form))
}

function isNew(trace: Trace, { to }: Mention): boolean {
  return !/^(?:owner|home|driver|way|look)$/.test(trace.atoms[to]?.norm ?? '')
}

function judge(trace: Trace, index: FactIndex, mention: Mention): void {
  const { from, to } = mention
  const norms = trace.atoms.slice(from, to).map((atom) => atom.norm)
  const entries = mention.entries.filter(
    (entry) => entry.cls !== 'colour' && (!named.has(entry.cls) || writtenAsName(trace, mention, entry)),
  )
  if (entries.length === 0) return
  const known = entries.flatMap((entry) => (entry.strict ? [] : [...(index.ids.get(entry.id) ?? [])]))
  const facts = known.length > 0 ? known : factsWithWords(index, norms)
  if (facts.length > 0) {
    crossOff(trace, from, to, facts)
    return
  }
  const [entry] = entries
  if (entry?.cls === 'fuel' && index.ids.has('electric') && trace.atoms[from - 1]?.norm === 'no') return
  if (!entry || (entry.id === 'new' && !isNew(trace, mention))) return
  report(trace, from, to, reasons[entry.cls] ?? `${entry.cls} is not in the facts`)
}

export function crossOffMentions(trace: Trace, index: FactIndex): void {
  for (const { from, to } of scanIdioms(trace.atoms)) markNeutral(trace, from, to)
  for (const mention of scan(trace.atoms)) {
    if (!isDone(trace, mention.from, mention.to)) judge(trace, index, mention)
  }
}

function isCapital(atom: Atom | undefined): atom is Atom {
  return atom !== undefined && !atom.isDigits && /^\p{Lu}/u.test(atom.text) && atom.text !== '&'
}

function isLooseCapital(trace: Trace, i: number): boolean {
  const atom = trace.atoms[i]
  if (!isCapital(atom) || trace.done[i] !== null || capitalsAllowed.has(atom.text)) return false
  if (atom.heading && headingWords.has(atom.lower)) return false
  if (/^\p{Lu}[\p{Lu}\d]+$/u.test(atom.text)) return true
  if (!atom.opens) return true
  const next = trace.atoms[i + 1]
  return (
    isCapital(next) &&
    !capitalsAllowed.has(next.text) &&
    next.gap === ' ' &&
    trace.done[i + 1] === null &&
    !atom.heading
  )
}

/** Capitalised words in a row that no fact has in that order. */
export function judgeCapitals(trace: Trace, index: FactIndex): void {
  for (let i = 0; i < trace.atoms.length; i++) {
    if (!isLooseCapital(trace, i)) continue
    let to = i + 1
    while (to < trace.atoms.length && isLooseCapital(trace, to) && continues(trace.atoms[to]!)) to++
    const norms = trace.atoms.slice(i, to).map((atom) => atom.norm)
    const facts = factsWithWords(index, norms)
    if (facts.length > 0) crossOff(trace, i, to, facts)
    else report(trace, i, to, 'name that no fact has')
    i = to - 1
  }
}

/** Parts of a vehicle that neither a fact's words nor a fact about the part explains. */
export function judgeParts(trace: Trace, index: FactIndex): void {
  for (const [i, atom] of trace.atoms.entries()) {
    const attributes = partAttributes.get(atom.lower)
    if (!attributes || trace.done[i] !== null) continue
    if (
      index.words.has(atom.norm) ||
      attributes.some((key) => index.attributes.has(key) || index.ids.has(key))
    )
      continue
    report(trace, i, i + 1, 'equipment that no fact has')
  }
}
