import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { countListed, type Db, type Tx, type Write } from '#db/index.ts'
import { newEventId } from '#kernel/ids.ts'
import type { LoggedEvent } from './envelope.ts'
import type { LoggedType, NewEvent } from './event-types.ts'

const insertText = `INSERT INTO events (id, site_id, type, data, created_at)
  SELECT e.id, e.site_id, e.type, e.data, $2::timestamptz
  FROM json_to_recordset($1::json) AS e (id text, site_id uuid, type text, data json) WHERE {guard}`

/** Part of a write set: the events are in the log when it commits. */
export function eventWrite(events: readonly NewEvent[], now: Date): Write {
  const rows = events.map((event) => ({
    id: newEventId(now),
    site_id: event.siteId,
    type: event.type,
    data: event.data,
  }))
  return { name: 'logged', text: insertText, values: [JSON.stringify(rows), now] }
}

/** Writes events in the transaction of the change that they tell of. */
export async function insertEvents(tx: Db, events: readonly NewEvent[], now: Date): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('events')
    .values(
      events.map((event) => ({
        id: newEventId(now),
        site_id: event.siteId,
        type: event.type,
        data: JSON.stringify(event.data),
        created_at: now,
      })),
    )
    .execute()
}

export type EventFilter = { type?: LoggedType }

/** A row of the log; `place` is null until the event was handed to the subscriptions. */
export type EventRow = LoggedEvent & { place: string | null }

/** Newest first; one row more than `limit` when there are more. */
export async function listNewestEvents(
  db: Db,
  siteId: string,
  options: { filter: EventFilter; limit: number; after?: { at: string; id: string } },
): Promise<EventRow[]> {
  let query = select(db, siteId, options.filter)
  const { after } = options
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'id'), '<', tuple(new Date(after.at), after.id)),
    )
  }
  return await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit + 1)
    .execute()
}

/**
 * In the order of the log, behind a place; one row more than `limit` when there are more. They are found in the
 * index of the places, which has the types; only rows of the page are read.
 */
export async function listEventsAfter(
  db: Db,
  siteId: string,
  options: { filter: EventFilter; limit: number; place: string },
): Promise<EventRow[]> {
  const page = db
    .selectFrom('events')
    .select('place')
    .where('site_id', '=', siteId)
    .where(isBehind(options))
    .orderBy('place')
    .limit(options.limit + 1)
  return await select(db, siteId, {}).where('place', 'in', page).orderBy('place').execute()
}

function select(db: Db, siteId: string, filter: EventFilter) {
  let query = db
    .selectFrom('events')
    .select(['id', 'type', 'site_id as siteId', 'created_at as createdAt', 'place'])
    .select(sql<string>`data::text`.as('dataText'))
    .where('site_id', '=', siteId)
  if (filter.type) query = query.where('type', '=', filter.type)
  return query
}

/** Those of them that are in the log, of any site. */
export async function listEventsOf(db: Db, ids: readonly string[]): Promise<LoggedEvent[]> {
  return await db
    .selectFrom('events')
    .select(['id', 'type', 'site_id as siteId', 'created_at as createdAt'])
    .select(sql<string>`data::text`.as('dataText'))
    .where('id', '=', sql<string>`ANY(${[...ids]}::text[])`)
    .execute()
}

/** All matches; behind a place where one is given. */
export async function countEvents(
  db: Db,
  siteId: string,
  options: { filter: EventFilter; place?: string },
): Promise<number> {
  const { filter, place } = options
  if (place === undefined) return await countListed(db, 'events', siteId, filter)
  const row = await db
    .selectFrom('events')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('site_id', '=', siteId)
    .where(isBehind({ filter, place }))
    .executeTakeFirstOrThrow()
  return row.total
}

function isBehind({ filter, place }: { filter: EventFilter; place: string }): RawBuilder<SqlBool> {
  return filter.type ? sql`place > ${place} AND type = ${filter.type}` : sql`place > ${place}`
}

/** The place of an event; null before it has one, undefined when the site has no such event. */
export async function findPlace(db: Db, siteId: string, id: string): Promise<string | null | undefined> {
  const row = await db
    .selectFrom('events')
    .select('place')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.place
}

/** The last place before a time: `logged_at` never falls as places rise, and is no earlier than the event. */
export async function findPlaceBefore(db: Db, siteId: string, time: Date): Promise<string> {
  const row = await db
    .selectFrom('events')
    .select('place')
    .where('site_id', '=', siteId)
    .where('logged_at', '<', time)
    .orderBy('logged_at', 'desc')
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.place ?? '0'
}

/** An event that has its place now, and a subscription that wants it. */
export type HandedOut = { eventId: string; type: string; webhookId: string; activation: number }

/** Whether events wait for their place. Reads only. */
export async function hasOpenEvents(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('events')
    .select('id')
    .where('place', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Gives the oldest events without a place theirs, at most `limit`. One transaction at a time does this: the end of
 * the log is held until the commit, so the places of another are either all seen or all later. `logged_at` never
 * falls as places rise, whatever the clocks of several processes say. A subscription that is being deleted at this
 * moment is left out.
 * @returns undefined when another transaction is at it.
 */
export async function placeEvents(
  tx: Tx,
  limit: number,
  now: Date,
): Promise<{ events: number; handedOut: HandedOut[] } | undefined> {
  const held = await sql`SELECT 1 FROM event_log_end FOR UPDATE SKIP LOCKED`.execute(tx)
  if (held.rows.length === 0) return undefined
  const { rows } = await sql<{ events: number } & (HandedOut | { webhookId: null })>`
    WITH oldest AS (
      SELECT id, created_at, row_number() OVER (ORDER BY created_at, id) AS nth
      FROM (SELECT id, created_at FROM events WHERE place IS NULL ORDER BY created_at, id LIMIT ${limit}) o),
    log_end AS (
      UPDATE event_log_end SET place = place + n.many,
        logged_at = greatest(logged_at, n.newest, ${now}::timestamptz)
      FROM (SELECT count(*) AS many, max(created_at) AS newest FROM oldest) n WHERE n.many > 0
      RETURNING place - n.many AS before, logged_at),
    placed AS (
      UPDATE events e SET place = l.before + o.nth, logged_at = l.logged_at
      FROM oldest o, log_end l WHERE e.id = o.id RETURNING e.id, e.site_id, e.type, e.place, e.created_at),
    wanted AS (
      SELECT p.id, p.type, p.place, w.id AS webhook_id, w.activation FROM placed p
      JOIN webhooks w ON w.site_id = p.site_id AND w.is_active AND p.type = ANY(w.events)
        AND p.created_at >= w.activated_at
      FOR KEY SHARE OF w SKIP LOCKED)
    SELECT n.events, d.id AS "eventId", d.type, d.webhook_id AS "webhookId", d.activation
    FROM (SELECT count(*)::int AS events FROM placed) n LEFT JOIN wanted d ON true ORDER BY d.place`.execute(
    tx,
  )
  const handedOut = rows.filter((row) => row.webhookId !== null) as HandedOut[]
  return { events: rows[0]?.events ?? 0, handedOut }
}

const keptDays = 30
const deletedAtOnce = 500

/** Events older than 30 days go with their deliveries, some hundreds at a time, so that no lock is held for long. */
export async function deleteOldEvents(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 3600_000)
  for (;;) {
    const done = await db
      .deleteFrom('events')
      .where('id', 'in', (old) =>
        old.selectFrom('events').select('id').where('created_at', '<', before).limit(deletedAtOnce),
      )
      .executeTakeFirst()
    if (done.numDeletedRows < BigInt(deletedAtOnce)) return
  }
}
