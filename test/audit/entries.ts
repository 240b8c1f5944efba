import { type AuditRow, listAudit } from '#audit/index.ts'
import type { TestDatabase } from '../harness/database.ts'

/** What the audit log of a site says, of one thing or of all, oldest first. */
export async function entriesOf(
  { db }: TestDatabase,
  siteId: string,
  nounId?: string,
): Promise<Omit<AuditRow, 'id' | 'at'>[]> {
  const rows = await listAudit(db, siteId, { limit: 1000 })
  return rows
    .filter(({ noun_id }) => nounId === undefined || noun_id === nounId)
    .map(({ id, at, ...entry }) => entry)
    .reverse()
}

/** Of an entry by nobody's key. */
export const keyless = { key_id: null, key_label: null, request_id: null }

/** From now on no entry of the site can be written. */
export async function refuseEntries({ pool }: TestDatabase, siteId: string): Promise<void> {
  const name = `refused_${siteId.replaceAll('-', '')}`
  await pool.query(`ALTER TABLE audit_log ADD CONSTRAINT ${name} CHECK (site_id <> '${siteId}') NOT VALID`)
}
