// The rungs: what a model may answer, and what is made of it.

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { ModelError } from '#models/index.ts'
import { behaviours, says, status } from '../harness/fake-model/behaviours.ts'
import { ask, type Desk, openDesk, redCar, sentence, textOf } from './desk.ts'

let desk: Desk

before(async () => {
  desk = await openDesk()
})
after(() => desk.fake.stop())
beforeEach(() => {
  desk.fake.requests.length = 0
  desk.fake.always(behaviours.phrase)
})

async function failure(kind: ModelError['kind'], asked = ask(desk)): Promise<ModelError> {
  const error = await asked.then(
    () => assert.fail('an object came'),
    (error) => error,
  )
  assert.ok(error instanceof ModelError, String(error))
  assert.equal(error.kind, kind, error.message)
  return error
}

test('the server is asked to hold the answer to the schema, without lengths, which some refuse', async () => {
  const generated = await ask(desk)
  assert.equal(textOf(generated), sentence)
  assert.deepEqual(
    { ...generated, object: null, callId: '' },
    {
      object: null,
      callId: '',
      usage: { inputTokens: 120, outputTokens: 45, isEstimate: false },
      provider: 'ollama',
      model: 'qwen3',
      calls: 1,
    },
  )
  const [request] = desk.fake.requests
  assert.match(JSON.stringify(request?.schema), /"required":\["paragraphs"\]/)
  assert.doesNotMatch(JSON.stringify(request?.schema), /minLength|maxLength|minItems|maxItems/)
  assert.match(request?.system ?? '', /JSON/)
})

for (const name of ['fenced', 'sloppy'] as const) {
  test(`an answer that is ${name} is put right without another call`, async () => {
    desk.fake.script(behaviours[name])
    const generated = await ask(desk)
    assert.equal(textOf(generated), sentence)
    assert.equal(generated.calls, 1)
  })
}

test('what a model thinks aloud before its answer is passed over', async () => {
  desk.fake.script(says('<think>{"paragraphs": no}</think>\n{"paragraphs":[]}'))
  assert.deepEqual((await ask(desk)).object, { paragraphs: [] })
})

test('prose: the schema goes into the prompt, and then the validator’s words', async () => {
  desk.fake.script(behaviours.prose, behaviours.prose)
  const generated = await ask(desk)
  assert.equal(textOf(generated), sentence)
  assert.equal(generated.calls, 3)
  assert.equal(generated.usage.inputTokens, 360)
  const [first, second, third] = desk.fake.requests
  assert.ok(first?.schema)
  assert.equal(second?.schema, undefined)
  assert.match(second?.system ?? '', /"required":\["paragraphs"\]/)
  assert.match(third?.user ?? '', /not a JSON object/)
})

test('prose again and again ends after three calls', async () => {
  desk.fake.always(behaviours.prose)
  assert.equal((await failure('unusable')).calls, 3)
  assert.equal(desk.fake.requests.length, 3)
})

test('JSON of another shape: one corrective call tells what is wrong where, and no second one', async () => {
  desk.fake.script(behaviours.wrongSchema)
  const generated = await ask(desk)
  assert.equal(generated.calls, 2)
  assert.match(desk.fake.requests[1]?.user ?? '', /must have required property 'paragraphs'/)
  assert.match(desk.fake.requests[1]?.user ?? '', /must NOT have additional properties: \\"section\\"/)
  desk.fake.always(behaviours.wrongSchema)
  assert.equal((await failure('unusable')).calls, 2)
})

test('what the caller’s own check finds is told to the model', async () => {
  const asked = desk.models.generate({
    task: 'phrase-section',
    site: 'site:a',
    work: { kind: 'content', id: 'content:a', part: null },
    instructions: 'Word the facts.',
    data: redCar,
    schema: (await import('../../src/models/section-task.ts')).PhrasedSection,
    maxTokens: 500,
    deadline: new Date(desk.clock.now().getTime() + 20_000),
    check: ({ paragraphs }) => (desk.fake.requests.length < 2 ? [`too few: ${paragraphs.length}`] : []),
  })
  assert.equal((await asked).calls, 2)
  assert.match(desk.fake.requests[1]?.user ?? '', /too few: 1/)
})

test('a server that refuses schemas is asked without one, and never with one again', async () => {
  const own = await openDesk()
  try {
    own.fake.always(behaviours.refusesSchema)
    assert.equal((await ask(own)).calls, 2)
    assert.equal((await ask(own)).calls, 1)
    assert.deepEqual(
      own.fake.requests.map(({ schema }) => schema === undefined),
      [false, true, true],
    )
  } finally {
    await own.fake.stop()
  }
})

test('an answer that its tokens cut off is never repaired into a whole one', async () => {
  desk.fake.script(behaviours.truncated)
  assert.equal((await ask(desk)).calls, 2)
  assert.match(desk.fake.requests[1]?.user ?? '', /cut off because it is too long/)
})

for (const name of ['cut', 'cutSilently'] as const) {
  test(`a stream that breaks off (${name}) is no answer, and costs`, async () => {
    desk.fake.script(behaviours[name])
    const generated = await ask(desk)
    assert.equal(textOf(generated), sentence)
    assert.equal(generated.calls, 2)
    assert.equal(generated.usage.isEstimate, true)
    assert.ok(generated.usage.inputTokens > 120)
  })
}

test('200 kB are not read to their end', async () => {
  desk.fake.script(behaviours.huge)
  let chars = 0
  const onText = (delta: string) => {
    chars += delta.length
  }
  await failure('unusable', ask(desk, { onText }))
  assert.ok(chars <= 64_000, `${chars}`)
})

test('hostile JSON is refused in words', async () => {
  for (const text of [
    `{"paragraphs":${'['.repeat(30_000)}`,
    `{"__proto__":{"polluted":true},"paragraphs":[]}`,
    '[1, 2]',
    '{"paragraphs":"none"}',
  ]) {
    desk.fake.always(says(text))
    await failure('unusable')
  }
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

test('a status that asking again does not change ends at once, with what to do', async () => {
  for (const [code, advice] of [
    [401, /check its key/],
    [404, /check the name of the model/],
  ] as const) {
    desk.fake.script(status(code))
    const error = await failure('refused')
    assert.match(error.message, advice)
    assert.deepEqual(error.usage, { inputTokens: 0, outputTokens: 0, isEstimate: false })
  }
  assert.equal(desk.fake.requests.length, 2)
})

test('text is told as it arrives', async () => {
  const deltas: string[] = []
  const { object } = await ask(desk, { onText: (delta) => void deltas.push(delta) })
  assert.ok(deltas.length > 1)
  assert.deepEqual(JSON.parse(deltas.join('')), object)
})

test('a caller can allow fewer calls', async () => {
  desk.fake.always(behaviours.prose)
  assert.equal((await failure('unusable', ask(desk, { callsMax: 1 }))).calls, 1)
})
