import { Type } from 'typebox'
import { defineRoute, idParams, noContent } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { webhookNotFound } from '../change-subscription.ts'
import { deleteSubscription } from '../subscription-store.ts'
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
  async handle({ deps, caller, params }) {
    if (!(await deleteSubscription(deps.db, caller.siteId, params.id))) throw notFound(webhookNotFound)
    return noContent
  },
})
