import { Type } from 'typebox'
import { Data, defineRoute, Id, idParams, Noun, Nullable, OneOf, ok, Text, Whole } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { findIdeacloud } from '../ideacloud-store.ts'
import { presentQuestions } from '../present.ts'
import type { IdeacloudRouteDeps } from './create-ideacloud.ts'
import { ideacloudNotFound } from './get-ideacloud.ts'
import { statuses } from './schemas.ts'

const Question = Noun('Question', {
  id: Text('q-1772225333601-0'),
  question: Text('What is its range?'),
  cluster_id: Text('cluster-0'),
  source_url: Nullable(Text('https://www.example.com/equinox-ev')),
  source_title: Nullable(Text('Equinox EV')),
  is_recommended: Type.Boolean(),
})

const Cluster = Noun('QuestionCluster', {
  id: Text('cluster-0'),
  label: Text('Range and charging'),
  question_count: Whole(12),
})

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
        id: Id(),
        status: OneOf(statuses),
        questions: Type.Array(Question),
        clusters: Type.Array(Cluster),
        recommended_question_ids: Type.Array(Text('q-1772225333601-0')),
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
