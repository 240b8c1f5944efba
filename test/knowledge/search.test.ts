// Pages from a search engine: how each is asked, and what is made of what it answers.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OperatorError } from '#kernel/errors.ts'
import type { OutboundDoor, OutboundRequest } from '#kernel/outbound/index.ts'
import { searchWeb } from '#knowledge/index.ts'
import { readConfig } from '../../src/config.ts'
import { openDoor, startReceiver } from '../kernel/receiver.ts'

/** A door behind which an engine answers this. */
function answering(answer: unknown, status = 200) {
  const asked: OutboundRequest[] = []
  const door: OutboundDoor = {
    async send(request) {
      asked.push(request)
      const body = Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer))
      return { status, headers: {}, body, truncated: false, durationMs: 1 }
    },
    async close() {},
  }
  return { door, asked }
}

const results = [
  { title: 'Towing\u0000 guide', url: 'https://www.example.com/towing#top' },
  { title: 'Towing guide', url: 'https://www.example.com/towing' },
  { url: 'https://www.example.org/' },
  { title: 'A script', url: 'javascript:alert(1)' },
  { title: 'A file', url: 'file:///etc/passwd' },
  null,
]
const hits = [
  { title: 'Towing guide', url: 'https://www.example.com/towing' },
  { title: 'www.example.org', url: 'https://www.example.org/' },
]

test('Brave and Tavily are asked as they document, with the key in a header', async () => {
  const brave = answering({ web: { results } })
  const settings = { engine: 'brave', url: undefined, key: 'secret' } as const
  assert.deepEqual(await searchWeb(brave.door, settings, 'pilot towing & hitch', 5), hits)
  const [request] = brave.asked
  assert.equal(
    request?.url,
    'https://api.search.brave.com/res/v1/web/search?q=pilot+towing+%26+hitch&count=5',
  )
  assert.equal(request?.headers['x-subscription-token'], 'secret')
  const tavily = answering({ results })
  assert.deepEqual(
    await searchWeb(tavily.door, { ...settings, engine: 'tavily' }, 'pilot', 1),
    hits.slice(0, 1),
  )
  assert.equal(tavily.asked[0]?.headers.authorization, 'Bearer secret')
  assert.deepEqual(JSON.parse(String(tavily.asked[0]?.body)), { query: 'pilot', max_results: 1 })
})

test('a SearXNG is asked at its address', async (t) => {
  const paths: (string | undefined)[] = []
  const { url } = await startReceiver(t, (request, response) => {
    paths.push(request.url)
    response.end(JSON.stringify({ results }))
  })
  assert.deepEqual(await searchWeb(openDoor(t), { engine: 'searxng', url, key: undefined }, 'pilot', 5), hits)
  assert.deepEqual(paths, ['/search?q=pilot&format=json'])
})

test('an engine that refuses, or answers something else, is told with what to check', async () => {
  const settings = { engine: 'brave', url: undefined, key: 'wrong' } as const
  for (const { door } of [answering('no', 401), answering('<html>')]) {
    await assert.rejects(
      searchWeb(door, settings, 'pilot', 5),
      (error: Error) => error instanceof OperatorError && /Check FORECOURT_SEARCH/.test(error.message),
    )
  }
  assert.deepEqual(await searchWeb(answering({ web: null }).door, settings, 'pilot', 5), [])
})

test('the setting names an engine, and a key where it needs one', () => {
  const search = (FORECOURT_SEARCH: string, key?: string) =>
    readConfig({ FORECOURT_SEARCH, ...(key ? { FORECOURT_SEARCH_KEY: key } : {}) }).search
  assert.deepEqual(search('brave', 'k'), { engine: 'brave', url: undefined, key: 'k' })
  assert.equal(search('https://search.example.com/')?.engine, 'searxng')
  assert.throws(() => search('brave'), /FORECOURT_SEARCH_KEY is required with brave/)
  assert.throws(() => search('searxng'), /FORECOURT_SEARCH must be/)
  assert.throws(() => search('google'), /FORECOURT_SEARCH must be/)
})
