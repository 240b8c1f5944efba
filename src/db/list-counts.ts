// How many rows a list has, without counting them. Triggers write down each change of what a list can be filtered
// by (migrations/0007_lists.sql), in its own transaction and as rows of its own: no change waits for another, and
// a total is exact in every snapshot. What is read is a sum over as many rows as a list has kinds of items, and
// those of the changes since the last folding.

import { sql } from 'kysely'
import type { Db } from './pool.ts'

/** The lists of a site; `deliveries` is that of a webhook. */
export type CountedList = 'content' | 'ideaclouds' | 'events' | 'deliveries'

/** How many of the list fit one of the filters; all when none is given. */
export async function countListed(
  db: Db,
  list: CountedList,
  owner: string,
  ...filters: readonly object[]
): Promise<number> {
  const row = await db
    .selectFrom('list_counts')
    .select(sql<number>`coalesce(sum(n), 0)::int`.as('total'))
    .where('owner', '=', owner)
    .where('list', '=', list)
    .$if(filters.length > 0, (query) =>
      query.where(sql<boolean>`facets @> ANY(${filters.map((one) => JSON.stringify(one))}::jsonb[])`),
    )
    .executeTakeFirstOrThrow()
  return row.total
}

/** How many the list has of each value of a facet; none of what it does not have. */
export async function countListedBy(
  db: Db,
  list: CountedList,
  owner: string,
  facet: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('list_counts')
    .select([sql<string>`facets ->> ${facet}`.as('value'), sql<number>`sum(n)::int`.as('total')])
    .where('owner', '=', owner)
    .where('list', '=', list)
    .groupBy('value')
    .execute()
  return new Map(rows.map((row) => [row.value, row.total]))
}

/** Puts one row in the place of the several that have come to stand for the same. Two at once fold different rows. */
export async function foldCounts(db: Db): Promise<void> {
  await sql`
    WITH several AS (
      SELECT list, owner, facets FROM list_counts GROUP BY list, owner, facets HAVING count(*) > 1),
    gone AS (
      DELETE FROM list_counts c USING several s
      WHERE c.owner = s.owner AND c.list = s.list AND c.facets = s.facets
      RETURNING c.list, c.owner, c.facets, c.n)
    INSERT INTO list_counts (list, owner, facets, n)
    SELECT list, owner, facets, sum(n) FROM gone GROUP BY list, owner, facets HAVING sum(n) <> 0`.execute(db)
}
