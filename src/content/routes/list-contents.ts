import { Type } from 'typebox'
import { defineRoute, listQuery, OneOf, Page, page, readCursor, Uuid } from '#http/index.ts'
import { articleTypes } from '#writing/port.ts'
import { contentIntents, contentStatuses } from '../content.ts'
import { countContents, listContents as selectContents } from '../content-list-store.ts'
import { presentSummary } from '../present.ts'
import { ContentItem, type ContentRouteDeps } from './schemas.ts'

export const listContents = defineRoute<ContentRouteDeps>()({
  id: 'content.list',
  method: 'GET',
  path: '/content',
  summary: 'List content, newest first.',
  tag: 'Content',
  access: { scope: 'content:read' },
  query: Type.Object({
    ...listQuery,
    status: Type.Optional(OneOf(contentStatuses)),
    article_type: Type.Optional(OneOf(articleTypes)),
    content_intent: Type.Optional(OneOf(contentIntents)),
    ideacloud_id: Type.Optional(Uuid()),
    category_id: Type.Optional(Uuid()),
  }),
  responses: { 200: Page(ContentItem) },
  errors: ['validation_error'],
  async handle({ deps, caller, query }) {
    const { limit = 25, cursor, ...filter } = query
    const scope = { siteId: caller.siteId, list: 'content', filters: filter }
    const after = cursor === undefined ? undefined : readCursor(deps.cursorSecret, scope, cursor)
    const [rows, total] = await Promise.all([
      selectContents(deps.db, caller.siteId, { filter, limit, ...(after ? { after } : {}) }),
      countContents(deps.db, caller.siteId, filter),
    ])
    const body = page({
      rows,
      limit,
      total,
      secret: deps.cursorSecret,
      scope,
      position: (row) => ({ at: row.createdAt, id: row.id }),
      present: presentSummary,
    })
    return { status: 200, body }
  },
})
