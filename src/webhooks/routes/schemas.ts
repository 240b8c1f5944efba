import { Type } from 'typebox'
import { Nullable, OneOf, Timestamp, Uuid } from '#http/index.ts'
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
})

export const Description = Type.String({ maxLength: 1000, description: 'A note for people.' })

export const Secret = Type.String({
  description:
    '64 hex digits that sign the deliveries. Shown only here: keep it. The guide on webhooks says how to verify.',
})

export const deliveryParams = Type.Object({ id: Uuid(), delivery_id: Uuid() })

export const DeliveryItem = Type.Object({
  id: Type.String(),
  event_id: Type.String(),
  event_type: Type.String(),
  status: OneOf(deliveryStatuses, {
    description:
      '`pending`: waits for its first attempt, or for one that was asked for by hand. `failed`: will be tried again at `next_retry_at`. `exhausted`: will not.',
  }),
  attempt: Type.Integer({ description: 'Attempts so far.' }),
  response_status: Nullable(Type.Integer()),
  response_body: Nullable(Type.String({ description: 'The first 1,024 bytes of the last answer.' })),
  error: Nullable(Type.String({ description: 'Why the last attempt was no success.' })),
  duration_ms: Nullable(Type.Integer({ description: 'How long the last attempt took.' })),
  next_retry_at: Nullable(Timestamp('When the next attempt is due.')),
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
