import type { Actor } from '#audit/index.ts'
import type { Tx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { listSubjectsOfSource } from '../fact-store.ts'
import { lockTexts, updateStale, updateUncarried } from '../stated-store.ts'
import { deleteSource } from './source-store.ts'
import { tellChange } from './tell-change.ts'

export const sourceNotFound = 'Source not found'

/** Takes a source away with its facts and passages; texts that rest on them alone are stale. @throws AppError not_found */
export async function removeSource(
  { clock }: { clock: Clock },
  tx: Tx,
  { siteId, id, actor }: { siteId: string; id: string; actor: Actor },
): Promise<void> {
  const subjects = await listSubjectsOfSource(tx, siteId, id)
  const before = await deleteSource(tx, siteId, id)
  if (!before) throw notFound(sourceNotFound)
  const now = clock.now()
  await lockTexts(tx, siteId)
  const texts = await updateUncarried(tx, siteId, subjects)
  if (texts.length > 0) await updateStale(tx, siteId, texts, now)
  await tellChange(tx, actor, { action: 'source.delete', siteId, id, before }, now)
}
