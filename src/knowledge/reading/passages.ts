// Paragraphs to passages: pieces of about a screenful that stand under one heading, cut between paragraphs, and inside
// of one only where it is longer than a passage may be.

import { cleanText } from './clean-text.ts'
import { documentLimits, type Passage, UnreadableDocument } from './document.ts'

const usualCharacters = 900
const mostCharacters = 1600

export type PassageWriter = {
  /** What follows stands under it, until the next. */
  heading(text: string): void
  paragraph(text: string): void
  /** What follows is on this page, from 1, and under no heading yet. */
  page(number: number): void
  passages(): Passage[]
}

/** @throws UnreadableDocument when the text becomes longer than a document's may be. */
export function createPassageWriter(): PassageWriter {
  const passages: Passage[] = []
  let open: Passage | undefined
  let heading: string | null = null
  let page: number | null = null
  let offset = 0
  let characters = 0

  function add(text: string): void {
    if (open && open.text.length + text.length > usualCharacters) open = undefined
    if (open) open.text += `\n${text}`
    else {
      open = { page, start: offset, heading, text }
      passages.push(open)
    }
    offset += text.length + 1
    characters += text.length
    if (characters > documentLimits.characters) {
      throw new UnreadableDocument(
        'The document has more than two million characters. Split it and add the parts.',
      )
    }
  }

  return {
    heading(text) {
      const line = cleanText(text)
      if (line === '') return
      heading = line.slice(0, 300)
      open = undefined
      offset += line.length + 1
    },
    paragraph(text) {
      const line = cleanText(text)
      if (!/[\p{L}\p{N}]/u.test(line)) return
      for (const piece of pieces(line)) add(piece)
    },
    page(number) {
      page = number
      offset = 0
      heading = null
      open = undefined
    },
    passages: () => passages,
  }
}

/** A paragraph in pieces that fit, cut behind sentences where there are any. */
function pieces(text: string): string[] {
  const found: string[] = []
  let rest = text
  while (rest.length > mostCharacters) {
    const head = rest.slice(0, mostCharacters)
    const sentence = Math.max(...['. ', '? ', '! '].map((end) => head.lastIndexOf(end) + 1))
    const cut = sentence > mostCharacters / 3 ? sentence : head.lastIndexOf(' ')
    const at = cut > 0 ? cut : wholeCharacters(head)
    found.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return [...found, rest].filter((piece) => piece !== '')
}

/** Where the text can be cut without halving its last character. */
function wholeCharacters(text: string): number {
  return /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length
}
