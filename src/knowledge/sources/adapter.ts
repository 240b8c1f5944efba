import type { ReadDocument } from '../reading/document.ts'
import type { UnreadSource } from './source-store.ts'

/** What a source turned out to be. */
export type Fetched = {
  document: ReadDocument
  title: string
  url: string | null
  mediaType: string | null
}

/**
 * One way to come by a source's text. Everything behind it is the same for all: tables become facts, prose becomes
 * passages, and neither is ever an instruction.
 */
export type SourceAdapter = {
  /** @throws UnreadableDocument with a sentence for whoever added the source. */
  fetch(source: UnreadSource, signal: AbortSignal): Promise<Fetched>
}
