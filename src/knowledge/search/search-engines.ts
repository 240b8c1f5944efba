// How each engine is asked, and where its results stand in what it answers:
// https://docs.searxng.org/dev/search_api.html, https://api-dashboard.search.brave.com/app/documentation/web-search,
// https://docs.tavily.com/documentation/api-reference/endpoint/search

import type { OutboundRequest } from '#kernel/outbound/index.ts'

type SearchEngineName = 'searxng' | 'brave' | 'tavily'

/** `url`: of a SearXNG, whose operator has enabled the format JSON. */
export type SearchSettings = { engine: SearchEngineName; url: string | undefined; key: string | undefined }

type SearchEngine = {
  request(
    settings: SearchSettings,
    words: string,
    limit: number,
  ): Pick<OutboundRequest, 'method' | 'url' | 'headers' | 'body'>
  results(answer: unknown): unknown
}

export const searchEngines: Readonly<Record<SearchEngineName, SearchEngine>> = {
  searxng: {
    request: ({ url = '' }, words) => ({
      method: 'GET',
      url: withQuery(`${url.replace(/\/+$/, '')}/search`, { q: words, format: 'json' }),
      headers: {},
    }),
    results: (answer) => (answer as { results?: unknown } | null)?.results,
  },
  brave: {
    request: ({ key = '' }, words, limit) => ({
      method: 'GET',
      url: withQuery('https://api.search.brave.com/res/v1/web/search', { q: words, count: String(limit) }),
      headers: { 'x-subscription-token': key },
    }),
    results: (answer) => (answer as { web?: { results?: unknown } } | null)?.web?.results,
  },
  tavily: {
    request: ({ key = '' }, words, limit) => ({
      method: 'POST',
      url: 'https://api.tavily.com/search',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: words, max_results: limit }),
    }),
    results: (answer) => (answer as { results?: unknown } | null)?.results,
  },
}

function withQuery(address: string, query: Record<string, string>): string {
  return `${address}?${new URLSearchParams(query)}`
}
