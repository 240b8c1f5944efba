// The pages of lists on a site of 100,000 contents: the first, a middle and the last one, under no filter, each
// filter, and some together, at one connection and at four.

import { writeCursor } from '../src/http/cursor.ts'
import { burst, percentile, type Shot } from './load.ts'
import { ms, note, type Row, standingRow } from './rows.ts'
import { seedLists } from './seed-lists.ts'
import { type Stage, start } from './stage.ts'

const rounds = 5
const requests = 20
const warmUp = 10
const target = '< 20 ms'

type Filter = Record<string, string | number>

type List = {
  path: string
  /** How cursors name it. */
  name: string
  /** FROM … WHERE of its rows. */
  rows: string
  id: string
  /** Each filter with the condition that it stands for. */
  filters: [Filter, string][]
}

export async function listing(stage: Stage): Promise<Row[]> {
  const seeded = await seedLists(stage)
  note('lists: seeded')
  const api = await start('src/main.ts', ['api'], stage.environment, '/v1/public/health')
  try {
    const rows: Row[] = []
    for (const list of listsOf(stage, seeded)) {
      for (const connections of [1, 4]) rows.push(await measure(stage, api.port, list, connections))
    }
    return rows
  } finally {
    await api.stop()
  }
}

/** The worst page of the list is the row. The pages take turns, so that a moment's noise is not one page's. */
async function measure(stage: Stage, port: number, list: List, connections: number): Promise<Row> {
  const pages: { name: string; shot: Shot; times: number[] }[] = []
  for (const [filter, condition] of list.filters) {
    for (const [page, shot] of Object.entries(await pagesOf(stage, list, filter, condition)))
      pages.push({ name: `${page} page of ${JSON.stringify(filter)}`, shot, times: [] })
  }
  for (let round = 0; round <= rounds; round++) {
    for (const { shot, times } of pages) {
      const many = round === 0 ? warmUp : requests * connections
      const shots = Array.from({ length: many }, () => ({ ...shot, headers: keyed(stage) }))
      const took = await burst({ port, connections, shots, status: 200 })
      if (round > 0) times.push(...took)
    }
  }
  const measured = pages.map(({ name, times }) => {
    times.sort((a, b) => a - b)
    return { name, p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) }
  })
  const worst = measured.reduce((a, b) => (b.p95 > a.p95 ? b : a))
  note(`lists: ${list.path}, ${connections} connections, slowest: ${worst.name}, p95 ${ms(worst.p95)}`)
  return {
    ...standingRow(
      `lists: ${list.path}, slowest page, ${connections} at once`,
      `p95 ${ms(worst.p95)}`,
      target,
    ),
    p50: ms(worst.p50),
    p99: ms(worst.p99),
  }
}

let turns = 0

function keyed({ keys }: Stage): Record<string, string> {
  return { 'x-api-key': keys[turns++ % keys.length] as string }
}

async function pagesOf(
  stage: Stage,
  list: List,
  filter: Filter,
  condition: string,
): Promise<Record<string, Shot>> {
  const { pool } = stage.database
  const matches = `${list.rows} AND ${condition}`
  const total = Number((await pool.query(`SELECT count(*) AS n FROM ${matches}`)).rows[0].n)
  const query = Object.entries(filter).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const shotOf = (...more: string[]): Shot => ({
    method: 'GET',
    path: `/v1/public${list.path}?${['limit=25', ...query, ...more].join('&')}`,
    headers: {},
  })
  const behind = async (offset: number) => {
    const { rows } = await pool.query(
      `SELECT created_at, ${list.id} AS id FROM ${matches} ORDER BY created_at DESC, ${list.id} DESC OFFSET $1 LIMIT 1`,
      [offset],
    )
    const filters = list.name === 'events' ? { ...filter, since: undefined } : filter
    const scope = { siteId: stage.siteId, list: list.name, filters }
    const secret = Buffer.from(stage.environment.FORECOURT_SECRET as string, 'base64')
    const position = { at: rows[0].created_at.toISOString(), id: rows[0].id }
    return shotOf(`cursor=${writeCursor(secret, scope, position)}`)
  }
  if (total < 3) return { first: shotOf() }
  return { first: shotOf(), middle: await behind(Math.floor(total / 2)), last: await behind(total - 2) }
}

function listsOf(
  { siteId }: Stage,
  { webhookId, categoryId, ideacloudId }: Awaited<ReturnType<typeof seedLists>>,
): List[] {
  const of = (table: string) => `${table} WHERE site_id = '${siteId}'`
  return [
    {
      path: '/content',
      name: 'content',
      rows: of('contents'),
      id: 'id',
      filters: [
        ...each('status', ['complete', 'failed', 'generating', 'awaiting_input']),
        ...each('article_type', ['basic', 'comparison', 'emailtemplate']),
        ...each('content_intent', ['general', 'fixed_ops', 'variable']),
        ...each('category_id', [categoryId]),
        ...each('ideacloud_id', [ideacloudId]),
        both(['status', 'complete'], ['article_type', 'qa']),
        both(['status', 'failed'], ['article_type', 'qa']),
        both(['category_id', categoryId], ['content_intent', 'fixed_ops']),
        both(['article_type', 'expert'], ['content_intent', 'variable']),
        [{}, 'true'],
      ],
    },
    {
      path: '/content/published',
      name: 'content.published',
      rows: `${of('contents')} AND posting_status <> 'draft'`,
      id: 'id',
      filters: [
        [{}, 'true'],
        [{ status: 'published' }, `posting_status = 'published'`],
        [{ status: 'scheduled' }, `posting_status = 'scheduled'`],
      ],
    },
    {
      path: '/ideaclouds',
      name: 'ideaclouds',
      rows: of('ideaclouds'),
      id: 'id',
      filters: [
        [{}, 'true'],
        ...each('status', ['complete', 'failed']),
        [{ keyword: 'honda' }, `keyword ILIKE '%honda%'`],
        [{ keyword: 'vic v' }, `keyword ILIKE '%vic v%'`],
        [{ keyword: 'bugatti' }, 'false'],
        [{ keyword: 'honda', status: 'failed' }, `keyword ILIKE '%honda%' AND status = 'failed'`],
      ],
    },
    {
      path: '/inventory',
      name: 'inventory',
      rows: `${of('vehicles')} AND status = 'in_stock'`,
      id: 'vin',
      filters: [
        [{}, 'true'],
        [{ make: 'hond' }, `make ILIKE '%hond%'`],
        [{ model: 'ss' }, 'false'],
        ...each('year', [2024]),
        ...each('condition', ['new']),
        [{ make: 'mazda', model: 'pil', year: 2024 }, `make = 'Mazda' AND model = 'Pilot' AND year = 2024`],
      ],
    },
    {
      path: '/events',
      name: 'events',
      rows: of('events'),
      id: 'id',
      filters: [
        [{}, 'true'],
        ...each('type', ['content.progress', 'content.completed', 'webhook.disabled', 'content.failed']),
      ],
    },
    {
      path: `/webhooks/${webhookId}/deliveries`,
      name: `deliveries ${webhookId}`,
      rows: `(SELECT d.*, coalesce(u.status, 'succeeded') AS status FROM webhook_deliveries d
        LEFT JOIN webhook_undelivered u ON u.delivery_id = d.id) d WHERE webhook_id = '${webhookId}'`,
      id: 'id',
      filters: [[{}, 'true'], ...each('status', ['succeeded', 'failed', 'exhausted', 'pending'])],
    },
  ]
}

function each(name: string, values: readonly (string | number)[]): [Filter, string][] {
  return values.map((value) => [{ [name]: value }, `${name} = '${value}'`])
}

function both(...pairs: [string, string][]): [Filter, string] {
  return [Object.fromEntries(pairs), pairs.map(([name, value]) => `${name} = '${value}'`).join(' AND ')]
}
