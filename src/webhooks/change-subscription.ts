import { type Actor, changesOf, insertAudit } from '#audit/index.ts'
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
import { tellChange } from './tell-change.ts'

export const webhookNotFound = 'Webhook not found'

/** A site's webhook, and who does something to it. */
export type Target = { siteId: string; id: string; actor: Actor }

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
  { siteId, id, actor }: Target,
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
  const description = input.description ?? known.description
  const disabledReason = isActive ? null : known.disabledReason
  const after = { url, events, description, isActive, disabledReason }
  await tellChange(tx, actor, { action: 'webhook.update', siteId, id, before: known, after }, now)
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
  { siteId, id, actor }: Target,
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
  const details = changesOf(
    { previous_secret_expires_at: known.previousSecretExpiresAt },
    { previous_secret_expires_at: previousExpiresAt },
  )
  await insertAudit(tx, actor, [{ siteId, action: 'webhook.rotate_secret', nounId: id, details }], now)
  return { secret: secret.text, previousExpiresAt }
}

/** Ends a webhook, with its delivery log. @throws AppError not_found */
export async function deleteSubscription(
  deps: Pick<SubscriptionDeps, 'clock'>,
  tx: Tx,
  { siteId, id, actor }: Target,
): Promise<void> {
  const known = await lockSubscription(tx, siteId, id)
  if (!known) throw notFound(webhookNotFound)
  const now = deps.clock.now()
  await updateDeleted(tx, siteId, id, now)
  await updateLaneAwake(tx, id, now)
  await tellChange(tx, actor, { action: 'webhook.delete', siteId, id, before: known }, now)
}
