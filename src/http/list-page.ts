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
  select(options: {
    filter: Omit<Query, keyof PageQuery>
    limit: number
    after?: Position
  }): Promise<readonly Row[]>
  count(filter: Omit<Query, keyof PageQuery>): Promise<number>
  position(row: Row): Position
  present(row: Row): unknown
}): Promise<Reply> {
  const { limit = limitDefault, cursor, ...filter } = list.query
  const scope: ListScope = { siteId: list.siteId, list: list.name, filters: filter }
  const after = cursor === undefined ? undefined : readCursor(list.secret, scope, cursor)
  const [rows, total] = await Promise.all([
    list.select({ filter, limit, ...(after ? { after } : {}) }),
    list.count(filter),
  ])
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const pagination = {
    has_more: last !== undefined,
    next_cursor: last === undefined ? null : writeCursor(list.secret, scope, list.position(last)),
    total_count: total,
  }
  return { status: 200, body: { data: shown.map(list.present), pagination } }
}
