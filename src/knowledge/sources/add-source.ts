import type { Actor } from '#audit/index.ts'
import type { Tx } from '#db/index.ts'
import { defineJob, enqueue } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { OutboundUrlError, parseOutboundUrl } from '#kernel/outbound/index.ts'
import { documentLimits } from '../reading/document.ts'
import type { MediaType } from './media-types.ts'
import { countSources, insertSource, type Source } from './source-store.ts'
import { tellChange } from './tell-change.ts'

export const readSourceJob = defineJob<{ siteId: string; sourceId: string }>({
  name: 'source.read',
  concurrency: 2,
  perSiteMax: 1,
  expireSeconds: 300,
})

export type AddSourceDeps = {
  clock: Clock
  /** Addresses of this machine are admitted. */
  dev: boolean
}

export type SourceInput = { url: string } | { title: string; mediaType: MediaType; content: Uint8Array }

const sourcesMax = 500

/**
 * Notes the source and has it read.
 * @throws AppError validation_error for an address that is not admitted, an empty document, or a site that has too many.
 */
export async function addSource(
  deps: AddSourceDeps,
  tx: Tx,
  { siteId, actor }: { siteId: string; actor: Actor },
  input: SourceInput,
): Promise<Source> {
  const parts = 'url' in input ? pageOf(input.url, deps) : documentOf(input)
  if ((await countSources(tx, siteId)) >= sourcesMax) {
    throw invalid('', `A site can have ${sourcesMax} sources; remove one that is not needed any more`)
  }
  const now = deps.clock.now()
  const source = { id: newId(), ...parts }
  await insertSource(tx, { siteId, ...source }, now)
  await enqueue(tx, readSourceJob, [{ siteId, data: { siteId, sourceId: source.id } }])
  await tellChange(tx, actor, { action: 'source.create', siteId, id: source.id, after: source }, now)
  const { content, ...noted } = source
  return {
    ...noted,
    status: 'reading',
    error: null,
    factCount: 0,
    proseFactCount: 0,
    proseDroppedCount: 0,
    passageCount: 0,
    retrievedAt: null,
    createdAt: now,
  }
}

function pageOf(address: string, { dev }: AddSourceDeps) {
  try {
    const { href: url, host } = parseOutboundUrl(address, { dev })
    return { kind: 'web' as const, title: host, url, mediaType: null, content: null }
  } catch (error) {
    throw error instanceof OutboundUrlError ? invalid('url', `url ${error.message}`) : error
  }
}

function documentOf({ title, mediaType, content }: Extract<SourceInput, { title: string }>) {
  if (content.byteLength === 0) throw invalid('content', 'content must not be empty')
  if (content.byteLength > documentLimits.bytes) {
    throw invalid('content', 'content must have at most 10 MB; split the document')
  }
  return { kind: 'upload' as const, title, url: null, mediaType, content }
}
