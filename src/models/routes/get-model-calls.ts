import { Type } from 'typebox'
import { Data, defineRoute, idParams, ok } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { listCalls, listUseOfWork } from '../spending/call-store.ts'
import { ModelCall, type ModelRouteDeps, presentCall, presentUse, Uses } from './schemas.ts'

const callsMax = 500

export const getModelCalls = defineRoute<ModelRouteDeps>()({
  id: 'content.modelCalls',
  method: 'GET',
  path: '/content/{id}/model-calls',
  summary: 'Read what language models were asked for a content, and what that has cost.',
  description: 'Of all its writings, for 400 days. An answer that was bought before is no call.',
  tag: 'Content',
  access: { scope: 'content:read' },
  params: idParams,
  responses: {
    200: Data(
      Type.Object({
        use: Uses,
        calls: Type.Array(ModelCall, { description: `Newest first, at most ${callsMax}.` }),
      }),
    ),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const { siteId } = caller
    if (!(await deps.hasContent(siteId, params.id))) {
      throw notFound('Content not found or belongs to a different site')
    }
    const work = { kind: 'content', id: params.id }
    const use = await listUseOfWork(deps.db, siteId, work)
    const calls = await listCalls(deps.db, siteId, work, callsMax)
    return ok({ use: use.map(presentUse), calls: calls.map(presentCall) })
  },
})
