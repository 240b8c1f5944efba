import type { Db } from '#db/index.ts'
import { invalid } from '#kernel/errors.ts'
import {
  countEvents,
  type EventFilter,
  type EventRow,
  findPlace,
  findPlaceBefore,
  listEventsAfter,
  listNewestEvents,
} from './event-store.ts'

/** Where a page ended: by time in the order of newest first, by place in the order of the log. */
export type LogPosition = { at: string; id: string }

export type LogPage = { rows: EventRow[]; total: number; positionOf(row: EventRow): LogPosition }

/** Newest first. */
export async function readNewest(
  db: Db,
  siteId: string,
  options: { filter: EventFilter; limit: number; after?: LogPosition },
): Promise<LogPage> {
  const [rows, total] = await Promise.all([
    listNewestEvents(db, siteId, options),
    countEvents(db, siteId, { filter: options.filter }),
  ])
  return { rows, total, positionOf: (row) => ({ at: row.createdAt.toISOString(), id: row.id }) }
}

/**
 * Oldest first, in the order of the log, from a time on or behind an event. One that has not been handed out yet has
 * no place: it comes later, and never before one that was shown.
 * @throws AppError validation_error for `since` that is neither a time nor an event of this site.
 */
export async function readSince(
  db: Db,
  siteId: string,
  since: string,
  options: { filter: EventFilter; limit: number; after?: LogPosition },
): Promise<LogPage> {
  const { filter, limit, after } = options
  const start = await startOf(db, siteId, since)
  const positionOf = (row: EventRow) => ({ at: String(row.place), id: row.id })
  if (start === null) return { rows: [], total: 0, positionOf }
  const [rows, total] = await Promise.all([
    listEventsAfter(db, siteId, { filter, limit, place: after?.at ?? start }),
    countEvents(db, siteId, { filter, place: start }),
  ])
  return { rows, total, positionOf }
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i

/** The place behind which the answer begins; null when nothing can be behind it yet. */
async function startOf(db: Db, siteId: string, since: string): Promise<string | null> {
  if (since.startsWith('evt_')) {
    const place = await findPlace(db, siteId, since)
    if (place === undefined) {
      throw invalid(
        'query/since',
        'since names no event of this site; it may be older than the 30 days that events are kept',
      )
    }
    return place
  }
  if (!time.test(since) || Number.isNaN(Date.parse(since))) {
    throw invalid('query/since', 'since must be an event id or a time such as 2026-02-10T12:00:00Z')
  }
  return await findPlaceBefore(db, siteId, new Date(since))
}
