// Every row of a site, whatever its table, found over the foreign keys.

import assert from 'node:assert/strict'
import type pg from 'pg'

/** Tables whose rows are no site's, are found by a key that nothing refers to, or follow from other rows. */
const ofNoSite = [
  'event_log_end',
  'job_failures',
  'list_counts',
  'migrations',
  'rate_minutes',
  'rate_windows',
]

type Table = {
  name: string
  has_site: boolean
  keys: { column: string; parent: string; parent_column: string }[]
}

const tablesText = `
SELECT c.relname AS name,
  EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'site_id' AND NOT attisdropped) AS has_site,
  coalesce((SELECT json_agg(json_build_object('column', a.attname, 'parent', k.confrelid::regclass::text, 'parent_column', pa.attname))
    FROM pg_constraint k
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = k.confkey[1]
    WHERE k.conrelid = c.oid AND k.contype = 'f' AND cardinality(k.conkey) = 1), '[]') AS keys
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY c.relname`

/** By table, each row as JSON text, in one order. */
export async function rowsOfSite(pool: pg.Pool, siteId: string): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query<Table>(tablesText)
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    if (ofNoSite.includes(name)) continue
    const filter = filterOf(name, tables)
    assert.ok(filter, `No foreign key leads from ${name} to a site: add it to ofNoSite if that is meant.`)
    found[name] = await read(pool, `SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE ${filter}`, siteId)
  }
  found['pgboss.job'] = await read(
    pool,
    `SELECT to_jsonb(t)::text AS row FROM pgboss.job t WHERE group_id = $1::text`,
    siteId,
  )
  return found
}

function filterOf(name: string, tables: readonly Table[]): string | undefined {
  if (name === 'sites') return 'id = $1::uuid'
  const table = tables.find((one) => one.name === name)
  if (table?.has_site) return 'site_id = $1::uuid'
  for (const { column, parent, parent_column } of table?.keys ?? []) {
    const filter = filterOf(parent, tables)
    if (filter) return `${column} IN (SELECT ${parent_column} FROM ${parent} WHERE ${filter})`
  }
  return undefined
}

async function read(pool: pg.Pool, text: string, siteId: string): Promise<string[]> {
  const { rows } = await pool.query<{ row: string }>(text, [siteId])
  return rows.map(({ row }) => row).sort()
}
