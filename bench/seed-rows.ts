import { newId } from '#kernel/ids.ts'
import type { Stage } from './stage.ts'

/** A complete IdeaCloud, written as research leaves it. */
export async function insertCompleteIdeacloud({ database, siteId }: Stage): Promise<string> {
  const { research } = await import('../src/ideaclouds/research/index.ts')
  const id = newId()
  const found = research({
    keyword: '2026 Honda CR-V',
    questionIdBase: Date.now(),
    stock: [],
    siteCity: null,
  })
  if (!found.ok) throw new Error(found.error)
  await database.pool.query(
    `INSERT INTO ideaclouds (id, site_id, keyword, status, title, synopsis, tags, research, created_at, updated_at)
     VALUES ($1, $2, '2026 Honda CR-V', 'complete', $3, $4, $5, $6, now(), now())`,
    [id, siteId, found.title, found.synopsis, found.tags, JSON.stringify(found)],
  )
  return id
}

export async function findDescribed({ database }: Stage): Promise<number> {
  const { rows } = await database.pool.query(
    `SELECT count(*)::int AS n FROM vehicle_descriptions WHERE status <> 'generating'`,
  )
  return rows[0].n
}

/** So many deliveries that are due, of events that every subscription wanted; those of before are gone. */
export async function insertBacklog({ database, siteId }: Stage, deliveries: number): Promise<void> {
  const { pool } = database
  await pool.query('TRUNCATE webhook_deliveries, events')
  await pool.query(
    `WITH e AS (
       INSERT INTO events (id, site_id, type, data, created_at, place, logged_at)
       SELECT 'evt_1790000000000_' || lpad(i::text, 7, '0'), $1, 'content.progress', json_build_object(
         'article_id', gen_random_uuid(), 'article_type', 'basic', 'component_type', 'body', 'stage', 'writing',
         'message', 'Writing the sections', 'progress_percent', 45), now(), i, now()
       FROM generate_series(1, $2::int / (SELECT count(*)::int FROM webhooks)) i RETURNING id)
     INSERT INTO webhook_deliveries (id, webhook_id, event_id, event_type, created_at)
     SELECT uuidv7(), w.id, e.id, 'content.progress', now() FROM e, webhooks w`,
    [siteId, deliveries],
  )
  await pool.query(
    `INSERT INTO webhook_undelivered (delivery_id, webhook_id, event_id, activation, status, due_at, created_at)
     SELECT id, webhook_id, event_id, 1, 'pending', created_at, created_at FROM webhook_deliveries`,
  )
  await pool.query('UPDATE webhook_lanes SET due_at = now(), owner = NULL, held_until = NULL')
  await pool.query('VACUUM ANALYZE webhook_deliveries, webhook_undelivered, events')
}

/** As long as those that are delivered. */
export async function oneBody({ database }: Stage): Promise<string> {
  const { rows } = await database.pool.query<{ event: object }>(
    `SELECT json_build_object('id', id, 'type', type, 'site_id', site_id, 'data', data,
       'timestamp', '2026-11-29T12:00:00.000Z', 'api_version', '2025-01-01') AS event FROM events LIMIT 1`,
  )
  return JSON.stringify(rows[0]?.event)
}
