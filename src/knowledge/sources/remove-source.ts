import type { Actor } from '#audit/index.ts'
import type { Tx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { deleteSource } from './source-store.ts'
import { tellChange } from './tell-change.ts'

export const sourceNotFound = 'Source not found'

/** Takes a source away with its facts and passages; texts that are written stay. @throws AppError not_found */
export async function removeSource(
  { clock }: { clock: Clock },
  tx: Tx,
  { siteId, id, actor }: { siteId: string; id: string; actor: Actor },
): Promise<void> {
  const before = await deleteSource(tx, siteId, id)
  if (!before) throw notFound(sourceNotFound)
  await tellChange(tx, actor, { action: 'source.delete', siteId, id, before }, clock.now())
}
