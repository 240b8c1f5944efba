import { Type } from 'typebox'
import { Id, Noun, NullAsARule, Nullable, OneOf, Text, Timestamp, Uuid, Whole } from '#http/index.ts'
import type { SubscriptionDeps } from '../create-subscription.ts'
import { type Delivery, deliveryStatuses } from '../delivery-store.ts'
import { webhookEventTypes } from '../event-types.ts'
import type { TestDeps } from '../test-subscription.ts'

export type WebhookRouteDeps = SubscriptionDeps & TestDeps & { cursorSecret: Uint8Array }

export const Url = Type.String({
  minLength: 1,
  maxLength: 2048,
  format: 'uri',
  description:
    'Where events are sent: https, without credentials and fragment, at an address that is public when it is connected to.',
  examples: ['https://www.example.com/hooks/forecourt'],
})

export const Events = Type.Array(OneOf(webhookEventTypes), {
  minItems: 1,
  maxItems: 100,
  description: 'Types of events to be told of; see `GET /reference/webhook-events`.',
  examples: [['content.completed', 'ideacloud.completed']],
})

export const Description = Type.String({
  maxLength: 1000,
  description: 'A note for people.',
  examples: ['The web site'],
})

export const Secret = Type.String({
  description:
    '64 hex digits that sign the deliveries. Shown only here: keep it. The guide on webhooks says how to verify.',
  examples: ['c7788a44ceaa36581f2d11be7efca748cfe10389310c762888242be609372395'],
})

export const deliveryParams = Type.Object({ id: Uuid(), delivery_id: Uuid() })

export const DeliveryItem = Noun('WebhookDelivery', {
  id: Id(),
  event_id: Text('evt_1772225333601_abc1234'),
  event_type: Text('content.completed'),
  status: OneOf(deliveryStatuses, {
    examples: ['succeeded'],
    description:
      '`pending`: waits for its first attempt, or for one that was asked for by hand. `failed`: will be tried again at `next_retry_at`. `exhausted`: will not.',
  }),
  attempt: Whole(1, 'Attempts so far.'),
  response_status: Nullable(Whole(200)),
  response_body: Nullable(Text('ok', 'The first 1,024 bytes of the last answer.')),
  error: NullAsARule(Type.String({ description: 'Why the last attempt was no success.' })),
  duration_ms: Nullable(Whole(42, 'How long the last attempt took.')),
  next_retry_at: NullAsARule(Timestamp('When the next attempt is due.')),
  created_at: Timestamp(),
  delivered_at: Nullable(Timestamp()),
})

export function presentDelivery(delivery: Delivery): object {
  return {
    id: delivery.id,
    event_id: delivery.eventId,
    event_type: delivery.eventType,
    status: delivery.status,
    attempt: delivery.attempt,
    response_status: delivery.responseStatus,
    response_body: delivery.responseBody,
    error: delivery.error,
    duration_ms: delivery.durationMs,
    next_retry_at: delivery.dueAt?.toISOString() ?? null,
    created_at: delivery.createdAt.toISOString(),
    delivered_at: delivery.deliveredAt?.toISOString() ?? null,
  }
}
