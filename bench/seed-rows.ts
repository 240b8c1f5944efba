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
