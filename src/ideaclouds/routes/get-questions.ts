import { Type } from 'typebox'
import { Data, defineRoute, idParams, Nullable, OneOf, ok } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { findIdeacloud } from '../ideacloud-store.ts'
import { presentQuestions } from '../present.ts'
import type { IdeacloudRouteDeps } from './create-ideacloud.ts'
import { ideacloudNotFound } from './get-ideacloud.ts'
import { statuses } from './schemas.ts'

const Question = Type.Object({
  id: Type.String(),
  question: Type.String(),
  cluster_id: Type.String(),
  source_url: Nullable(Type.String()),
  source_title: Nullable(Type.String()),
  is_recommended: Type.Boolean(),
})

const Cluster = Type.Object({ id: Type.String(), label: Type.String(), question_count: Type.Integer() })

export const getQuestions = defineRoute<IdeacloudRouteDeps>()({
  id: 'ideacloud.questions',
  method: 'GET',
  path: '/ideaclouds/{id}/questions',
  summary: 'Read the questions of an IdeaCloud, clustered by search intent.',
  description: 'Until the IdeaCloud is complete the lists are empty and `status` says where it stands.',
  tag: 'IdeaClouds',
  access: { scope: 'ideaclouds:read' },
  params: idParams,
  responses: {
    200: Data(
      Type.Object({
        id: Type.String(),
        status: OneOf(statuses),
        questions: Type.Array(Question),
        clusters: Type.Array(Cluster),
        recommended_question_ids: Type.Array(Type.String()),
      }),
    ),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const ideacloud = await findIdeacloud(deps.db, caller.siteId, params.id)
    if (!ideacloud) throw notFound(ideacloudNotFound)
    return ok(presentQuestions(ideacloud))
  },
})
