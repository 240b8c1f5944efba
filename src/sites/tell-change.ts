import { type AuditAction, changesOf, insertAudit } from '#audit/index.ts'
import type { Tx } from '#db/index.ts'

export type OperatorChange = {
  action: AuditAction
  siteId: string
  nounId: string
  /** The row; absent before it is made. */
  before?: Record<string, unknown>
  /** The row; absent after it is gone. */
  after?: Record<string, unknown>
}

/** Says in the audit log what an operator changed of a site or its parts. */
export async function tellChange(tx: Tx, change: OperatorChange, now: Date): Promise<void> {
  const { action, siteId, nounId, before = {}, after = {} } = change
  const details = changesOf(toldOf(before), toldOf(after))
  await insertAudit(tx, { kind: 'operator' }, [{ siteId, action, nounId, details }], now)
}

/** Without what the entry says anyway: which row of which site, and when. */
function toldOf(row: Record<string, unknown>): Record<string, unknown> {
  const { id, site_id, created_at, updated_at, ...told } = row
  return told
}
