import { sql } from 'kysely'
import type { Db } from '#db/index.ts'
import type { Writer } from '../content.ts'

/** What each writer wrote in the bodies that were finished since then, all sites together; who claimed most first. */
export async function listWriters(db: Db, since: Date): Promise<Writer[]> {
  const { rows } = await sql<Writer>`
    SELECT w.by, sum(w.sections)::int AS sections, sum(w.claims)::int AS claims, sum(w.removed)::int AS removed
    FROM content_versions v, jsonb_to_recordset(v.claims->'writers')
      AS w (by text, sections int, claims int, removed int)
    WHERE v.created_at >= ${since}
    GROUP BY w.by ORDER BY claims DESC, w.by`.execute(db)
  return rows
}
