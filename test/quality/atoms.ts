// A text as a row of atoms: runs of letters and numbers, with what stands between them. "2.0L", "CX-5",
// "17-inch" and "4x4" fall apart into the same atoms however they are written, which is what lets a fact
// be found in a text without knowing how the text was phrased.

export type Atom = {
  text: string
  lower: string
  /** Lower case, without possessive or plural ending. */
  norm: string
  start: number
  end: number
  /** What stands between the atom before and this one. */
  gap: string
  /** Of digits or a number word from two to twenty, else null. */
  value: number | null
  isDigits: boolean
  sentence: number
  /** First of a sentence, a line, a cell, or after a colon: a capital says nothing there. */
  opens: boolean
  /** In a heading or a label. */
  heading: boolean
}

const numberWords = new Map(
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, index) => [word, index + 2]),
)

const headingSpans = [
  /^[ \t]*#{1,6}[ \t].*$/gm,
  /^[ \t]*(?:[-*+•][ \t]+)?\*\*[^*\n]+\*\*:?/gm,
  /^[ \t]*(?:[-*+•][ \t]+)?\p{Lu}[\p{L} &/'-]{1,40}:/gmu,
]

export function singular(lower: string): string {
  const bare = lower.replace(/'s?$/, '')
  if (bare.length <= 3) return bare
  if (bare.endsWith('ies') && bare.length > 4) return `${bare.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|z)es$/.test(bare)) return bare.slice(0, -2)
  if (bare.endsWith('s') && !/(?:ss|us|is)$/.test(bare)) return bare.slice(0, -1)
  return bare
}

function headingRanges(text: string): [number, number][] {
  return headingSpans.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((m): [number, number] => [m.index, m.index + m[0].length]),
  )
}

/** Splits a text; offsets are UTF-16 code units of the text as given. */
export function atomsOf(source: string): Atom[] {
  const text = source.replace(/[’‘]/g, "'").replace(/[‐‑]/g, '-')
  const headings = headingRanges(text)
  const atoms: Atom[] = []
  let end = 0
  let sentence = 0
  for (const match of text.matchAll(/\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\p{L}+(?:'\p{L}+)*|&/gu)) {
    const raw = match[0]
    const start = match.index
    const gap = text.slice(end, start)
    end = start + raw.length
    const isDigits = /^\d/.test(raw)
    const lower = raw === '&' ? 'and' : raw.toLowerCase()
    if (atoms.length > 0 && /\n|[.?!]["')*\]]*\s/.test(gap)) sentence++
    atoms.push({
      text: raw,
      lower,
      norm: isDigits ? lower.replaceAll(',', '') : singular(lower),
      start,
      end,
      gap,
      value: isDigits ? Number(raw.replaceAll(',', '')) : (numberWords.get(lower) ?? null),
      isDigits,
      sentence,
      opens: atoms.length === 0 || /[\n:|•]|[.?!]["')*\]]*\s/.test(gap),
      heading: headings.some(([from, to]) => start >= from && end <= to),
    })
  }
  return atoms
}

/** True when the atom continues a phrase: no comma, bracket, line or sentence end before it. */
export function continues(atom: Atom): boolean {
  return !/[,;:!?()|\n]|\.\s/.test(atom.gap)
}
