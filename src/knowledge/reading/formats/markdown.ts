import MarkdownIt from 'markdown-it'
import { decodeText } from '../decode-text.ts'
import type { ReadDocument, ReadingTask } from '../document.ts'
import { readMarkup } from './html.ts'

const markdown = new MarkdownIt({ html: false })

export function readMarkdown({ bytes, charset }: ReadingTask): ReadDocument {
  return readMarkup(markdown.render(decodeText(bytes, charset)))
}
