import { Type } from 'typebox'
import { defineRoute, listQuery, OneOf, Page, page, readCursor } from '#http/index.ts'
import { countIdeaclouds, listIdeaclouds as selectIdeaclouds } from '../ideacloud-store.ts'
import { presentIdeacloud } from '../present.ts'
import type { IdeacloudRouteDeps } from './create-ideacloud.ts'
import { IdeacloudItem, statuses } from './schemas.ts'

export const listIdeaclouds = defineRoute<IdeacloudRouteDeps>()({
  id: 'ideacloud.list',
  method: 'GET',
  path: '/ideaclouds',
  summary: 'List IdeaClouds, newest first.',
  tag: 'IdeaClouds',
  access: { scope: 'ideaclouds:read' },
  query: Type.Object({
    ...listQuery,
    status: Type.Optional(OneOf(statuses)),
    keyword: Type.Optional(Type.String({ maxLength: 500, description: 'Part of the keyword, in any case.' })),
  }),
  responses: { 200: Page(IdeacloudItem) },
  errors: ['validation_error'],
  async handle({ deps, caller, query }) {
    const { limit = 25, cursor, ...filter } = query
    const scope = { siteId: caller.siteId, list: 'ideaclouds', filters: filter }
    const after = cursor === undefined ? undefined : readCursor(deps.cursorSecret, scope, cursor)
    const [rows, total] = await Promise.all([
      selectIdeaclouds(deps.db, caller.siteId, { filter, limit, ...(after ? { after } : {}) }),
      countIdeaclouds(deps.db, caller.siteId, filter),
    ])
    const body = page({
      rows,
      limit,
      total,
      secret: deps.cursorSecret,
      scope,
      position: (row) => ({ at: row.createdAt.toISOString(), id: row.id }),
      present: presentIdeacloud,
    })
    return { status: 200, body }
  },
})
