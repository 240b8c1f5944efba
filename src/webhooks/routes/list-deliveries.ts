import { Type } from 'typebox'
import { defineRoute, idParams, listPage, listQuery, OneOf, Page } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { webhookNotFound } from '../change-subscription.ts'
import { countDeliveries, deliveryStatuses, listDeliveries as selectDeliveries } from '../delivery-store.ts'
import { findSubscription } from '../subscription-store.ts'
import { DeliveryItem, presentDelivery, type WebhookRouteDeps } from './schemas.ts'

export const listDeliveries = defineRoute<WebhookRouteDeps>()({
  id: 'webhook.deliveries',
  method: 'GET',
  path: '/webhooks/{id}/deliveries',
  summary: 'List what was sent to a webhook and what waits, newest first.',
  description: 'One row for each event, with its last attempt. Kept for 30 days.',
  tag: 'Webhooks',
  access: { scope: 'webhooks:read' },
  params: idParams,
  query: Type.Object({ ...listQuery, status: Type.Optional(OneOf(deliveryStatuses)) }),
  responses: { 200: Page(DeliveryItem) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller: { siteId }, params, query }) {
    if (!(await findSubscription(deps.db, siteId, params.id))) throw notFound(webhookNotFound)
    return await listPage({
      name: `deliveries ${params.id}`,
      siteId,
      query,
      secret: deps.cursorSecret,
      select: (options) => selectDeliveries(deps.db, params.id, options),
      count: (filter) => countDeliveries(deps.db, params.id, filter),
      position: (row) => ({ at: row.createdAt.toISOString(), id: row.id }),
      present: presentDelivery,
    })
  },
})
