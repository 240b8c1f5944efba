import { Type } from 'typebox'
import { actingKey } from '#audit/index.ts'
import { created, Data, defineRoute, Id, Timestamp } from '#http/index.ts'
import { createSubscription } from '../create-subscription.ts'
import { Description, Events, Secret, Url, type WebhookRouteDeps } from './schemas.ts'

export const createWebhook = defineRoute<WebhookRouteDeps>()({
  id: 'webhook.create',
  method: 'POST',
  path: '/webhooks',
  summary: 'Subscribe an address to events.',
  tag: 'Webhooks',
  access: { scope: 'webhooks:write' },
  idempotent: true,
  secretAnswer: true,
  body: Type.Object({ url: Url, events: Events, description: Type.Optional(Description) }),
  responses: {
    201: Data(
      Type.Object({
        id: Id(),
        url: Url,
        events: Events,
        secret: Secret,
        is_active: Type.Boolean(),
        created_at: Timestamp(),
      }),
    ),
  },
  errors: ['validation_error'],
  async handle({ deps, caller, body, unit, requestId }) {
    const by = { siteId: caller.siteId, actor: actingKey(caller, requestId) }
    return await unit.tx(async (tx) => {
      const { id, url, events, secret, createdAt } = await createSubscription(deps, tx, by, body)
      return created({ id, url, events, secret, is_active: true, created_at: createdAt.toISOString() })
    })
  },
})
