// What is left of a document or page once it is read: prose in pieces that can be shown whole, and tables. Both are
// data. Nothing in them is an order, and prose is no claim: only tables with headings that we know become facts.

export type Passage = {
  /** Of a document with pages, from 1; else null. */
  page: number | null
  /** In UTF-16 code units of the document's text, or of the page's where there are pages. */
  start: number
  /** The heading that it stands under. */
  heading: string | null
  text: string
}

export type Table = { headers: string[]; rows: string[][] }

export type ReadDocument = { title: string | null; passages: Passage[]; tables: Table[] }

/** `page` is HTML of a web site, of which the main text is wanted. */
export type Format = 'pdf' | 'docx' | 'html' | 'page' | 'markdown' | 'csv' | 'text'

export type ReadingTask = {
  format: Format
  bytes: Uint8Array
  /** Of text: what the sender says that its encoding is. */
  charset: string | null
  /** Where it was found. */
  url: string | null
}

/** What a document may come to; more of it is a failure, not half of it. */
export const documentLimits = {
  bytes: 10 * 1024 * 1024,
  pages: 500,
  characters: 2_000_000,
  tableRows: 20_000,
  readMs: 30_000,
  memoryBytes: 512 * 1024 * 1024,
} as const

/** The document's own fault, in a sentence for whoever handed it in. */
export class UnreadableDocument extends Error {
  override name = 'UnreadableDocument'
}
