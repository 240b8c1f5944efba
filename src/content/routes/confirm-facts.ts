import { Type } from 'typebox'
import { actingKey } from '#audit/index.ts'
import { Data, defineRoute, Id, idParams, ok } from '#http/index.ts'
import { confirmFacts as confirm } from '../grounding/confirm-facts.ts'
import { type ContentRouteDeps, GoneFact } from './schemas.ts'

export const confirmFacts = defineRoute<ContentRouteDeps>()({
  id: 'content.confirmFacts',
  method: 'POST',
  path: '/content/{id}/confirm-facts',
  summary: 'Let a stale body stand as it is.',
  description:
    'For a person who has read it. `stale` goes, the body stays, and the facts that were confirmed are not watched for it any more; a change of another fact marks it again. Writing it again clears the mark too. Content that is not stale stays as it is.',
  tag: 'Content',
  access: { scope: 'content:write' },
  idempotent: true,
  params: idParams,
  body: Type.Object({}),
  bodyOptional: true,
  responses: {
    200: Data(
      Type.Object({
        id: Id(),
        stale: Type.Literal(false),
        confirmed: Type.Array(GoneFact),
      }),
    ),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, unit, requestId }) {
    const { siteId } = caller
    const actor = actingKey(caller, requestId)
    return await unit.tx(async (tx) => {
      const confirmed = await confirm(tx, { siteId, id: params.id, actor, now: deps.clock.now() })
      return ok({ id: params.id, stale: false, confirmed })
    })
  },
})
