import { Type } from 'typebox'
import { Data, defineRoute, Id, Noun, NullAsARule, Nullable, ok, Timestamp, Whole } from '#http/index.ts'
import { listSubscriptions } from '../subscription-store.ts'
import { Description, Events, Url, type WebhookRouteDeps } from './schemas.ts'

const WebhookItem = Noun('Webhook', {
  id: Id(),
  url: Url,
  events: Events,
  description: Nullable(Description),
  is_active: Type.Boolean(),
  disabled_reason: NullAsARule(
    Type.String({ description: 'Why the server has switched it off; null when it did not.' }),
  ),
  failure_count: Whole(0, 'Failed attempts since the last success.'),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

export const listWebhooks = defineRoute<WebhookRouteDeps>()({
  id: 'webhook.list',
  method: 'GET',
  path: '/webhooks',
  summary: 'List all webhooks of the site, oldest first.',
  tag: 'Webhooks',
  access: { scope: 'webhooks:read' },
  responses: { 200: Data(Type.Object({ webhooks: Type.Array(WebhookItem) })) },
  async handle({ deps, caller }) {
    const subscriptions = await listSubscriptions(deps.db, caller.siteId)
    return ok({
      webhooks: subscriptions.map((one) => ({
        id: one.id,
        url: one.url,
        events: one.events,
        description: one.description,
        is_active: one.isActive,
        disabled_reason: one.disabledReason,
        failure_count: one.failureCount,
        created_at: one.createdAt.toISOString(),
        updated_at: one.updatedAt.toISOString(),
      })),
    })
  },
})
