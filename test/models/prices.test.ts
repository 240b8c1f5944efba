import assert from 'node:assert/strict'
import { test } from 'node:test'
import { providers } from '#models/index.ts'
import { dayIn, nextDayIn } from '../../src/models/spending/days.ts'
import { costOf, priceOf, prices } from '../../src/models/spending/prices.ts'

test('every price names a provider, a model, two amounts and the page and day where it was read', () => {
  for (const price of prices) {
    const what = JSON.stringify(price)
    assert.deepEqual(
      Object.keys(price),
      ['provider', 'model', 'input', 'output', 'until', 'source', 'read_on'],
      what,
    )
    assert.ok(Object.hasOwn(providers, price.provider), what)
    assert.match(price.model, /^[\w.:/@+-]+$/, what)
    assert.doesNotMatch(price.model, /-20\d{6}$/, what)
    for (const amount of [price.input, price.output]) assert.ok(amount > 0 && amount < 1000, what)
    assert.ok(price.output >= price.input, what)
    assert.equal(new URL(price.source).protocol, 'https:', what)
    for (const day of [price.read_on, price.until ?? '2026-01-01'])
      assert.match(day, /^20\d\d-\d\d-\d\d$/, what)
  }
  const open = prices
    .filter(({ until }) => until === null)
    .map(({ provider, model }) => `${provider}/${model}`)
  assert.deepEqual(open, [...new Set(open)], 'a model has two prices')
})

test('a price is that of the day, and a snapshot’s that of its model', () => {
  const input = (model: string, day: string) => priceOf('google', model, day)?.input
  assert.equal(input('gemini-3.8-flash', '2026-12-31'), 0.75)
  assert.equal(input('gemini-3.8-flash', '2027-01-01'), 1.5)
  assert.equal(priceOf('anthropic', 'claude-haiku-4-5-20251001', '2026-11-29')?.output, 5)
  assert.equal(priceOf('openai', 'gpt-5.4-mini-2026-03-17', '2026-11-29')?.output, 4.5)
})

test('what was not read has no price, and no cost', () => {
  for (const [provider, model] of [
    ['openai', 'gpt-5.4-mini-turbo'],
    ['openrouter', 'gpt-5.4-mini'],
    ['ollama', 'qwen3:8b'],
  ] as const) {
    const price = priceOf(provider, model, '2026-11-29')
    assert.equal(price, undefined)
    assert.equal(costOf({ inputTokens: 1, outputTokens: 1, isEstimate: false }, price), null)
  }
})

test('the next day begins at the zone’s midnight, also where clocks are put forward, back, or at midnight', () => {
  const next = (zone: string, at: string) => nextDayIn(zone, new Date(at)).toISOString()
  assert.equal(next('UTC', '2026-11-29T23:59:59.999Z'), '2026-11-30T00:00:00.000Z')
  assert.equal(next('UTC', '2026-11-30T00:00:00.000Z'), '2026-12-01T00:00:00.000Z')
  assert.equal(next('America/New_York', '2026-03-08T05:00:00Z'), '2026-03-09T04:00:00.000Z', '23 hours')
  assert.equal(next('America/New_York', '2026-11-01T04:00:00Z'), '2026-11-02T05:00:00.000Z', '25 hours')
  assert.equal(next('Asia/Kolkata', '2026-11-29T18:29:59Z'), '2026-11-29T18:30:00.000Z')
  assert.equal(next('America/Havana', '2026-03-07T12:00:00Z'), '2026-03-08T05:00:00.000Z', 'no midnight')
  assert.equal(dayIn('Pacific/Auckland', new Date('2026-11-29T12:00:00Z')), '2026-11-30')
})
