import type { Actor } from '#audit/index.ts'
import type { Tx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { OutboundUrlError, parseOutboundUrl } from '#kernel/outbound/index.ts'
import type { EventType } from './event-types.ts'
import { newSecret } from './secrets.ts'
import { countSubscriptions, insertSubscription } from './subscription-store.ts'
import { tellChange } from './tell-change.ts'

export type SubscriptionDeps = {
  clock: Clock
  /** The server's secret, under which those of the webhooks are kept. */
  serverSecret: Uint8Array
  /** Loopback receivers are admitted. */
  dev: boolean
}

export type SubscriptionInput = { url: string; events: EventType[]; description?: string | undefined }

const subscriptionsMax = 100

/**
 * Makes a webhook with a secret of its own, which is never shown again.
 * @throws AppError validation_error for an address that is not admitted, or on a site that has too many.
 */
export async function createSubscription(
  deps: SubscriptionDeps,
  tx: Tx,
  { siteId, actor }: { siteId: string; actor: Actor },
  input: SubscriptionInput,
) {
  assertUrl(input.url, deps)
  if ((await countSubscriptions(tx, siteId)) >= subscriptionsMax) {
    throw invalid('', `A site can have ${subscriptionsMax} webhooks; delete one that is not used any more`)
  }
  const id = newId()
  const secret = newSecret(deps.serverSecret, id)
  const now = deps.clock.now()
  const created = {
    id,
    siteId,
    url: input.url,
    events: [...new Set(input.events)],
    description: input.description ?? null,
    secret: secret.sealed,
  }
  await insertSubscription(tx, created, now)
  const after = { ...created, isActive: true, disabledReason: null }
  await tellChange(tx, actor, { action: 'webhook.create', siteId, id, after }, now)
  return { ...created, secret: secret.text, createdAt: now }
}

/** @throws AppError validation_error that says what is wrong with the address. */
export function assertUrl(url: string, { dev }: Pick<SubscriptionDeps, 'dev'>): void {
  try {
    parseOutboundUrl(url, { dev })
  } catch (error) {
    throw error instanceof OutboundUrlError ? invalid('url', `url ${error.message}`) : error
  }
}
