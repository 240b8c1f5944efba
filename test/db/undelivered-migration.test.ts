import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { countListed } from '#db/index.ts'
import { createTestDatabase } from '../harness/database.ts'

const folder = new URL('../../src/db/migrations/', import.meta.url)
const statuses = ['pending', 'succeeded', 'failed', 'exhausted']

test('deliveries of before keep their state, their order and their totals', async () => {
  const database = await createTestDatabase('template0')
  const run = async (text: string, values: unknown[] = []) => (await database.pool.query(text, values)).rows
  const file = async (name: string) => await run(await readFile(new URL(name, folder), 'utf8'))
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
    for (const name of names.filter((one) => one < '0013')) await file(name)
    const [site] = await run(
      `INSERT INTO sites (id, name, domain, city, state, zip, timezone, created_at, updated_at)
       VALUES (gen_random_uuid(), 'S', 's.example.com', 'Duluth', 'MN', '55802', 'America/Chicago', now(), now()) RETURNING id`,
    )
    const [webhook] = await run(
      `INSERT INTO webhooks (id, site_id, url, events, secret, activated_at, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, 'https://x.example.com', '{}', '', now(), now(), now()) RETURNING id`,
      [site.id],
    )
    await run(
      `WITH e AS (
         INSERT INTO events (id, site_id, type, data, created_at)
         SELECT 'evt_' || i, $1, 'content.failed', '{}', now() FROM generate_series(1, 40) i RETURNING id)
       INSERT INTO webhook_deliveries (id, webhook_id, event_id, event_type, activation, status, attempt, tries, due_at, created_at)
       SELECT gen_random_uuid(), $2, id, 'content.failed', 3, s.status, s.nth, s.nth - 1,
         CASE WHEN s.status IN ('pending', 'failed') THEN now() + s.nth * interval '1 minute' END, now()
       FROM e, LATERAL (SELECT 1 + substr(id, 5)::int % 4 AS nth) n,
         LATERAL (SELECT nth, ($3::text[])[nth] AS status) s`,
      [site.id, webhook.id, statuses],
    )
    const before = await run(
      `SELECT id, webhook_id, event_id, activation, status, attempt, tries, due_at, created_at FROM webhook_deliveries
       ORDER BY id`,
    )
    assert.equal(before.length, 40)

    for (const name of names.filter((one) => one.startsWith('0013'))) await file(name)

    const waiting = await run(
      `SELECT delivery_id AS id, webhook_id, event_id, activation, status, attempt, tries, due_at, created_at
       FROM webhook_undelivered ORDER BY 1`,
    )
    assert.deepEqual(
      waiting,
      before.filter((one) => one.status !== 'succeeded'),
    )
    assert.equal((await run('SELECT id FROM webhook_deliveries')).length, 40)
    for (const status of statuses) {
      assert.equal(await countListed(database.db, 'deliveries', webhook.id, { status }), 10, status)
    }
  } finally {
    await database.drop()
  }
})
