import { decodeText } from '../decode-text.ts'
import type { ReadDocument, ReadingTask } from '../document.ts'
import { createPassageWriter } from '../passages.ts'

/** Paragraphs are parted by empty lines. */
export function readText({ bytes, charset }: ReadingTask): ReadDocument {
  const writer = createPassageWriter()
  for (const paragraph of decodeText(bytes, charset).split(/\r?\n[ \t]*\r?\n/)) writer.paragraph(paragraph)
  return { title: null, passages: writer.passages(), tables: [] }
}
