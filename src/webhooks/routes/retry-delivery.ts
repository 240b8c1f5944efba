import { accepted, Data, defineRoute } from '#http/index.ts'
import { retryDelivery as retry } from '../retry-delivery.ts'
import { DeliveryItem, deliveryParams, presentDelivery, type WebhookRouteDeps } from './schemas.ts'

export const retryDelivery = defineRoute<WebhookRouteDeps>()({
  id: 'webhook.retryDelivery',
  method: 'POST',
  path: '/webhooks/{id}/deliveries/{delivery_id}/retry',
  summary: 'Send a delivery once more, whatever became of it.',
  description: 'If it fails, its schedule begins anew. The bytes and the event id are those of before.',
  tag: 'Webhooks',
  access: { scope: 'webhooks:write' },
  params: deliveryParams,
  responses: { 202: Data(DeliveryItem) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, unit }) {
    return await unit.tx(async (tx) => {
      const delivery = await retry(deps, tx, caller.siteId, params.id, params.delivery_id)
      return accepted(presentDelivery(delivery))
    })
  },
})
