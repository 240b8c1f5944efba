import type { Tx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { webhookNotFound } from './change-subscription.ts'
import { type Delivery, updateLanesDue, updateRetried } from './delivery-store.ts'
import { findSubscription } from './subscription-store.ts'

/**
 * Sends a delivery once more, whatever became of it, and again by the schedule if it fails.
 * @throws AppError not_found; validation_error while the webhook is disabled.
 */
export async function retryDelivery(
  deps: { clock: Clock },
  tx: Tx,
  siteId: string,
  webhookId: string,
  deliveryId: string,
): Promise<Delivery> {
  // Not held: an attempt that is recorded holds its delivery first and then the webhook. One that is switched off
  // meanwhile abandons the delivery, which is of this activation.
  const subscription = await findSubscription(tx, siteId, webhookId)
  if (!subscription) throw notFound(webhookNotFound)
  if (!subscription.isActive) {
    throw invalid('path/id', 'The webhook is disabled; set is_active to true with PATCH first')
  }
  const now = deps.clock.now()
  const delivery = await updateRetried(tx, subscription, deliveryId, now)
  if (!delivery) throw notFound('Delivery not found')
  await updateLanesDue(tx, [webhookId], now)
  return delivery
}
