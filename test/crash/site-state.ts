// What the database holds of one site, read from the tables themselves, and whether it is whole.

import assert from 'node:assert/strict'
import type pg from 'pg'

export type SiteState = {
  keys: { key: string; status: number; body: string }[]
  ideaclouds: { id: string; status: string }[]
  contents: { id: string; status: string; run: string | null }[]
  bodies: { id: string; content_id: string; status: string }[]
  descriptions: { id: string; vin: string; status: string; run: string }[]
  batches: { id: string; finished: boolean }[]
  batchItems: { batch_id: string; vin: string; outcome: string | null }[]
  events: { type: string; data: { article_id?: string } }[]
  jobs: { name: string; state: string; data: JobData }[]
}

type JobData = { ideacloudId?: string; contentId?: string; vin?: string; run?: string }

export type Counts = Partial<Record<keyof SiteState, number>>

const rowsOf = (columns: string, from: string, order: string) =>
  `(SELECT coalesce(json_agg(r ORDER BY ${order}), '[]') FROM (SELECT ${columns} FROM ${from}) r)`

const stateText = `SELECT json_build_object(
  'keys', ${rowsOf('key, status, body', 'idempotency_keys WHERE site_id = $1', 'key')},
  'ideaclouds', ${rowsOf('id, status', 'ideaclouds WHERE site_id = $1', 'id')},
  'contents', ${rowsOf('id, status, run', 'contents WHERE site_id = $1', 'id')},
  'bodies', ${rowsOf('p.id, p.content_id, p.status', 'content_components p JOIN contents c ON c.id = p.content_id WHERE c.site_id = $1', 'id')},
  'descriptions', ${rowsOf('id, vin, status, run', 'vehicle_descriptions WHERE site_id = $1', 'vin')},
  'batches', ${rowsOf('id, finished_at IS NOT NULL AS finished', 'description_batches WHERE site_id = $1', 'id')},
  'batchItems', ${rowsOf('batch_id, vin, outcome', 'description_batch_items WHERE site_id = $1', 'batch_id, vin')},
  'events', ${rowsOf('id, type, data', 'events WHERE site_id = $1', 'id')},
  'jobs', ${rowsOf('id, name, state, data', 'pgboss.job WHERE group_id = $1::text', 'id')}
) AS state`

export async function readSite(pool: pg.Pool, siteId: string): Promise<SiteState> {
  const { rows } = await pool.query<{ state: SiteState }>(stateText, [siteId])
  assert.ok(rows[0])
  return rows[0].state
}

function countsOf(state: SiteState): Record<keyof SiteState, number> {
  return Object.fromEntries(Object.entries(state).map(([name, rows]) => [name, rows.length])) as Record<
    keyof SiteState,
    number
  >
}

/** Fails unless exactly `adds` came to the site, with everything that belongs together. */
export function assertWhole(before: SiteState, now: SiteState, adds: Counts, idempotencyKey: string): void {
  const had = countsOf(before)
  const expected = Object.fromEntries(
    Object.entries(had).map(([name, count]) => [name, count + (adds[name as keyof SiteState] ?? 0)]),
  )
  assert.deepEqual(countsOf(now), { ...expected, keys: 1 }, 'rows of the site')
  const [row] = now.keys
  assert.equal(row?.key, idempotencyKey)
  assert.equal(row?.status, 202, 'the status that is kept')
  assertAnswerTrue(JSON.parse(row?.body ?? ''), now)
  assertJobsMatch(now)
  for (const { data } of now.events) assert.ok(now.contents.some(({ id }) => id === data.article_id))
  for (const body of now.bodies) assert.ok(now.contents.some(({ id }) => id === body.content_id))
}

/** Every id in the answer is a row. */
function assertAnswerTrue(body: { data: Answered & { items?: Answered[] } }, now: SiteState): void {
  const resources = [...now.ideaclouds, ...now.contents, ...now.descriptions]
  const items = body.data.items ?? [body.data]
  for (const { id, component_id: componentId, status } of items) {
    const found = resources.find((row) => row.id === (id ?? componentId))
    if (status === 'failed') assert.equal(id ?? componentId, undefined)
    else assert.equal(found?.status, status, `the row of ${id ?? componentId}`)
  }
  if (body.data.batch_id) assert.ok(now.batches.some(({ id }) => id === body.data.batch_id))
}

type Answered = { id?: string; component_id?: string; batch_id?: string; status?: string }

/** Every job is about a resource that waits for it, and every resource that waits has exactly one job. */
function assertJobsMatch(now: SiteState): void {
  const waiting = [
    ...now.ideaclouds.filter((row) => row.status === 'researching').map((row) => `research ${row.id}`),
    ...now.contents.filter((row) => row.status === 'generating').map((row) => `write ${row.id} ${row.run}`),
    ...now.descriptions
      .filter((row) => row.status === 'generating')
      .map((row) => `describe ${row.vin} ${row.run}`),
  ]
  assert.deepEqual(now.jobs.map(subjectOf).sort(), waiting.sort(), 'jobs against what waits for them')
  for (const job of now.jobs) assert.equal(job.state, 'created')
}

function subjectOf({ name, data }: SiteState['jobs'][number]): string {
  if (name === 'ideacloud.research') return `research ${data.ideacloudId}`
  if (name === 'content.generate') return `write ${data.contentId} ${data.run}`
  if (name === 'inventory.describe') return `describe ${data.vin} ${data.run}`
  return `unknown ${name}`
}
