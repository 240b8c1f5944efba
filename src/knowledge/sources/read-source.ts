// The job that reads a source: fetch, tables to facts, prose to passages (and to facts, where a model reads it), all of it settled in one transaction. A source
// that was removed or read meanwhile is left alone. What is wrong with the source itself is its end, with a sentence.

import { type Db, withTx } from '#db/index.ts'
import { handles, type JobHandler } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { type Log, silentLog } from '#kernel/log.ts'
import type { Models } from '#models/index.ts'
import { insertFactsOfSource } from '../fact-store.ts'
import { factsOfProse, type ReadProse } from '../prose/prose-fact.ts'
import { UnreadableDocument } from '../reading/document.ts'
import { factsOfTables } from '../tables/table-facts.ts'
import type { Fetched, SourceAdapter } from './adapter.ts'
import { readSourceJob } from './add-source.ts'
import type { PageDeps } from './send.ts'
import {
  findUnread,
  insertPassages,
  lockUnread,
  type Source,
  updateFailed,
  updateReady,
  updateUnread,
} from './source-store.ts'
import { uploads } from './upload.ts'
import { webPages } from './web.ts'

/** With `models` prose is read for facts as well. */
export type ReadSourceDeps = PageDeps & { db: Db; clock: Clock; models?: Models | undefined; log?: Log }

type Target = { siteId: string; sourceId: string }

const unread = 'The source could not be read. Remove it and add it again.'

export function readSourceHandler(deps: ReadSourceDeps): JobHandler {
  return handles(readSourceJob, (target, { log, signal }) => readSource({ ...deps, log }, target, signal), {
    async exhausted({ siteId, sourceId }) {
      await updateFailed(deps.db, siteId, sourceId, { error: unread, isFinal: false }, deps.clock.now())
    },
    revive: ({ siteId, sourceId }) => updateUnread(deps.db, siteId, sourceId, deps.clock.now()),
  })
}

/** Reads a source that is not read yet, whoever asks first. */
export async function readSource(
  deps: ReadSourceDeps,
  { siteId, sourceId }: Target,
  signal: AbortSignal,
): Promise<void> {
  const source = await findUnread(deps.db, siteId, sourceId)
  if (!source) return
  const adapters: Record<Source['kind'], SourceAdapter> = { upload: uploads, web: webPages(deps) }
  try {
    const fetched = await adapters[source.kind].fetch(source, signal)
    const prose = await proseOf(deps, { siteId, id: sourceId, kind: source.kind, ...fetched }, signal)
    await settle(deps, { siteId, sourceId }, source.kind, fetched, prose)
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error
    const failure = { error: error.message, isFinal: true }
    await updateFailed(deps.db, siteId, sourceId, failure, deps.clock.now())
  }
}

async function proseOf(
  { models, clock, log = silentLog }: ReadSourceDeps,
  { document, ...source }: Fetched & { siteId: string; id: string; kind: Source['kind'] },
  signal: AbortSignal,
): Promise<ReadProse> {
  if (!models) return { facts: [], dropped: 0 }
  // With the verifier's lexicon, which nothing else needs here.
  const { readProse } = await import('../prose/read-prose.ts')
  return await readProse({ models, clock, log }, { ...source, passages: document.passages }, signal)
}

async function settle(
  { db, clock }: ReadSourceDeps,
  { siteId, sourceId }: Target,
  kind: Source['kind'],
  { document, title, url, mediaType }: Fetched,
  prose: ReadProse,
): Promise<void> {
  const now = clock.now()
  const facts = factsOfTables(document.tables, { kind, thisYear: now.getUTCFullYear() })
  const said = factsOfProse(prose, facts)
  await withTx(db, async (tx) => {
    if (!(await lockUnread(tx, siteId, sourceId))) return
    const reading = { siteId, sourceId, kind, title, url, retrievedAt: now }
    const factCount = await insertFactsOfSource(tx, reading, facts)
    const proseFactCount = await insertFactsOfSource(tx, { ...reading, kind: 'prose' }, said.facts)
    await insertPassages(tx, siteId, sourceId, document.passages)
    const passageCount = document.passages.length
    const counts = { factCount, proseFactCount, proseDroppedCount: said.dropped, passageCount }
    await updateReady(tx, siteId, sourceId, { title, url, mediaType, ...counts }, now)
  })
}
