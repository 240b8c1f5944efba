import type { Db, Tx } from '#db/index.ts'
import { newId } from '#kernel/ids.ts'
import type { Changes } from './changes.ts'

/** An API key with the request that it sent, an operator at the command line, or the server by itself. */
export type Actor =
  | { kind: 'key'; keyId: string; keyName: string; requestId: string }
  | { kind: 'operator' }
  | { kind: 'system' }

/** `noun.verb`, as jobs and events are named. */
export type AuditAction =
  | 'content.update'
  | 'content.schedule'
  | 'content.publish'
  | 'content.unpublish'
  | 'key.create'
  | 'key.update'
  | 'key.revoke'
  | 'site.create'
  | 'category.create'
  | 'brand_voice.create'

export type NewAuditEntry = { siteId: string; action: AuditAction; nounId: string; details: Changes }

/** Says who changed what, in the transaction of the change. */
export async function insertAudit(
  tx: Tx,
  actor: Actor,
  entries: readonly NewAuditEntry[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return
  const key = actor.kind === 'key' ? actor : undefined
  await tx
    .insertInto('audit_log')
    .values(
      entries.map(({ siteId, action, nounId, details }) => ({
        id: newId(),
        site_id: siteId,
        at: now,
        actor: actor.kind,
        key_id: key?.keyId ?? null,
        key_label: key?.keyName ?? null,
        action,
        noun: action.slice(0, action.indexOf('.')),
        noun_id: nounId,
        details: JSON.stringify(details),
        request_id: key?.requestId ?? null,
      })),
    )
    .execute()
}

export type AuditRow = {
  id: string
  at: Date
  actor: string
  key_id: string | null
  key_label: string | null
  action: string
  noun: string
  noun_id: string
  details: Changes
  request_id: string | null
}

/** Newest first, at most `limit`. */
export async function listAudit(
  db: Db,
  siteId: string,
  options: { since?: Date; limit: number },
): Promise<AuditRow[]> {
  let query = db
    .selectFrom('audit_log')
    .select([
      'id',
      'at',
      'actor',
      'key_id',
      'key_label',
      'action',
      'noun',
      'noun_id',
      'details',
      'request_id',
    ])
    .where('site_id', '=', siteId)
  if (options.since) query = query.where('at', '>=', options.since)
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(options.limit).execute()
  return rows.map((row) => ({ ...row, details: row.details as Changes }))
}

const keptDays = 400
const deletedAtOnce = 10_000

/** Entries older than 400 days go: a year can be laid beside the one before it. Some thousands at a time. */
export async function deleteOldAudit(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 3600_000)
  for (;;) {
    const done = await db
      .deleteFrom('audit_log')
      .where('id', 'in', (old) =>
        old.selectFrom('audit_log').select('id').where('at', '<', before).limit(deletedAtOnce),
      )
      .executeTakeFirst()
    if (done.numDeletedRows < BigInt(deletedAtOnce)) return
  }
}
