import { Type } from 'typebox'
import {
  Data,
  defineRoute,
  Id,
  idParams,
  NullAsARule,
  Nullable,
  OneOf,
  ok,
  Text,
  Whole,
} from '#http/index.ts'
import { isSuccess } from '../delivery/delivery-state.ts'
import { pingType, webhookEventTypes } from '../event-types.ts'
import { testSubscription } from '../test-subscription.ts'
import type { WebhookRouteDeps } from './schemas.ts'

export const testWebhook = defineRoute<WebhookRouteDeps>()({
  id: 'webhook.test',
  method: 'POST',
  path: '/webhooks/{id}/test',
  summary: 'Send a sample event now and see the answer.',
  description:
    'Signed like any delivery; in no log, and never sent again. That the receiver fails is no error of this request: `delivered` says it.',
  tag: 'Webhooks',
  access: { scope: 'webhooks:write' },
  params: idParams,
  body: Type.Object({
    event_type: Type.Optional(OneOf([pingType, ...webhookEventTypes], { default: pingType })),
  }),
  bodyOptional: true,
  responses: {
    200: Data(
      Type.Object({
        webhook_id: Id(),
        delivered: Type.Boolean(),
        success: Type.Boolean({ description: 'The same as `delivered`.' }),
        response_status: Nullable(Whole(200)),
        http_status: Nullable(Whole(200, 'The same as `response_status`.')),
        response_body: Nullable(Text('ok')),
        error: NullAsARule(Type.String({ description: 'Why it was not delivered.' })),
        duration_ms: Whole(42),
      }),
    ),
  },
  errors: ['validation_error', 'not_found', 'conflict'],
  async handle({ deps, caller, params, body }) {
    const attempt = await testSubscription(deps, caller.siteId, params.id, body.event_type ?? pingType)
    const delivered = isSuccess(attempt)
    return ok({
      webhook_id: params.id,
      delivered,
      success: delivered,
      response_status: attempt.status,
      http_status: attempt.status,
      response_body: attempt.responseBody,
      error: attempt.error,
      duration_ms: attempt.durationMs,
    })
  },
})
