// Cells that hold several entries: options, features, addresses of pictures.
import { cleanAddresses, cleanLine, cleanParagraphs, isFormula, limitChars } from './clean-text.ts'
import { saysNothing } from './known-words.ts'

const cellCharsMax = 200_000
const entryCharsMax = 300
const entriesMax = 500
const imagesMax = 200
const urlCharsMax = 2_048

export type ListReading = { entries: string[]; faults: string[] }

/** Separators by how little they occur inside an entry; the first one that the cell has divides it. */
const guesses = ['|', '\n', ';', ',']

/**
 * Entries in their order, blanks and bullets trimmed, each once (compared without regard to case), at most 500 of at most
 * 300 characters. A comma inside parentheses or between digits ("1,000 watts") divides nothing.
 * @param separators the format's own, else the cell is looked at.
 */
export function readEntries(cells: string[], separators: string[] | undefined): ListReading {
  const entries = new Map<string, string>()
  const faults: string[] = []
  let cut = 0
  for (const cell of cells) {
    const text = cleanParagraphs(cell, cellCharsMax)
    const separator = (separators ?? guesses).find((candidate) => text.includes(candidate))
    for (const part of divide(text, separator)) {
      const entry = cleanLine(part.replace(/^\s*(?:[-*•·–▪]\s+|[•·▪])/u, ''))
      if (saysNothing(entry)) continue
      if (isFormula(entry)) {
        faults.push('has a spreadsheet formula, which was left out')
        continue
      }
      const limited = limitChars(entry, entryCharsMax)
      if (limited.wasCut) cut += 1
      const key = limited.text.toLowerCase()
      if (!entries.has(key)) entries.set(key, limited.text)
    }
  }
  if (cut > 0)
    faults.push(`has ${cut === 1 ? 'an entry' : `${cut} entries`} over ${entryCharsMax} characters, cut`)
  if (entries.size > entriesMax)
    faults.push(`has ${entries.size} entries; the first ${entriesMax} were taken`)
  return { entries: [...entries.values()].slice(0, entriesMax), faults }
}

function divide(text: string, separator: string | undefined): string[] {
  if (separator === undefined) return [text]
  if (separator !== ',') return text.split(separator)
  return text.split(/,(?<!\d,(?=\d{3}\b))(?![^()]{0,300}\))/)
}

/** A pipe, or any separator straight before the next address, so that commas inside an address stay. */
const addressSeparator = /\||[,;\s](?=https?:\/\/|\/\/)/i

/** Web addresses, each once, in their order, at most 200. */
export function readImages(cells: string[], separators: string[] | undefined): ListReading {
  const urls = new Set<string>()
  let bad = 0
  for (const cell of cells) {
    const text = cleanAddresses(cell, cellCharsMax)
    if (saysNothing(text)) continue
    const only = separators?.length === 1 ? separators[0] : undefined
    for (const part of text.split(only ?? addressSeparator)) {
      const address = trimSeparators(part)
      if (address === '') continue
      const url = readUrl(address)
      if (url === undefined) bad += 1
      else urls.add(url)
    }
  }
  const faults =
    bad > 0 ? [`has ${bad === 1 ? 'an entry that is' : `${bad} entries that are`} no web address`] : []
  if (urls.size > imagesMax) faults.push(`has ${urls.size} pictures; the first ${imagesMax} were taken`)
  return { entries: [...urls].slice(0, imagesMax), faults }
}

/** Counted from both ends: a regular expression for the end takes quadratic time on a cell of separators. */
function trimSeparators(text: string): string {
  const isSeparator = (at: number) => /[,;|\s]/.test(text.charAt(at))
  let start = 0
  let end = text.length
  while (start < end && isSeparator(start)) start += 1
  while (end > start && isSeparator(end - 1)) end -= 1
  return text.slice(start, end)
}

/** An http or https address without credentials, at most 2,048 characters; "//host" is taken as https. */
export function readUrl(text: string): string | undefined {
  const address = text.startsWith('//') ? `https:${text}` : text
  if (address.length > urlCharsMax || !URL.canParse(address)) return undefined
  const url = new URL(address)
  const isPlain =
    (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === ''
  return isPlain && url.href.length <= urlCharsMax ? url.href : undefined
}
