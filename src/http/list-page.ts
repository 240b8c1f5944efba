import { type ListScope, type Position, readCursor, writeCursor } from './cursor.ts'
import type { Reply } from './define-route.ts'

const limitDefault = 25

type PageQuery = { limit?: number; cursor?: string }

/** One page of a list, newest first, with the count of all matches. What is no `limit` and no `cursor` filters. */
export async function listPage<Query extends PageQuery, Row>(list: {
  /** Cursors of one list are worthless in another. */
  name: string
  siteId: string
  query: Query
  secret: Uint8Array
  /** One row more than `limit` when there are more. */
  select(options: { filter: Omit<Query, keyof PageQuery>; limit: number; after?: Position }): Promise<Row[]>
  count(filter: Omit<Query, keyof PageQuery>): Promise<number>
  position(row: Row): Position
  present(row: Row): unknown
}): Promise<Reply> {
  const { limit = limitDefault, cursor, ...filter } = list.query
  const { secret, position, present } = list
  const scope = { siteId: list.siteId, list: list.name, filters: filter }
  const after = cursor === undefined ? undefined : readCursor(secret, scope, cursor)
  const [rows, total] = await Promise.all([
    list.select({ filter, limit, ...(after ? { after } : {}) }),
    list.count(filter),
  ])
  return { status: 200, body: page({ rows, limit, total, secret, scope, position, present }) }
}

/** The envelope of a page that was read in another way. `rows` holds one row more than `limit` when there are more. */
export function page<Row>(input: {
  rows: Row[]
  limit: number
  total: number
  secret: Uint8Array
  scope: ListScope
  position(row: Row): Position
  present(row: Row): unknown
}): { data: unknown[]; pagination: { has_more: boolean; next_cursor: string | null; total_count: number } } {
  const shown = input.rows.slice(0, input.limit)
  const last = shown.at(-1)
  const hasMore = input.rows.length > input.limit
  return {
    data: shown.map(input.present),
    pagination: {
      has_more: hasMore,
      next_cursor: hasMore && last ? writeCursor(input.secret, input.scope, input.position(last)) : null,
      total_count: input.total,
    },
  }
}
