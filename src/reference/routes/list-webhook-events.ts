import { Type } from 'typebox'
import { Data, defineRoute, OneOf, ok, Text } from '#http/index.ts'
import { eventCatalogue, webhookEventTypes } from '#webhooks/index.ts'

const WebhookEvent = Type.Object({
  type: OneOf(webhookEventTypes, { description: 'What `events` of a webhook takes.' }),
  description: Text('A content is complete.', 'When it happens.'),
})

export const listWebhookEvents = defineRoute<unknown>()({
  id: 'reference.webhookEvents',
  method: 'GET',
  path: '/reference/webhook-events',
  summary: 'List the types of events that a webhook can subscribe to.',
  tag: 'Reference',
  access: 'any-key',
  responses: { 200: Data(Type.Object({ webhook_events: Type.Array(WebhookEvent) })) },
  async handle() {
    return ok({
      webhook_events: webhookEventTypes.map((type) => ({ type, description: eventCatalogue[type].when })),
    })
  },
})
