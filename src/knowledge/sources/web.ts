// A page of the web, asked for once, through the door that connects to public addresses alone. Each redirect is judged
// like the first address, by the door and by the robots.txt of its host.

import type { OutboundResponse } from '#kernel/outbound/index.ts'
import { UnreadableDocument } from '../reading/document.ts'
import { readDocument } from '../reading/read-document.ts'
import type { SourceAdapter } from './adapter.ts'
import { formatOfPage } from './media-types.ts'
import { assertAllowed } from './robots.ts'
import { type PageDeps, send } from './send.ts'

const bytesMax = 5 * 1024 * 1024
const redirectsMax = 5
const accept = 'text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, text/csv;q=0.9'

export function webPages(deps: PageDeps): SourceAdapter {
  return {
    async fetch(source, signal) {
      if (source.url === null) throw new Error(`Source ${source.id} has no address.`)
      const { url, answer } = await followed(deps, source.url, signal)
      const { format, charset, mediaType } = kindOf(answer)
      const document = await readDocument({ format, bytes: answer.body, charset, url }, { signal })
      if (document.passages.length === 0 && document.tables.length === 0) {
        throw new UnreadableDocument(
          'The page has no text of its own; it may be put together by scripts. Save what it shows as a document and add that.',
        )
      }
      return { document, title: document.title ?? source.title, url, mediaType }
    },
  }
}

async function followed(
  deps: PageDeps,
  address: string,
  signal: AbortSignal,
): Promise<{ url: string; answer: OutboundResponse }> {
  let url = address
  for (let hop = 0; hop <= redirectsMax; hop++) {
    await assertAllowed(deps, new URL(url), signal)
    const answer = await send(deps, url, { bytesMax, accept }, signal)
    const location = [answer.headers.location].flat()[0]
    if (answer.status < 300 || answer.status >= 400 || !location) return { url, answer }
    if (!URL.canParse(location, url)) break
    const next = new URL(location, url)
    next.hash = ''
    url = next.href
  }
  throw new UnreadableDocument(
    'The address leads from one to the next without an end. Add the page’s own address.',
  )
}

function kindOf({ status, headers, truncated }: OutboundResponse) {
  if (status < 200 || status >= 300) {
    throw new UnreadableDocument(`The page answered ${status}. Check the address and add it again.`)
  }
  if (truncated) {
    throw new UnreadableDocument(
      'The page is larger than 5 MB, or came too slowly. Save what matters of it as a document and add that.',
    )
  }
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase()
  if (encoding !== 'identity') {
    throw new UnreadableDocument(
      'The page comes packed although it was asked for plain. Save it as a document and add that.',
    )
  }
  const contentType = [headers['content-type']].flat()[0] ?? ''
  const kind = formatOfPage(contentType)
  if (!kind) {
    const what = contentType.split(';')[0]?.trim().slice(0, 100) || 'nothing that it names'
    throw new UnreadableDocument(
      `The page is ${what}, which is not read. Add a page, a PDF, CSV, Markdown or text.`,
    )
  }
  return { ...kind, mediaType: contentType.split(';')[0]?.trim().toLowerCase() ?? null }
}
