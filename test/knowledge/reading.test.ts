// Documents to passages and tables; and what a hostile one comes to.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Format, UnreadableDocument } from '../../src/knowledge/reading/document.ts'
import { readDocument } from '../../src/knowledge/reading/read-document.ts'
import { docxOf, docxParagraph, docxTable, pdfBomb, pdfOf } from './documents.ts'

async function read(
  format: Format,
  bytes: string | Uint8Array,
  options: { charset?: string; readMs?: number } = {},
) {
  const task = { format, bytes: Buffer.from(bytes), charset: options.charset ?? null, url: null }
  return await readDocument(task, options.readMs === undefined ? {} : { readMs: options.readMs })
}

const texts = (document: Awaited<ReturnType<typeof read>>) =>
  document.passages.map(({ text }) => text).join('\n')

const unreadable = (sentence: RegExp) => (error: unknown) =>
  error instanceof UnreadableDocument && sentence.test(error.message)

test('a PDF gives its text page by page, each passage with its page and where it begins there', async () => {
  const { passages } = await read(
    'pdf',
    pdfOf([['The Pilot tows.', 'It seats eight.'], ['The second page.']]),
  )
  assert.deepEqual(
    passages.map(({ page, start }) => [page, start]),
    [
      [1, 0],
      [2, 0],
    ],
  )
  assert.match(passages[0]?.text ?? '', /^The Pilot tows\. +It seats eight\.$/)
  assert.equal(passages[1]?.text, 'The second page.')
})

test('a Word document gives paragraphs and tables', async () => {
  const table = docxTable([
    ['Year', 'Make', 'Model', 'Horsepower'],
    ['2026', 'Honda', 'Pilot', '285'],
  ])
  const document = await read('docx', docxOf(docxParagraph('Power for the family.') + table))
  assert.match(texts(document), /^Power for the family\./)
  assert.deepEqual(document.tables, [
    { headers: ['Year', 'Make', 'Model', 'Horsepower'], rows: [['2026', 'Honda', 'Pilot', '285']] },
  ])
})

test('Markdown, CSV and text give what they say', async () => {
  const markdown = await read(
    'markdown',
    '# Towing\n\nWith a hitch.\n\n| Year | Make |\n|---|---|\n| 2026 | Honda |\n',
  )
  assert.equal(markdown.passages[0]?.heading, 'Towing')
  assert.equal(markdown.tables.length, 1)
  const csv = await read('csv', 'Year;Make\r\n2026;"Honda"\r\n')
  assert.deepEqual(csv.tables, [{ headers: ['Year', 'Make'], rows: [['2026', 'Honda']] }])
  const { passages } = await read('text', `One.\n\n${'A sentence of many. '.repeat(200)}`)
  assert.ok(passages.length > 2)
  for (const { text } of passages) assert.ok(text.length <= 1700)
})

test('of a page the main text is read, without what stands around it', async () => {
  const story =
    '<p>The third row folds flat, and the hatch opens wide enough for a bicycle or two.</p>'.repeat(8)
  const { passages, title } = await read(
    'page',
    `<html><head><title>Cargo room</title></head><body><nav><p>Home, specials, contact us</p></nav><main><article><h1>Cargo</h1>${story}</article></main><footer><p>All rights reserved</p></footer></body></html>`,
  )
  const text = passages.map((passage) => passage.text).join('\n')
  assert.match(text, /third row folds flat/)
  assert.doesNotMatch(text, /specials|rights reserved/)
  assert.equal(title, 'Cargo room')
})

test('scripts, styles and what is hidden are no text, and are not run', async () => {
  const document = await read(
    'html',
    '<script>globalThis.evil = 1; document.write("written")</script><style>p{}</style><p onclick="evil()">Shown.</p><p style="display:none">Hidden order.</p><template>Templated.</template><img src=x onerror=evil()><iframe srcdoc="<p>framed</p>"></iframe>',
  )
  assert.equal(texts(document), 'Shown.')
})

test('an encoding is told by its mark, by the sender, by the page, or by what the bytes can be', async () => {
  const latin = Buffer.from('Caf\xe9 on Main Street', 'latin1')
  assert.equal(texts(await read('text', latin)), 'Café on Main Street')
  assert.equal(texts(await read('text', Buffer.from('Café', 'utf8'), { charset: 'iso-8859-1' })), 'Café')
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Café', 'utf16le')])
  assert.equal(texts(await read('text', wide)), 'Café')
  const shiftJis = Buffer.from([0x8e, 0xd4, 0x82, 0xf0])
  assert.equal(texts(await read('text', shiftJis, { charset: 'shift_jis' })), '車を')
  const page = Buffer.concat([Buffer.from('<meta charset="shift_jis"><p>'), shiftJis, Buffer.from('</p>')])
  assert.equal(texts(await read('html', page)), '車を')
})

test('bytes that are no text, and documents that are none, are refused with what to do', async () => {
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256))
  await assert.rejects(read('text', noise), unreadable(/Save it as UTF-8/))
  await assert.rejects(read('pdf', 'not a pdf'), unreadable(/The PDF is damaged/))
  await assert.rejects(read('pdf', pdfOf([[]])), unreadable(/text recognition/))
  await assert.rejects(read('docx', 'not a zip'), unreadable(/not a Word document/))
  await assert.rejects(read('docx', docxOf('<w:p><w:r></w:p>')), unreadable(/damaged/))
  await assert.rejects(read('csv', ''), unreadable(/empty/))
  await assert.rejects(read('csv', 'a,"b\n1,2\n3,4'), unreadable(/not CSV/))
})

test('a document over a limit is refused: bytes, pages, characters, what it unpacks to', async () => {
  await assert.rejects(read('text', Buffer.alloc(10 * 1024 * 1024 + 1, 'a')), unreadable(/larger than 10 MB/))
  await assert.rejects(read('pdf', pdfOf(Array.from({ length: 501 }, () => ['a']))), unreadable(/501 pages/))
  await assert.rejects(read('text', 'word '.repeat(500_000)), unreadable(/two million characters/))
  await assert.rejects(read('docx', docxOf(docxParagraph('small'), 2_000_000_000)), unreadable(/100 MB/))
})

test('a PDF that unpacks to hundreds of megabytes is ended, and nothing of it is left', async () => {
  await assert.rejects(read('pdf', pdfBomb(400), { readMs: 20_000 }), unreadable(/longer than|more memory/))
})

test('a document that takes too long is ended', async () => {
  await assert.rejects(read('pdf', pdfBomb(40), { readMs: 1500 }), unreadable(/longer than 30 seconds/))
})

test('a page nested a hundred thousand deep, and a table of a million cells, end in text or in a sentence', async () => {
  const deep = `${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`
  const wide = `<table>${`<tr>${'<td>1</td>'.repeat(100)}</tr>`.repeat(10_000)}</table>`
  for (const html of [deep, wide]) {
    await read('page', html, { readMs: 5000 }).catch((error) => {
      assert.ok(error instanceof UnreadableDocument, String(error.stack))
    })
  }
})
