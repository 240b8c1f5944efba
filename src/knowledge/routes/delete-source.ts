import { Type } from 'typebox'
import { actingKey } from '#audit/index.ts'
import { withTx } from '#db/index.ts'
import { defineRoute, idParams, noContent } from '#http/index.ts'
import { removeSource } from '../sources/remove-source.ts'
import type { KnowledgeRouteDeps } from './schemas.ts'

export const deleteSource = defineRoute<KnowledgeRouteDeps>()({
  id: 'source.delete',
  method: 'DELETE',
  path: '/site/sources/{id}',
  summary: 'Remove a document or page with its facts and passages.',
  description: 'What has been written with it stays as it is.',
  tag: 'Site',
  access: { scope: 'site:write' },
  params: idParams,
  responses: { 204: Type.Null({ description: 'It is gone.' }) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, requestId }) {
    const target = { siteId: caller.siteId, id: params.id, actor: actingKey(caller, requestId) }
    await withTx(deps.db, (tx) => removeSource(deps, tx, target))
    return noContent
  },
})
