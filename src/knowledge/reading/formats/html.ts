// HTML to passages and tables. Scripts, styles, navigation and what is hidden from a reader are no part of the text.
// linkedom builds the tree: it runs nothing and fetches nothing.

import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { cleanText } from '../clean-text.ts'
import { decodeText } from '../decode-text.ts'
import {
  documentLimits,
  type ReadDocument,
  type ReadingTask,
  type Table,
  UnreadableDocument,
} from '../document.ts'
import { createPassageWriter, type PassageWriter } from '../passages.ts'

const elementsMax = 200_000
const noText =
  'script, style, noscript, template, iframe, object, embed, svg, canvas, nav, form, button, select, textarea, ' +
  '[hidden], [aria-hidden="true"], [style*="display:none"], [style*="display: none"], [style*="visibility:hidden"]'
const blocks = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DIV DL DT FIGCAPTION FIGURE FOOTER HEADER HR LI MAIN OL P PRE ' +
    'SECTION TABLE UL DETAILS SUMMARY BR'
  ).split(' '),
)

/** The whole document. */
export function readHtml({ bytes, charset }: ReadingTask): ReadDocument {
  return readMarkup(decodeText(bytes, charset))
}

/** A page of a web site: its main text where one can be told from what stands around it, else all of it. */
export function readPage({ bytes, charset }: ReadingTask): ReadDocument {
  const html = decodeText(bytes, charset)
  const { document } = open(html)
  const title = titleOf(document)
  const tables = tablesOf(document)
  clear(document)
  const article = new Readability(document as never, {
    charThreshold: 200,
    maxElemsToParse: elementsMax,
    disableJSONLD: true,
  }).parse()
  if (!article?.content) return readMarkup(html)
  return {
    title: cleanText(article.title ?? '') || title,
    passages: passagesOf(open(article.content).document),
    tables,
  }
}

/** HTML that was made from another format, or is the document itself. */
export function readMarkup(html: string): ReadDocument {
  const { document } = open(html)
  const title = titleOf(document)
  clear(document)
  const tables = tablesOf(document)
  return { title, passages: passagesOf(document), tables }
}

type Document = ReturnType<typeof parseHTML>['document']
type Node = { nodeType: number; nodeName: string; textContent: string | null; childNodes: Iterable<Node> }

function open(html: string) {
  const whole = /<(?:html|body)\b/i.test(html) ? html : `<html><body>${html}</body></html>`
  const parsed = parseHTML(whole)
  if (parsed.document.querySelectorAll('*').length > elementsMax)
    throw new UnreadableDocument('The page has more elements than a page for people has. Add a smaller one.')
  return parsed
}

function titleOf(document: Document): string | null {
  return cleanText(document.querySelector('title')?.textContent ?? '').slice(0, 300) || null
}

function clear(document: Document): void {
  for (const element of [...document.querySelectorAll(noText)]) element.remove()
}

function tablesOf(document: Document): Table[] {
  let left: number = documentLimits.tableRows
  return [...document.querySelectorAll('table')].flatMap((table): Table[] => {
    const rows = [...table.querySelectorAll('tr')]
      .slice(0, left)
      .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cleanText(cell.textContent ?? '')))
    left -= rows.length
    const [headers, ...body] = rows
    return headers && body.length > 0 ? [{ headers, rows: body }] : []
  })
}

function passagesOf(document: Document) {
  const writer = createPassageWriter()
  write(document.body as unknown as Node, writer)
  return writer.passages()
}

/** In the order of reading, without recursion: pages nest as deep as they like. */
function write(body: Node, writer: PassageWriter): void {
  let line = ''
  const end = () => {
    writer.paragraph(line)
    line = ''
  }
  const waiting: (Node | 'end')[] = [body]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === 'end') end()
    else if (node.nodeType === 3) line += node.textContent ?? ''
    else if (node.nodeType !== 1) continue
    else if (/^H[1-6]$/.test(node.nodeName)) {
      end()
      writer.heading(node.textContent ?? '')
    } else if (node.nodeName === 'TR') {
      end()
      const cells = [...node.childNodes].map((cell) => cleanText(cell.textContent ?? ''))
      writer.paragraph(cells.filter((cell) => cell !== '').join(' | '))
    } else {
      const isBlock = blocks.has(node.nodeName)
      if (isBlock) {
        end()
        waiting.push('end')
      }
      waiting.push(...[...node.childNodes].reverse())
    }
  }
  end()
}
