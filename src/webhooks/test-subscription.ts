import type { Db } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import { newEventId } from '#kernel/ids.ts'
import { webhookNotFound } from './change-subscription.ts'
import { type Attempt, type AttemptDeps, attemptDelivery } from './delivery/attempt.ts'
import { envelopeOf } from './envelope.ts'
import { type EventType, eventCatalogue, pingSample, pingType } from './event-types.ts'
import { openSecrets } from './secrets.ts'
import { findSubscription } from './subscription-store.ts'

export type TestDeps = AttemptDeps & { db: Db; clock: Clock; serverSecret: Uint8Array }

/** Tests under way in this process: a receiver that hangs must not be asked by the hundred. */
const underWay = new Set<string>()

/**
 * Sends a sample at once and waits for the answer, also to a webhook that is disabled. It stands in no log.
 * @throws AppError not_found; conflict while another test of the webhook waits for its answer
 */
export async function testSubscription(
  deps: TestDeps,
  siteId: string,
  id: string,
  type: EventType | typeof pingType,
): Promise<Attempt> {
  const subscription = await findSubscription(deps.db, siteId, id)
  if (!subscription) throw notFound(webhookNotFound)
  const now = deps.clock.now()
  const sample = type === pingType ? pingSample : eventCatalogue[type].sample
  const event = { id: newEventId(now), type, siteId, dataText: JSON.stringify(sample), createdAt: now }
  const body = Buffer.from(envelopeOf(event))
  const outgoing = { eventId: event.id, eventType: type, body, attempt: 1 }
  const keys = openSecrets(deps.serverSecret, id, subscription, now)
  if (underWay.has(id)) {
    throw new AppError('conflict', { message: 'Another test of this webhook still waits for its answer' })
  }
  underWay.add(id)
  try {
    return await attemptDelivery(deps, subscription.url, keys, outgoing, now)
  } finally {
    underWay.delete(id)
  }
}
