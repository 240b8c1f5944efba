// What a dealership says itself, from the operator's hand to the finished body.

import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { changeElement, createElement, removeElement } from '#sites/index.ts'
import { builtInWriter } from '#writing/port.ts'
import { makeSite } from '../harness/fixtures.ts'
import { openDesk, type WritingDesk } from './writing-desk.ts'

let desk: WritingDesk
let cloudId: string

before(async () => {
  desk = await openDesk()
  cloudId = await desk.cloud('2026 Honda CR-V')
})
afterEach(() => desk.app.database.pool.query('DELETE FROM elements'))
after(() => desk.app.stop())

async function element(type: string, name: string, more: Record<string, string> = {}, siteId = desk.siteId) {
  const input = { siteId, type, name, content: name, ...more }
  return await createElement(desk.app.database.db, systemClock, input)
}

const url = (path: string) => `https://www.baylinehonda.example.com/${path}`

async function links(): Promise<void> {
  await element('link', 'New inventory', { intent: 'sales', url: url('new') })
  await element('link', 'Finance center', { intent: 'finance', url: url('finance') })
  await element('link', 'Schedule service', { intent: 'service', url: url('service') })
  await element('link', 'Order parts', { intent: 'parts', url: url('parts') })
}

async function write(more: Record<string, unknown> = {}) {
  const { id } = (await desk.create({ ideacloud_id: cloudId, ...more })).body.data
  return await read(id)
}

/** Writes a content once more: the same facts, questions and wordings, with the elements of now. */
async function again(id: string) {
  const started = await desk.client('POST', `/content/${id}/generate`, { json: {} })
  assert.equal(started.status, 202)
  return await read(id)
}

async function read(id: string) {
  const content = await desk.settle(id)
  assert.equal(content.status, 'complete', content.error)
  const { html } = (await desk.client('GET', `/content/${id}/html`)).body.data
  return { id, content, text: (await desk.body(id)).content as string, html: html as string }
}

async function claimsOf(id: string) {
  const { rows } = await desk.app.database.pool.query(
    'SELECT claims FROM content_versions WHERE content_id = $1 ORDER BY version DESC LIMIT 1',
    [id],
  )
  return rows[0].claims
}

test('the content’s intent decides which links stand in its text and which are offered at its end', async () => {
  await links()
  const expected = {
    general: { inline: ['new', 'finance', 'service', 'parts'], appended: [] },
    fixed_ops: { inline: ['service', 'parts'], appended: ['new'] },
    variable: { inline: ['new', 'finance'], appended: ['service'] },
  }
  for (const [content_intent, { inline, appended }] of Object.entries(expected)) {
    const { text } = await write({ content_intent })
    const told = [...text.matchAll(/^(- )?.*\]\(https:\/\/www\.baylinehonda\.example\.com\/(\w+)\)/gm)]
    const of = (isListed: boolean) =>
      told.flatMap(([, bullet, path]) => ((bullet !== undefined) === isListed ? [path] : []))
    assert.deepEqual([of(false).sort(), of(true)], [[...inline].sort(), appended], content_intent)
  }
})

test('call, hours, author and small print stand in the body, and the claims are found where they now are', async () => {
  const bare = await write()
  await links()
  await element('cta', 'Book', { content: 'Book your test drive.', url: url('book') })
  await element('hours', 'Showroom hours', { content: 'Mon-Sat 9 to 7\nSun closed' })
  await element('author', 'Dana', { content: 'By Dana Reyes, Product Specialist' })
  await element('disclaimer', 'Fees', { content: 'Prices exclude tax, title and a $299 fee.' })
  const { text, html, content, id } = await again(bare.id)
  assert.match(
    html,
    /<p><a href="https:\/\/www\.baylinehonda\.example\.com\/book">Book your test drive\.<\/a><\/p>/,
  )
  assert.match(html, /<p><strong>Showroom hours:<\/strong> Mon-Sat 9 to 7<br \/>\nSun closed<\/p>/)
  assert.match(html, /<p><em>By Dana Reyes, Product Specialist<\/em><\/p>/)
  assert.ok(
    html.trimEnd().endsWith('<hr />\n<p>Prices exclude tax, title and a $299 fee.</p>'),
    html.slice(-300),
  )
  assert.ok(content.word_count > bare.content.word_count)

  for (const block of bare.text.trim().split('\n\n')) assert.ok(text.includes(block), block)
  const { supported, removed } = await claimsOf(id)
  assert.deepEqual(content.grounding, bare.content.grounding)
  assert.equal(removed.length, bare.content.grounding.removed)
  assert.equal(supported.length, bare.content.grounding.supported)
  for (const claim of supported) assert.equal(text.slice(claim.start, claim.end), claim.text)
})

test('what an element says is neither judged nor cut, and carries no sentence of the writer', async () => {
  const lie = 'Every 2026 Honda CR-V has massaging seats from $12,345.'
  desk.scripts.set('Leaning', async (section, context) => {
    return [await builtInWriter.phrase(section, context), lie].join('\n\n')
  })
  const small = `${lie} ${'We keep every promise of our competitors, guaranteed. '.repeat(60)}`.trim()
  await element('disclaimer', 'Long', { content: small })
  await element('cta', 'Loud', { content: lie })
  const { text, content, id } = await write({ title: 'Leaning' })
  const [body = '', print = ''] = text.split('\n\n---\n\n')
  assert.equal(print, `${small}\n`)
  assert.equal(body.split(lie).length - 1, 1)
  const { supported, removed } = await claimsOf(id)
  assert.ok(removed.some((claim: { text: string }) => claim.text.includes('massaging')))
  assert.ok(content.grounding.removed > 0)
  const own = body.indexOf(lie)
  for (const claim of supported) {
    assert.ok(claim.end <= own || (claim.start >= own + lie.length && claim.end <= body.length), claim.text)
  }
})

test('an element that is switched off, removed or another site’s is not placed', async () => {
  const { db } = desk.app.database
  const off = await element('cta', 'Off')
  await changeElement(db, systemClock, off.id, { isActive: false })
  const gone = await element('disclaimer', 'Gone')
  await removeElement(db, systemClock, gone.id)
  const other = await makeSite(desk.app.database, 'Neighbour')
  await element('disclaimer', 'Foreign', {}, other.id)
  const on = await element('author', 'Dana Reyes')
  const { text, id } = await write()
  assert.doesNotMatch(text, /Off|Gone|Foreign/)
  assert.match(text, /\*Dana Reyes\*/)
  await changeElement(db, systemClock, on.id, { content: 'Sam Ortiz' })
  assert.match((await again(id)).text, /\*Sam Ortiz\*/)
})

test('a hostile element is harmless: it renders as the text that it is', async () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[click](javascript:alert(1))',
    '![x](https://evil.example/x.png)',
    '<https://evil.example>',
    '# Heading\n\nText\n===\n\n---',
    '- item\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    '```\ncode',
    '[ref]: https://evil.example\n\n[ref]',
    '*a **b _c ~~d `e](',
  ]
  const bare = await write()
  for (const [at, attack] of attacks.entries()) {
    const type = ['cta', 'disclaimer', 'author', 'hours'][at % 4] ?? 'cta'
    await element(type, `n ${attack}`, { content: attack })
    await element('disclaimer', 'n', { content: attack })
    await element('link', attack.slice(0, 100), { intent: 'sales', url: url(`p${at}`) })
  }
  const { html, text } = await again(bare.id)
  const elementsOf = (source: string, kinds: RegExp) => source.match(kinds)?.length ?? 0
  for (const kinds of [/<h\d/g, /<table/g, /<li/g, /<pre|<code/g, /<blockquote/g])
    assert.equal(elementsOf(html, kinds), elementsOf(bare.html, kinds), String(kinds))
  assert.doesNotMatch(html, /<(?:script|img|iframe|style|svg)/i)
  for (const [, href] of html.matchAll(/href="([^"]*)"/g))
    assert.match(href ?? '', /^https:\/\/www\.baylinehonda/)
  assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  assert.ok(text.length > bare.text.length)
})

test('an article places what the site said when it was planned', async () => {
  const { id } = await element('author', 'Early Author')
  desk.scripts.set('Late', async (section, context) => {
    await changeElement(desk.app.database.db, systemClock, id, { content: 'Late Author' })
    return await builtInWriter.phrase(section, context)
  })
  const { text } = await write({ title: 'Late' })
  assert.match(text, /Early Author/)
  assert.doesNotMatch(text, /Late Author/)
})
