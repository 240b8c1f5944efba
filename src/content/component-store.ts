import { sql } from 'kysely'
import type { Db } from '#db/index.ts'
import type { Component, ComponentType } from './content.ts'

const columns = [
  'p.id',
  'p.type',
  'p.status',
  'p.content',
  'p.metadata',
  'p.created_at',
  'p.updated_at',
] as const

/** Of a content `c`: title and language of the body that can be read, be it while a newer one is written. */
export const bodyTitle = sql<string>`coalesce(c.previous->>'title', c.title)`
export const bodyLanguage = sql<string>`coalesce(c.previous->>'language', c.language)`

function select(db: Db, siteId: string, contentId: string) {
  return db
    .selectFrom('content_components as p')
    .innerJoin('contents as c', 'c.id', 'p.content_id')
    .select(columns)
    .where('c.site_id', '=', siteId)
    .where('c.id', '=', contentId)
}

/** Undefined when the site has no such content. */
export async function listComponents(
  db: Db,
  siteId: string,
  contentId: string,
): Promise<Component[] | undefined> {
  const rows = await select(db, siteId, contentId).orderBy('p.created_at').orderBy('p.type').execute()
  return rows.length === 0 ? undefined : rows.map(componentOf)
}

export async function findComponent(
  db: Db,
  siteId: string,
  contentId: string,
  type: ComponentType,
): Promise<Component | undefined> {
  const row = await select(db, siteId, contentId).where('p.type', '=', type).executeTakeFirst()
  return row && componentOf(row)
}

/** The text of a body that can be read now, be it while a newer one is written. */
export async function findBody(
  db: Db,
  siteId: string,
  contentId: string,
): Promise<{ title: string; markdown: string; updatedAt: Date } | undefined> {
  const row = await select(db, siteId, contentId)
    .select(bodyTitle.as('title'))
    .where('p.type', '=', 'body')
    .executeTakeFirst()
  return row?.content ? { title: row.title, markdown: row.content, updatedAt: row.updated_at } : undefined
}

type Row = {
  id: string
  type: string
  status: string
  content: string | null
  metadata: unknown
  created_at: Date
  updated_at: Date
}

function componentOf(row: Row): Component {
  return {
    id: row.id,
    type: row.type as ComponentType,
    status: row.status as Component['status'],
    content: row.content,
    metadata: row.metadata,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
