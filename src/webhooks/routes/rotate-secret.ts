import { Type } from 'typebox'
import { actingKey } from '#audit/index.ts'
import { Data, defineRoute, Id, idParams, ok, Timestamp } from '#http/index.ts'
import { rotateSecret as rotate } from '../change-subscription.ts'
import { Secret, type WebhookRouteDeps } from './schemas.ts'

export const rotateSecret = defineRoute<WebhookRouteDeps>()({
  id: 'webhook.rotateSecret',
  method: 'POST',
  path: '/webhooks/{id}/rotate-secret',
  summary: 'Make a new secret; the one before stays valid for 24 hours.',
  description:
    'Meanwhile deliveries carry signatures by both. A second rotation within that time ends the oldest secret at once.',
  tag: 'Webhooks',
  access: { scope: 'webhooks:write' },
  idempotent: true,
  secretAnswer: true,
  params: idParams,
  body: Type.Object({}),
  bodyOptional: true,
  responses: {
    200: Data(Type.Object({ id: Id(), secret: Secret, previous_secret_expires_at: Timestamp() })),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, unit, requestId }) {
    const target = { siteId: caller.siteId, id: params.id, actor: actingKey(caller, requestId) }
    return await unit.tx(async (tx) => {
      const { secret, previousExpiresAt } = await rotate(deps, tx, target)
      return ok({
        id: params.id,
        secret,
        previous_secret_expires_at: previousExpiresAt.toISOString(),
      })
    })
  },
})
