// Pages for some words, from the search engine that the operator has chosen. What comes back are addresses and what
// they are called; the pages themselves are read as any other page is, each by its own robots.txt.

import { OperatorError } from '#kernel/errors.ts'
import { type OutboundDoor, OutboundError } from '#kernel/outbound/index.ts'
import { cleanText } from '../reading/clean-text.ts'
import { type SearchSettings, searchEngines } from './search-engines.ts'

const timeoutMs = 20_000
const bytesMax = 2 * 1024 * 1024

export type SearchHit = { title: string; url: string }

/** @throws OperatorError that says what is wrong with the engine, its address or its key. */
export async function searchWeb(
  door: OutboundDoor,
  settings: SearchSettings,
  words: string,
  limit: number,
): Promise<SearchHit[]> {
  const engine = searchEngines[settings.engine]
  const { headers, ...request } = engine.request(settings, words, limit)
  const given = { accept: 'application/json', 'accept-encoding': 'identity', ...headers }
  const answer = await door
    .send({ ...request, headers: given, timeoutMs, bodyBytesMax: bytesMax })
    .catch((error) => {
      if (!(error instanceof OutboundError)) throw error
      throw new OperatorError(`${settings.engine} could not be asked. ${error.message}`, { cause: error })
    })
  if (answer.status !== 200 || answer.truncated) {
    throw new OperatorError(
      `${settings.engine} answered ${answer.status}. Check FORECOURT_SEARCH and FORECOURT_SEARCH_KEY.`,
    )
  }
  return hitsOf(engine.results(parsed(answer.body, settings))).slice(0, limit)
}

function parsed(body: Buffer, { engine }: SearchSettings): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new OperatorError(`${engine} did not answer in JSON. Check FORECOURT_SEARCH.`, { cause })
  }
}

/** What an engine returns is a stranger's too: what is no address of the web is left out. */
function hitsOf(results: unknown): SearchHit[] {
  if (!Array.isArray(results)) return []
  const hits = results.flatMap((result: { url?: unknown; title?: unknown } | null): SearchHit[] => {
    const { url, title } = result ?? {}
    if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return []
    const page = new URL(url)
    page.hash = ''
    return [{ url: page.href, title: cleanText(typeof title === 'string' ? title : page.host).slice(0, 300) }]
  })
  return hits.filter(({ url }, at) => hits.findIndex((other) => other.url === url) === at)
}
