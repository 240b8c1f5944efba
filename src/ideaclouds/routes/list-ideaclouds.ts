import { Type } from 'typebox'
import { defineRoute, listPage, listQuery, OneOf, Page } from '#http/index.ts'
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
  async handle({ deps, caller: { siteId }, query }) {
    return await listPage({
      name: 'ideaclouds',
      siteId,
      query,
      secret: deps.cursorSecret,
      select: (options) => selectIdeaclouds(deps.db, siteId, options),
      count: (filter) => countIdeaclouds(deps.db, siteId, filter),
      position: (row) => ({ at: row.createdAt.toISOString(), id: row.id }),
      present: presentIdeacloud,
    })
  },
})
