// robots.txt as RFC 9309 has it: what is not there forbids nothing (2.3.1.3), what cannot be asked for now forbids
// everything (2.3.1.4), and at most 500 KiB of it count (2.5).

import robotsParser from 'robots-parser'
import { UnreadableDocument } from '../reading/document.ts'
import { type PageDeps, send, userAgentName } from './send.ts'

const bytesMax = 500 * 1024
const redirectsMax = 5

/** @throws UnreadableDocument when the web site does not want the page to be read by programs. */
export async function assertAllowed(deps: PageDeps, url: URL, signal: AbortSignal): Promise<void> {
  const address = new URL('/robots.txt', url).href
  const text = await readRules(deps, address, signal)
  const isAllowed = robots(address, text).isAllowed(url.href, userAgentName) ?? true
  if (!isAllowed) {
    throw new UnreadableDocument(
      `${url.host} does not let programs read this page (robots.txt). Save it as a document and add that.`,
    )
  }
}

type Robots = { isAllowed(url: string, agent: string): boolean | undefined }
/** The package says that its export is a default; to Node it is the module itself. */
const robots = robotsParser as unknown as (url: string, text: string) => Robots

async function readRules(deps: PageDeps, address: string, signal: AbortSignal): Promise<string> {
  let url = address
  for (let hop = 0; hop <= redirectsMax; hop++) {
    const { status, headers, body } = await send(deps, url, { bytesMax, accept: 'text/plain' }, signal)
    const location = [headers.location].flat()[0]
    if (status >= 300 && status < 400 && location && URL.canParse(location, url)) {
      url = new URL(location, url).href
      continue
    }
    if (status >= 200 && status < 300) return body.toString('utf8')
    if (status >= 500 || status === 429) {
      throw new UnreadableDocument(
        `${new URL(address).host} does not say now what programs may read: robots.txt answered ${status}. Add the page again later.`,
      )
    }
    return ''
  }
  return ''
}
