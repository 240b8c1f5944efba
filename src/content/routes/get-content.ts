import { Data, defineRoute, idParams, ok } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { listGone } from '#knowledge/index.ts'
import { presentContent } from '../present.ts'
import { ContentDetail, type ContentRouteDeps, contentNotFound } from './schemas.ts'

export const getContent = defineRoute<ContentRouteDeps>()({
  id: 'content.get',
  method: 'GET',
  path: '/content/{id}',
  summary: 'Read one content.',
  tag: 'Content',
  access: { scope: 'content:read' },
  params: idParams,
  responses: { 200: Data(ContentDetail) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const content = await deps.findContent(caller.siteId, params.id)
    if (!content) throw notFound(contentNotFound)
    const { ideacloudId } = content
    const ideacloud = ideacloudId === null ? null : await deps.ideaclouds.get(caller.siteId, ideacloudId)
    const gone = content.staleSince === null ? [] : await listGone(deps.db, caller.siteId, content.id)
    return ok(presentContent(content, ideacloud, gone))
  },
})
