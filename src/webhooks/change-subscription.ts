import type { Tx } from '#db/index.ts'
import { notFound } from '#kernel/errors.ts'
import { assertUrl, type SubscriptionDeps } from './create-subscription.ts'
import { updateLaneAwake } from './delivery-store.ts'
import type { EventType } from './event-types.ts'
import { newSecret } from './secrets.ts'
import {
  lockSubscription,
  type Subscription,
  updateActivated,
  updateDeactivated,
  updateDeleted,
  updateForgiven,
  updateSecrets,
  updateSubscription,
} from './subscription-store.ts'

export const webhookNotFound = 'Webhook not found'

export type SubscriptionChangeInput = {
  url?: string | undefined
  events?: EventType[] | undefined
  description?: string | undefined
  is_active?: boolean | undefined
}

/**
 * Changes what is named. A webhook that is switched off gets nothing that waits, and once on again nothing of
 * what happened meanwhile.
 * @throws AppError not_found, validation_error.
 */
export async function changeSubscription(
  deps: SubscriptionDeps,
  tx: Tx,
  siteId: string,
  id: string,
  input: SubscriptionChangeInput,
): Promise<Pick<Subscription, 'id' | 'url' | 'events' | 'isActive' | 'updatedAt'>> {
  const known = await lockSubscription(tx, siteId, id)
  if (!known) throw notFound(webhookNotFound)
  if (input.url !== undefined) assertUrl(input.url, deps)
  const now = deps.clock.now()
  const url = input.url ?? known.url
  const events = input.events ? [...new Set(input.events)] : known.events
  await updateSubscription(tx, siteId, id, { url, events, description: input.description }, now)
  const isActive = input.is_active ?? known.isActive
  const isSwitched = isActive !== known.isActive
  if (isSwitched && isActive) await updateActivated(tx, siteId, id, now)
  if (isSwitched && !isActive) await updateDeactivated(tx, siteId, id, { reason: null, now })
  if (url !== known.url || (isSwitched && isActive)) await updateForgiven(tx, siteId, id)
  if (url !== known.url || isSwitched) await updateLaneAwake(tx, id, now)
  return { id, url, events, isActive, updatedAt: now }
}

const overlapMs = 24 * 3600_000

/**
 * A new secret; the one before stays valid for 24 hours, and deliveries are signed by both.
 * @throws AppError not_found
 */
export async function rotateSecret(
  deps: SubscriptionDeps,
  tx: Tx,
  siteId: string,
  id: string,
): Promise<{ secret: string; previousExpiresAt: Date }> {
  const known = await lockSubscription(tx, siteId, id)
  if (!known) throw notFound(webhookNotFound)
  const now = deps.clock.now()
  const secret = newSecret(deps.serverSecret, id)
  const previousExpiresAt = new Date(now.getTime() + overlapMs)
  const secrets = {
    secret: secret.sealed,
    previousSecret: known.secret,
    previousSecretExpiresAt: previousExpiresAt,
  }
  await updateSecrets(tx, siteId, id, secrets, now)
  return { secret: secret.text, previousExpiresAt }
}

/** Ends a webhook, with its delivery log. @throws AppError not_found */
export async function deleteSubscription(
  deps: Pick<SubscriptionDeps, 'clock'>,
  tx: Tx,
  siteId: string,
  id: string,
): Promise<void> {
  const now = deps.clock.now()
  if (!(await updateDeleted(tx, siteId, id, now))) throw notFound(webhookNotFound)
  await updateLaneAwake(tx, id, now)
}
