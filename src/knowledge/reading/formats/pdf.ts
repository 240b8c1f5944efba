// The text of a PDF, page by page. Nothing of it is run or drawn; fonts and pictures are not looked at.

import { getDocumentProxy } from 'unpdf'
import { documentLimits, type ReadDocument, type ReadingTask, UnreadableDocument } from '../document.ts'
import { createPassageWriter } from '../passages.ts'

const damaged = 'The PDF is damaged or needs a password. Save it anew without one and add that.'
const scanned = 'The PDF has no text: its pages are pictures. Add one that has been through text recognition.'

export async function readPdf({ bytes }: ReadingTask): Promise<ReadDocument> {
  const pdf = await opened(bytes)
  if (pdf.numPages > documentLimits.pages) {
    throw new UnreadableDocument(
      `The PDF has ${pdf.numPages} pages; up to ${documentLimits.pages} are read. Split it and add the parts.`,
    )
  }
  const writer = createPassageWriter()
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number).catch((cause) => {
      throw new UnreadableDocument(damaged, { cause })
    })
    const { items } = await page.getTextContent()
    writer.page(number)
    for (const paragraph of paragraphsOf(items as PdfItem[])) writer.paragraph(paragraph)
    page.cleanup()
  }
  const passages = writer.passages()
  if (passages.length === 0) throw new UnreadableDocument(scanned)
  return { title: await titleOf(pdf), passages, tables: [] }
}

type PdfItem = { str?: string; hasEOL?: boolean; height?: number; transform?: number[] }

/** Lines that follow each other closely are one paragraph. */
function paragraphsOf(items: readonly PdfItem[]): string[] {
  const paragraphs: string[] = ['']
  let lastY: number | undefined
  for (const { str = '', hasEOL = false, height = 0, transform } of items) {
    const y = transform?.[5]
    const gap = lastY === undefined || y === undefined ? 0 : Math.abs(lastY - y)
    if (str.trim() !== '' && height > 0 && gap > height * 1.9) paragraphs.push('')
    if (str.trim() !== '' && y !== undefined) lastY = y
    paragraphs[paragraphs.length - 1] += str + (hasEOL ? ' ' : '')
  }
  return paragraphs
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function opened(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), {
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
      verbosity: 0,
    })
  } catch (cause) {
    throw new UnreadableDocument(damaged, { cause })
  }
}

async function titleOf(pdf: Pdf): Promise<string | null> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }))
  const title = (info as { Title?: unknown }).Title
  return typeof title === 'string' && title.trim() !== '' ? title.trim().slice(0, 300) : null
}
