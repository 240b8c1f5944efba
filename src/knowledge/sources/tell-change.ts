import { type Actor, changesOf, insertAudit } from '#audit/index.ts'
import type { Tx } from '#db/index.ts'
import type { Source } from './source-store.ts'

type Told = Pick<Source, 'kind' | 'title' | 'url' | 'mediaType'>

/** Says in the audit log who added or removed a source. */
export async function tellChange(
  tx: Tx,
  actor: Actor,
  change: {
    action: 'source.create' | 'source.delete'
    siteId: string
    id: string
    before?: Told
    after?: Told
  },
  now: Date,
): Promise<void> {
  const { action, siteId, id, before, after } = change
  const details = changesOf(before ? fieldsOf(before) : {}, after ? fieldsOf(after) : {})
  await insertAudit(tx, actor, [{ siteId, action, nounId: id, details }], now)
}

/** Addresses may carry a token in their query. */
function fieldsOf({ kind, title, url, mediaType }: Told): Record<string, unknown> {
  return { kind, title, url: url?.replace(/\?.*/s, '?…') ?? null, media_type: mediaType }
}
