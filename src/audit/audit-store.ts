import type { Db, Tx } from '#db/index.ts'
import { newId } from '#kernel/ids.ts'
import type { Actor } from './actor.ts'
import type { Changes } from './changes.ts'

/** `noun.verb`, as jobs and events are named. */
export type AuditAction =
  | 'content.update'
  | 'content.schedule'
  | 'content.publish'
  | 'content.unpublish'
  | 'content.confirm_facts'
  | 'key.create'
  | 'key.update'
  | 'key.revoke'
  | 'site.create'
  | 'site.update'
  | 'category.create'
  | 'brand_voice.create'
  | 'element.create'
  | 'element.update'
  | 'element.delete'
  | 'content_type.update'
  | 'site_models.update'
  | 'webhook.create'
  | 'webhook.update'
  | 'webhook.delete'
  | 'webhook.rotate_secret'
  | 'webhook.disable'
  | 'inventory.import'
  | 'source.create'
  | 'source.delete'
  | 'job.retry'

export type NewAuditEntry = {
  /** Of a change that takes several transactions: in each it tells under one id what it has come to. */
  id?: string
  siteId: string
  action: AuditAction
  nounId: string
  details: Changes
}

/** Says who changed what, in the transaction of the change; of what changed nothing, nothing. */
export async function insertAudit(
  tx: Tx,
  actor: Actor,
  entries: readonly NewAuditEntry[],
  now: Date,
): Promise<void> {
  const changes = entries.filter(({ details }) => Object.keys(details).length > 0)
  if (changes.length === 0) return
  const key = actor.kind === 'key' ? actor : undefined
  await tx
    .insertInto('audit_log')
    .values(
      changes.map(({ id = newId(), siteId, action, nounId, details }) => ({
        id,
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
    .onConflict((oc) => oc.column('id').doUpdateSet((eb) => ({ details: eb.ref('excluded.details') })))
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

/** When the last of these was done, as far as the log goes back. */
export async function findLastAuditAt(
  db: Db,
  siteId: string,
  action: AuditAction,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('audit_log')
    .select('at')
    .where('site_id', '=', siteId)
    .where('action', '=', action)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
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
