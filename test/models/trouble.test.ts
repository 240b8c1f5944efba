// Providers in trouble: waits, the circuit, the next model, the lanes, the deadline.

import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { ModelError } from '#models/index.ts'
import { behaviours, status } from '../harness/fake-model/behaviours.ts'
import { ask, type Desk, type DeskOptions, openDesk, sentence, textOf } from './desk.ts'

const open: Desk[] = []

async function desk(options: DeskOptions = {}): Promise<Desk> {
  const made = await openDesk(options)
  open.push(made)
  return made
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.fake.stop()
})

async function errorOf(asked: Promise<unknown>): Promise<ModelError> {
  const error = await asked.then(
    () => assert.fail('an object came'),
    (error) => error,
  )
  assert.ok(error instanceof ModelError, String(error))
  return error
}

/** Waits until a promise's condition holds, at most 5 s. */
async function until(done: () => boolean): Promise<void> {
  const end = Date.now() + 5000
  while (!done()) {
    if (Date.now() > end) throw new Error('waited for too long')
    await setTimeout(2)
  }
}

test('a 429 is waited out as long as it says, in seconds or by a date', async () => {
  const one = await desk()
  const date = new Date(one.clock.now().getTime() + 9000).toUTCString()
  one.fake.script(status(429, { 'retry-after': '7' }), status(429, { 'retry-after': date }))
  const generated = await ask(one)
  assert.equal(textOf(generated), sentence)
  assert.deepEqual(one.waits, [7000, 9000])
  assert.deepEqual(generated.usage, { inputTokens: 120, outputTokens: 45, isEstimate: false })
})

test('without a word from the provider the waits grow', async () => {
  const one = await desk()
  one.fake.script(status(500), status(503))
  await ask(one)
  assert.deepEqual(one.waits, [250, 500])
})

test('a wait that would pass the deadline is not begun', async () => {
  const one = await desk()
  one.fake.script(status(429, { 'retry-after': '3600' }))
  const error = await errorOf(ask(one))
  assert.equal(error.kind, 'rate-limited')
  assert.deepEqual(one.waits, [])
  assert.equal(one.fake.requests.length, 1)
})

test('three failures are all that is tried', async () => {
  const one = await desk()
  one.fake.always(status(500))
  const error = await errorOf(ask(one))
  assert.equal(error.calls, 3)
  assert.equal(one.fake.requests.length, 3)
})

for (const name of ['hang', 'hangMidway'] as const) {
  test(`a model that hangs (${name}) is left at the deadline`, async () => {
    const one = await desk()
    one.fake.always(behaviours[name])
    const from = performance.now()
    const error = await errorOf(ask(one, { forMs: 250 }))
    assert.equal(error.kind, 'deadline')
    assert.equal(error.calls, 1)
    assert.ok(error.usage.isEstimate && error.usage.inputTokens > 0)
    assert.ok(performance.now() - from < 5000)
    await until(() => one.fake.atOnce().now === 0)
  })
}

test('a deadline that has passed asks nobody', async () => {
  const one = await desk()
  assert.equal((await errorOf(ask(one, { forMs: -1 }))).kind, 'deadline')
  assert.equal(one.fake.requests.length, 0)
})

test('a caller that goes away ends its call with its own reason, and is no failure of the provider', async () => {
  const one = await desk()
  one.fake.always(behaviours.hang)
  for (let i = 0; i < 6; i++) {
    const gone = new AbortController()
    const asked = ask(one, { signal: gone.signal })
    await until(() => one.fake.requests.length === i + 1)
    gone.abort(new Error('the job is gone'))
    await assert.rejects(asked, /the job is gone/)
  }
  one.fake.always(behaviours.phrase)
  await ask(one)
})

test('the circuit opens after five failures in a row, tries once after its rest, and closes', async () => {
  const one = await desk()
  one.fake.always(status(500))
  await errorOf(ask(one))
  const opened = await errorOf(ask(one))
  assert.equal(one.fake.requests.length, 5)
  assert.equal(opened.kind, 'resting')
  assert.equal((await errorOf(ask(one))).calls, 0)
  one.clock.forward(29_000)
  await errorOf(ask(one))
  assert.equal(one.fake.requests.length, 5)

  one.clock.forward(1000)
  await errorOf(ask(one))
  assert.equal(one.fake.requests.length, 6, 'one call tried it, and the circuit is open again')
  one.fake.always(behaviours.phrase)
  await errorOf(ask(one))
  one.clock.forward(30_000)
  assert.equal((await ask(one)).calls, 1)
  one.fake.script(status(500))
  assert.equal((await ask(one)).calls, 2, 'closed again: one failure opens nothing')
})

test('while one call tries a provider that rested, no other does', async () => {
  const one = await desk()
  one.fake.always(status(500))
  await errorOf(ask(one))
  await errorOf(ask(one))
  one.clock.forward(30_000)
  one.fake.always(behaviours.hang)
  const trial = ask(one, { forMs: 400 })
  await until(() => one.fake.requests.length === 6)
  assert.equal((await errorOf(ask(one))).kind, 'resting')
  await errorOf(trial)
  assert.equal(one.fake.requests.length, 6)
})

test('a wrong key or a full quota opens no circuit', async () => {
  const one = await desk()
  one.fake.always(status(401))
  for (let i = 0; i < 6; i++) await errorOf(ask(one))
  one.fake.always(status(429))
  for (let i = 0; i < 2; i++) await errorOf(ask(one))
  one.fake.always(behaviours.phrase)
  await ask(one)
})

test('models are asked in their order: the next at once, without a wait, and no more than three calls in all', async () => {
  const one = await desk({ models: ['ollama/a', 'anthropic/b', 'google/c'] })
  one.fake.script(status(500), status(429, { 'retry-after': '9' }))
  const generated = await ask(one)
  assert.equal(`${generated.provider}/${generated.model}`, 'google/c')
  assert.equal(generated.calls, 3)
  assert.deepEqual(one.waits, [])
  assert.deepEqual(
    one.fake.requests.map(({ dialect }) => dialect),
    ['chat', 'anthropic', 'google'],
  )
  one.fake.always(status(500))
  const error = await errorOf(ask(one))
  assert.equal(error.calls, 3)
  assert.match(error.message, /ollama\/a answered.*anthropic\/b answered.*google\/c answered/)
})

test('a model whose answers cannot be used leaves a call for the next', async () => {
  const one = await desk({ models: ['ollama/a', 'anthropic/b'] })
  one.fake.script(behaviours.prose, behaviours.prose)
  const generated = await ask(one)
  assert.equal(generated.provider, 'anthropic')
  assert.equal(generated.calls, 3)
})

test('a model that hangs leaves half of the time to the next', async () => {
  const one = await desk({ models: ['ollama/a', 'anthropic/b'] })
  one.fake.script(behaviours.hang)
  assert.equal((await ask(one, { forMs: 1500 })).provider, 'anthropic')
})

test('a provider that cannot be reached costs nothing, and the next is asked', async () => {
  const gone = await openDesk()
  await gone.fake.stop()
  const one = await desk({ models: ['ollama/a', 'vllm/b'], at: { ollama: `${gone.fake.url}/v1` } })
  const generated = await ask(one)
  assert.equal(generated.provider, 'vllm')
  assert.equal(generated.usage.isEstimate, false)
})

test('a site has two calls at once, a provider as many as it may, and none is lost', async () => {
  const one = await desk({ limits: { perProvider: 3, perSite: 2 } })
  const held = Promise.withResolvers<void>()
  one.fake.always(async (request) => {
    await held.promise
    return behaviours.phrase(request)
  })
  const ofA = Array.from({ length: 4 }, () => ask(one, { site: 'site:a' }))
  await until(() => one.fake.atOnce().now === 2)
  const ofB = Array.from({ length: 4 }, () => ask(one, { site: 'site:b' }))
  await until(() => one.fake.atOnce().now === 3)
  held.resolve()
  await Promise.all([...ofA, ...ofB])
  assert.equal(one.fake.requests.length, 8)
  assert.equal(one.fake.atOnce().most, 3)
})

test('who waits in a lane past the deadline is let go, and is not asked for later', async () => {
  const one = await desk({ limits: { perProvider: 8, perSite: 1 } })
  const held = Promise.withResolvers<void>()
  one.fake.script(async (request) => {
    await held.promise
    return behaviours.phrase(request)
  })
  const first = ask(one)
  await until(() => one.fake.requests.length === 1)
  const error = await errorOf(ask(one, { forMs: 100 }))
  assert.equal(error.kind, 'deadline')
  assert.equal(error.calls, 0)
  held.resolve()
  await first
  await ask(one)
  assert.equal(one.fake.requests.length, 2)
})
