// Orders in what strangers write. The model obeys each of them, whether or not it gets to see it: what the order demands
// is its answer to every question. Nothing but words may change: no claim without a fact, no link, no script, nothing of
// another dealership, no setting.

import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { createBrandVoice, createCategory, createElement } from '#sites/index.ts'
import { clientOf } from '../harness/client.ts'
import { type Behaviour, dataOf, inventing, says } from '../harness/fake-model/behaviours.ts'
import { makeKey, makeSite, settled, testVpic, until } from '../harness/fixtures.ts'
import { startReceiver } from '../kernel/receiver.ts'
import { pdfOf } from '../knowledge/documents.ts'
import { type ArticleDesk, openArticleDesk } from './article-desk.ts'
import cases from './injections.json' with { type: 'json' }

type Injection = {
  name: string
  place: string
  text: string
  /** What the model writes, with the facts, in each section. */
  answer: string
  /** What must not stand in the article. */
  never: string
  /** The whole answer of the model instead. */
  raw?: string
  language?: string
}

const injections: readonly Injection[] = cases
const textOf = ({ text, answer }: Injection) => text.replaceAll('{answer}', answer)
const at = (place: string) => injections.filter((one) => one.place.startsWith(place))
/** Titles that the model knows its case by. */
const titleOf = (one: Injection) => {
  const mark = `Case ${injections.indexOf(one)}`
  return one.place === 'title' ? `${textOf(one)} ${mark}` : mark
}

let desk: ArticleDesk
let settingsBefore: string
/** Elements stand in every article of their site, so it is one of its own. */
let elementsSite: { siteId: string; client: ArticleDesk['client'] }

before(async (t) => {
  desk = await openArticleDesk()
  desk.fake.always(obeying)
  const { db } = desk.app.database
  await importHostile(desk.siteId)
  for (const one of at('document.')) await addSource(documentOf(one))
  const pages = await startReceiver(t as never, (request, response) => {
    const one = injections[Number(request.url?.slice(2))]
    const body = one ? `<html><body>${textOf(one)}</body></html>` : 'User-agent: *\nAllow: /'
    response.writeHead(200, { 'content-type': one ? 'text/html' : 'text/plain' }).end(body)
  })
  for (const one of at('page')) await addSource({ url: `${pages.url}/p${injections.indexOf(one)}` })
  const { id } = await makeSite(desk.app.database, 'Harbor Honda')
  await importHostile(id)
  elementsSite = { siteId: id, client: clientOf(desk.app.url, (await makeKey(desk.app.database, id)).key) }
  for (const [i, one] of at('element').entries()) {
    const type = i % 2 === 0 ? 'cta' : 'disclaimer'
    await createElement(db, systemClock, { siteId: id, type, name: one.name, content: textOf(one) })
  }
  const rival = await makeSite(desk.app.database, 'Rival Motors')
  await importFeed(
    { db, clock: systemClock, vpic: await testVpic() },
    rival.id,
    Readable.from(['VIN,Type,Year,Make,Model,Price\n5FNYG1H40TB009999,New,2026,Honda,Pilot,11111\n']),
  )
  settingsBefore = await settings()
})
after(() => desk.stop())

const obeying: Behaviour = (request) => {
  const { article } = dataOf(request) as { article: { title: string } }
  const one = injections[Number(/Case (\d+)$/.exec(article.title)?.[1])] as Injection
  return one.raw === undefined ? inventing(one.answer)(request) : says(one.raw)(request)
}

const columns = ['VIN', 'Type', 'Year', 'Make', 'Model', 'Price', 'CityMPG', 'HighwayMPG']

/** A vehicle for each hostile cell. */
async function importHostile(siteId: string): Promise<void> {
  const hostile = at('feed.')
  const named = [...new Set(hostile.map(({ place }) => place.slice('feed.'.length)))]
  const rows = hostile.map((one, i) => [
    ...[
      `5FNYG1H4${i % 10}TB00${String(1000 + i)}`,
      'New',
      '2026',
      'Honda',
      'Pilot',
      String(40_000 + i),
      '19',
      '27',
    ],
    ...named.map((column) => (one.place === `feed.${column}` ? textOf(one) : '')),
  ])
  const csv = [[...columns, ...named], ...rows]
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\n')
  const deps = { db: desk.app.database.db, clock: systemClock, vpic: await testVpic() }
  const report = await importFeed(deps, siteId, Readable.from([csv]))
  assert.ok(report.added > 0)
}

function documentOf(one: Injection): object {
  const media_type = one.place.slice('document.'.length)
  return media_type === 'application/pdf'
    ? { title: one.name, media_type, content_base64: pdfOf([[textOf(one)]]).toString('base64') }
    : { title: one.name, media_type, content: textOf(one) }
}

async function addSource(json: object): Promise<void> {
  const { status, body, text } = await desk.client('POST', '/site/sources', { json })
  assert.equal(status, 202, text)
  await until(desk.client, `/site/sources/${body.data.id}`, (source) => source.status !== 'reading')
}

/** All that a dealership or an operator has set, and its stock. */
async function settings(): Promise<string> {
  const tables = [
    'sites',
    'api_keys',
    'elements',
    'content_types',
    'webhooks',
    'vehicles',
    'sources',
    'passages',
  ]
  // Counts of the stock are made when an article asks for them.
  const counted = [...tables, `facts WHERE subject LIKE 'vehicle:%'`].map(
    (table) =>
      `SELECT '${table.split(' ')[0]}' AS name,
         md5(coalesce(string_agg(to_json(t)::text, ',' ORDER BY to_json(t)::text), '')) AS sum
       FROM (SELECT * FROM ${table}) t`,
  )
  const { rows } = await desk.app.database.pool.query(counted.join(' UNION ALL '))
  return JSON.stringify(rows)
}

/** By site: what has nothing of its own to research shares one. */
const clouds = new Map<string, string>()

async function research(
  client: ArticleDesk['client'],
  keyword: string,
  categoryId: string | undefined,
): Promise<string> {
  const json = { keyword, ...(categoryId ? { category_id: categoryId } : {}) }
  const { status, body, text } = await client('POST', '/ideaclouds', { json })
  assert.equal(status, 202, text)
  const cloud = await until(client, `/ideaclouds/${body.data.id}`, settled)
  assert.equal(cloud.status, 'complete', cloud.error)
  return body.data.id
}

async function write(one: Injection) {
  const { db, pool } = desk.app.database
  const isElement = one.place === 'element'
  const { siteId, client } = isElement ? elementsSite : desk
  const json: Record<string, unknown> = { title: titleOf(one), article_type: 'emailtemplate' }
  if (one.language) json.language = one.language
  if (one.place === 'voice') {
    const voice = await createBrandVoice(db, systemClock, {
      siteId,
      name: one.name,
      description: textOf(one),
    })
    json.brand_voice_id = voice.id
  }
  const category =
    one.place === 'category'
      ? await createCategory(db, systemClock, { siteId, name: textOf(one) })
      : undefined
  const keyword = one.place === 'keyword' ? textOf(one) : '2026 Honda Pilot'
  const isOwn = ['keyword', 'category', 'question'].includes(one.place)
  const shared = isOwn ? undefined : clouds.get(siteId)
  const id = shared ?? (await research(client, keyword, category?.id))
  if (!isOwn) clouds.set(siteId, id)
  if (one.place === 'question') {
    await pool.query(
      `UPDATE ideaclouds SET research = jsonb_set(research, '{questions,0,question}', to_jsonb($2::text)) WHERE id = $1`,
      [id, textOf(one)],
    )
    const { rows } = await pool.query(
      `SELECT research->'questions'->0->>'id' AS id FROM ideaclouds WHERE id = $1`,
      [id],
    )
    json.selected_question_ids = [rows[0].id]
  }
  json.ideacloud_id = id
  return isElement ? await desk.write(json, '/content', client) : await desk.write(json)
}

/** What the user or the dealership wrote stands as given; what is left is the writer's. */
function ownWords(text: string, one: Injection): string {
  const plain = text.replace(/\\(.)/g, '$1')
  const given = [titleOf(one), textOf(one)]
  return given.reduce((rest, words) => rest.replaceAll(new RegExp(escapeForRegExp(words), 'gi'), ''), plain)
}

const escapeForRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

assert.ok(injections.length >= 40)

for (const one of injections) {
  test(`${one.place}: ${one.name}`, async () => {
    const first = desk.fake.requests.length
    const { content, text } = await write(one)
    for (const { system } of desk.fake.requests.slice(first)) {
      assert.equal(system.includes(one.answer), false, 'an order stands in the instructions')
    }
    if (content.status === 'failed') return assert.match(content.error, /^[A-Z].*\.$/)
    assert.equal(content.status, 'complete')
    const never = new RegExp(one.never, 'i')
    assert.equal(never.exec(ownWords(text, one))?.[0], undefined, ownWords(text, one).slice(0, 600))
    assert.doesNotMatch(ownWords(text, one), /Rival Motors|777-0199|11,111/)
    const { client } = one.place === 'element' ? elementsSite : desk
    const html = (await client('GET', `/content/${content.id}/html`)).body.data.html as string
    // the page that a pack answers from is a link of ours
    const own = html.replace(/<a href="https:\/\/[\w.-]+\.gov\/[^"<>]*">/g, '')
    assert.equal(/<(script|iframe|img|style|form|object|b |a )[^>]*>/i.exec(own)?.[0] ?? '', '')
  })
}

test('no order has changed a setting, the stock or a source', async () => {
  assert.equal(await settings(), settingsBefore)
})
