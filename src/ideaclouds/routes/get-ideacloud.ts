import { Data, defineRoute, idParams, ok } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { findIdeacloud } from '../ideacloud-store.ts'
import { presentIdeacloudDetail } from '../present.ts'
import type { IdeacloudRouteDeps } from './create-ideacloud.ts'
import { IdeacloudDetail } from './schemas.ts'

export const ideacloudNotFound = 'IdeaCloud not found'

export const getIdeacloud = defineRoute<IdeacloudRouteDeps>()({
  id: 'ideacloud.get',
  method: 'GET',
  path: '/ideaclouds/{id}',
  summary: 'Read one IdeaCloud.',
  description: '`tags` and `recommended_questions` are filled once its status is `complete`.',
  tag: 'IdeaClouds',
  access: { scope: 'ideaclouds:read' },
  params: idParams,
  responses: { 200: Data(IdeacloudDetail) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const ideacloud = await findIdeacloud(deps.db, caller.siteId, params.id)
    if (!ideacloud) throw notFound(ideacloudNotFound)
    return ok(presentIdeacloudDetail(ideacloud))
  },
})
