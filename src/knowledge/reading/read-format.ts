import type { Format, ReadDocument, ReadingTask } from './document.ts'

/** Each is loaded when it is needed: a PDF's parser is not there for a page. */
const readers: Readonly<Record<Format, (task: ReadingTask) => Promise<ReadDocument>>> = {
  pdf: async (task) => (await import('./formats/pdf.ts')).readPdf(task),
  docx: async (task) => (await import('./formats/docx.ts')).readDocx(task),
  html: async (task) => (await import('./formats/html.ts')).readHtml(task),
  page: async (task) => (await import('./formats/html.ts')).readPage(task),
  markdown: async (task) => (await import('./formats/markdown.ts')).readMarkdown(task),
  csv: async (task) => (await import('./formats/csv.ts')).readCsv(task),
  text: async (task) => (await import('./formats/text.ts')).readText(task),
}

/** @throws UnreadableDocument with a sentence for whoever handed it in. */
export async function readFormat(task: ReadingTask): Promise<ReadDocument> {
  return await readers[task.format](task)
}
