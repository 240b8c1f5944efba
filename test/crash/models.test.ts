// A model words the article, and its workers are killed one after the other: each commits the section that the one
// before it had bought, buys the next one, and dies before it commits that.

import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { dataOf } from '../harness/fake-model/behaviours.ts'
import { startFakeModel } from '../harness/fake-model/server.ts'
import {
  assertCompleteOnce,
  completion,
  createWorld,
  finishedStages,
  finishingStage,
  kill,
  loseHeartbeat,
} from './article-world.ts'
import { nthStatement } from './postgres-proxy.ts'
import { compileOnce } from './server-process.ts'
import { within } from './waiting.ts'

before(compileOnce)

test('killed at each stage of an article, workers buy each section once, and it ends complete', async (t) => {
  const fake = await startFakeModel()
  t.after(() => fake.stop())
  const world = await createWorld(t, {
    settings: { FORECOURT_MODEL: 'ollama/qwen3', OLLAMA_BASE_URL: `${fake.url}/v1` },
    article: { content_depth: 'concise' },
  })
  const start = () => world.startWorker(nthStatement(2, finishingStage))
  const group = await Promise.all([start(), start(), start()])
  const end = completion(world, 120_000)
  end.catch(() => {})
  let kills = 0
  for (;;) {
    const stopped = group.map((worker) => worker.stopped.then(() => worker))
    const victim = await within(30_000, Promise.race([...stopped, end]), `stage ${kills + 2}, or the end`)
    if (!victim) break
    group.splice(group.indexOf(victim), 1)
    await kill(victim)
    kills++
    await loseHeartbeat(world)
    group.push(await start())
  }
  await assertCompleteOnce(world)
  const stages = (await finishedStages(world)).length
  t.diagnostic(`${stages} stages, ${kills} kills, ${fake.requests.length} calls`)
  assert.equal(kills, stages - 1, 'a worker died at each stage behind the plan')
  assert.ok(stages >= 11, 'the plan and ten sections')
  const bought = fake.requests.map((request) => JSON.stringify(dataOf(request)))
  assert.deepEqual(bought, [...new Set(bought)], 'a section was bought twice')
  const { rows } = await world.database.pool.query(`SELECT outcome, is_estimate FROM model_calls`)
  assert.equal(rows.length, bought.length)
  for (const { outcome, is_estimate } of rows) assert.deepEqual([outcome, is_estimate], ['answered', false])
})
