import { Type } from 'typebox'
import { actingKey } from '#audit/index.ts'
import { Data, defineRoute, Id, idParams, ok, Timestamp } from '#http/index.ts'
import { changeSubscription } from '../change-subscription.ts'
import { Description, Events, Url, type WebhookRouteDeps } from './schemas.ts'

export const updateWebhook = defineRoute<WebhookRouteDeps>()({
  id: 'webhook.update',
  method: 'PATCH',
  path: '/webhooks/{id}',
  summary: 'Change a webhook, or switch it off and on.',
  description:
    '`events` replaces the list. What waits for a webhook that is switched off is not sent, and switching it on brings nothing of what happened meanwhile.',
  tag: 'Webhooks',
  access: { scope: 'webhooks:write' },
  params: idParams,
  body: Type.Object(
    {
      url: Type.Optional(Url),
      events: Type.Optional(Events),
      description: Type.Optional(Description),
      is_active: Type.Optional(Type.Boolean()),
    },
    { examples: [{ events: ['content.completed', 'content.failed'], is_active: true }] },
  ),
  responses: {
    200: Data(
      Type.Object({
        id: Id(),
        url: Url,
        events: Events,
        is_active: Type.Boolean(),
        updated_at: Timestamp(),
      }),
    ),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, body, unit, requestId }) {
    const target = { siteId: caller.siteId, id: params.id, actor: actingKey(caller, requestId) }
    return await unit.tx(async (tx) => {
      const changed = await changeSubscription(deps, tx, target, body)
      const { id, url, events, isActive, updatedAt } = changed
      return ok({ id, url, events, is_active: isActive, updated_at: updatedAt.toISOString() })
    })
  },
})
