import { type Actor, type AuditAction, changesOf, insertAudit } from '#audit/index.ts'
import type { Tx } from '#db/index.ts'
import type { Subscription } from './subscription-store.ts'

type Told = Pick<Subscription, 'url' | 'events' | 'description' | 'isActive' | 'disabledReason'>

export type ToldChange = {
  action: AuditAction
  siteId: string
  id: string
  /** Absent before it is made. */
  before?: Told
  /** Absent after it is gone. */
  after?: Told
}

/** Says in the audit log who changed what of a subscription, never its secret. */
export async function tellChange(
  tx: Tx,
  actor: Actor,
  { action, siteId, id, before, after }: ToldChange,
  now: Date,
): Promise<void> {
  const details = changesOf(before ? fieldsOf(before) : {}, after ? fieldsOf(after) : {})
  if (details.url) {
    const { from, to } = details.url
    details.url = { from: withoutQuery(from), to: withoutQuery(to) }
  }
  await insertAudit(tx, actor, [{ siteId, action, nounId: id, details }], now)
}

function fieldsOf({ url, events, description, isActive, disabledReason }: Told): Record<string, unknown> {
  return { url, events, description, is_active: isActive, disabled_reason: disabledReason }
}

/** Receivers put tokens into the query of their address. */
function withoutQuery(url: unknown): unknown {
  return typeof url === 'string' ? url.replace(/\?.*/s, '?…') : url
}
