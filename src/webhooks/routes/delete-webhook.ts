import { Type } from 'typebox'
import { actingKey } from '#audit/index.ts'
import { withTx } from '#db/index.ts'
import { defineRoute, idParams, noContent } from '#http/index.ts'
import { deleteSubscription } from '../change-subscription.ts'
import type { WebhookRouteDeps } from './schemas.ts'

export const deleteWebhook = defineRoute<WebhookRouteDeps>()({
  id: 'webhook.delete',
  method: 'DELETE',
  path: '/webhooks/{id}',
  summary: 'End a webhook, with its delivery log.',
  tag: 'Webhooks',
  access: { scope: 'webhooks:write' },
  params: idParams,
  responses: { 204: Type.Null({ description: 'It is gone.' }) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, requestId }) {
    const target = { siteId: caller.siteId, id: params.id, actor: actingKey(caller, requestId) }
    await withTx(deps.db, (tx) => deleteSubscription(deps, tx, target))
    return noContent
  },
})
