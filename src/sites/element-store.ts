import type { Db, Tx } from '#db/index.ts'
import type { LinkIntent } from '#writing/port.ts'

export const elementTypes = ['cta', 'disclaimer', 'link', 'author', 'hours'] as const
export type ElementType = (typeof elementTypes)[number]

/** A block of the dealership's own that articles place. Plain text. */
export type ElementRow = {
  id: string
  site_id: string
  type: ElementType
  /** What the dealership calls it; of hours also the label before them. */
  name: string
  /** What stands in the article; of a link its words. */
  content: string
  /** Of a link; of a call to action, which is then a link as a whole. */
  url: string | null
  /** Of a link: the department that it leads to. */
  intent: LinkIntent | null
  is_active: boolean
  created_at: Date
  updated_at: Date
}

const columns = [
  'id',
  'site_id',
  'type',
  'name',
  'content',
  'url',
  'intent',
  'is_active',
  'created_at',
  'updated_at',
] as const

export async function insertElement(tx: Tx, row: ElementRow): Promise<void> {
  await tx.insertInto('elements').values(row).execute()
}

/** Oldest first. */
export async function listElements(db: Db, siteId: string): Promise<ElementRow[]> {
  const rows = await db
    .selectFrom('elements')
    .select(columns)
    .where('site_id', '=', siteId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows as ElementRow[]
}

/** Of whatever site: for operators. Holds the row until the transaction ends. */
export async function lockElement(tx: Tx, id: string): Promise<ElementRow | undefined> {
  const row = await tx
    .selectFrom('elements')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as ElementRow | undefined
}

export async function updateElement(tx: Tx, row: ElementRow): Promise<void> {
  const { id, name, content, url, intent, is_active, updated_at } = row
  await tx
    .updateTable('elements')
    .set({ name, content, url, intent, is_active, updated_at })
    .where('id', '=', id)
    .execute()
}

/** Of whatever site. @returns what was deleted. */
export async function deleteElement(tx: Tx, id: string): Promise<ElementRow | undefined> {
  const row = await tx.deleteFrom('elements').where('id', '=', id).returning(columns).executeTakeFirst()
  return row as ElementRow | undefined
}
