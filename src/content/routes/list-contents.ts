import { Type } from 'typebox'
import { defineRoute, listPage, listQuery, OneOf, Page, Uuid } from '#http/index.ts'
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
    stale: Type.Optional(
      Type.Boolean({ description: 'Whether the body says what the ledger no longer says.' }),
    ),
  }),
  responses: { 200: Page(ContentItem) },
  errors: ['validation_error'],
  async handle({ deps, caller: { siteId }, query }) {
    return await listPage({
      name: 'content',
      siteId,
      query,
      secret: deps.cursorSecret,
      select: (options) => selectContents(deps.db, siteId, options),
      count: (filter) => countContents(deps.db, siteId, filter),
      position: (row) => ({ at: row.createdAt, id: row.id }),
      present: presentSummary,
    })
  },
})
