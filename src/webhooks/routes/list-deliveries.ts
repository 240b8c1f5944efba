import { Type } from 'typebox'
import { defineRoute, idParams, listQuery, OneOf, Page, page, readCursor } from '#http/index.ts'
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
  async handle({ deps, caller, params, query }) {
    const { limit = 25, cursor, ...filter } = query
    const scope = { siteId: caller.siteId, list: `deliveries ${params.id}`, filters: filter }
    const after = cursor === undefined ? undefined : readCursor(deps.cursorSecret, scope, cursor)
    if (!(await findSubscription(deps.db, caller.siteId, params.id))) throw notFound(webhookNotFound)
    const [rows, total] = await Promise.all([
      selectDeliveries(deps.db, params.id, { filter, limit, ...(after ? { after } : {}) }),
      countDeliveries(deps.db, params.id, filter),
    ])
    const body = page({
      rows,
      limit,
      total,
      secret: deps.cursorSecret,
      scope,
      position: (row) => ({ at: row.createdAt.toISOString(), id: row.id }),
      present: presentDelivery,
    })
    return { status: 200, body }
  },
})
