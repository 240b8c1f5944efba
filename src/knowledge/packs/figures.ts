// The figures of a text, for holding a statement against the quote that it rests on. A number is the same number
// in digits and as a word ("five-year" and "5 years"). "One" is left out: it is a pronoun more often than a number.

const words: Readonly<Record<string, string>> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  half: 'half',
  third: 'third',
  thirds: 'third',
  quarter: 'quarter',
  twice: 'twice',
  double: 'double',
  triple: 'triple',
  dozen: 'dozen',
}

const number = /\d+(?:,\d{3})*(?:\.\d+)?(?<percent>\s*(?:%|percent\b))?/gi
// "A third" and "two-thirds" are shares; "third-party" is not.
const word = new RegExp(`\\b(?:${Object.keys(words).join('|')})\\b(?!-party)`, 'gi')

/** Each figure once: "12.4%", "15000", "half". */
export function figuresOf(text: string): string[] {
  const figures = new Set<string>()
  for (const match of text.matchAll(number)) {
    const value = String(Number.parseFloat(match[0].replaceAll(',', '')))
    figures.add(match.groups?.percent ? `${value}%` : value)
  }
  for (const match of text.matchAll(word)) figures.add(words[match[0].toLowerCase()] as string)
  return [...figures]
}

/** Figures of a text that none of the carriers has. A bare number may be carried by a percentage ("15 to 27 percent" by "15%–27%"), never the other way round. */
export function uncarriedFigures(text: string, carriers: readonly string[]): string[] {
  const carried = new Set(carriers.flatMap(figuresOf))
  return figuresOf(text).filter((figure) => !carried.has(figure) && !carried.has(`${figure}%`))
}
