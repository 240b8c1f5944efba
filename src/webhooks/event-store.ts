import type { Db, Write } from '#db/index.ts'
import { newEventId } from '#kernel/ids.ts'

/** Types of events that this server writes, each with its data. */
export type EventData = {
  'ideacloud.completed': { ideacloud_id: string; keyword: string }
  'ideacloud.failed': { ideacloud_id: string; keyword: string; error: string }
  'content.progress': {
    article_id: string
    article_type: string
    component_type: string
    stage: string
    message: string
    progress_percent: number
  }
  'content.completed': { article_id: string; article_type: string }
  'content.failed': { article_id: string; article_type: string; error: string }
  'inventory.description.completed': { vin: string; year: number; make: string; model: string }
  'inventory.description.batch_completed': {
    count: number
    failed_count: number
    batch_id: string
    site_id: string
  }
  'inventory.feed.updated': { vehicle_count: number }
}

export type EventType = keyof EventData

export type NewEvent = { [T in EventType]: { siteId: string; type: T; data: EventData[T] } }[EventType]

const insertText = `INSERT INTO events (id, site_id, type, data, created_at)
  SELECT e.id, e.site_id, e.type, e.data, $2::timestamptz
  FROM json_to_recordset($1::json) AS e (id text, site_id uuid, type text, data jsonb) WHERE {guard}`

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

const keptDays = 30
const deletedAtOnce = 10_000

/** Events older than 30 days go, some thousands at a time, so that no lock is held for long. */
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
