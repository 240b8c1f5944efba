import { UnreadableDocument } from '../reading/document.ts'
import { readDocument } from '../reading/read-document.ts'
import type { SourceAdapter } from './adapter.ts'
import { formatOfMediaType, type MediaType } from './media-types.ts'

/** A document that was handed in. */
export const uploads: SourceAdapter = {
  async fetch({ title, url, mediaType, content }, signal) {
    if (content === null) throw new UnreadableDocument('The document is no longer here. Add it again.')
    const format = formatOfMediaType[mediaType as MediaType]
    const document = await readDocument({ format, bytes: content, charset: null, url }, { signal })
    return { document, title, url, mediaType }
  },
}
