// What becomes of a job whose worker is killed. The tests mostly wait for heartbeats to be missed, so they run beside
// each other, each on a database of its own.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import {
  assertCompleteOnce,
  completion,
  createWorld,
  finishedStages,
  finishingStage,
  kill,
  loseHeartbeat,
  type Matcher,
  type World,
} from './article-world.ts'
import { nthStatement } from './postgres-proxy.ts'
import { compileOnce } from './server-process.ts'
import { within } from './waiting.ts'

/** A matcher for a transaction that begins after the n-th such statement. */
function beginningAfter(n: number, pattern: RegExp): Matcher {
  let seen = 0
  return ({ sql }) => {
    if (pattern.test(sql)) seen++
    return seen >= n && /^begin/i.test(sql)
  }
}

before(compileOnce)

describe('a job whose worker is lost', { concurrency: true }, () => {
  test('is finished by another worker within 30 s of the kill, and no finished stage is done again', async (t) => {
    const world = await createWorld(t)
    const first = await world.startWorker(nthStatement(4, finishingStage))
    await within(30_000, first.stopped, 'the fourth stage')
    await world.startFreeWorker()
    await kill(first)
    const killedAt = performance.now()
    const done = await finishedStages(world)
    assert.equal(done.length, 3)
    await completion(world, 30_000)
    t.diagnostic(`finished ${((performance.now() - killedAt) / 1000).toFixed(1)} s after the kill`)
    assert.deepEqual((await finishedStages(world)).slice(0, 3), done)
    await assertCompleteOnce(world)
  })

  test('is no dead letter after ten kills: it is finished then', async (t) => {
    const world = await createWorld(t)
    const start = (kills: number) => world.startWorker(nthStatement(kills % 3 === 0 ? 2 : 1, finishingStage))
    const group = await Promise.all([start(0), start(1), start(2)])
    for (let kills = 1; kills <= 10; kills++) {
      const stopped = Promise.race(group.map((worker) => worker.stopped.then(() => worker)))
      const victim = await within(30_000, stopped, `the job to be taken over after ${kills - 1} kills`)
      group.splice(group.indexOf(victim), 1)
      await kill(victim)
      await loseHeartbeat(world)
      // Every third worker dies with a stage that it finished before, the others with none.
      group.push(await start(kills))
    }
    for (const { proxy } of group) proxy.release()
    await completion(world, 30_000)
    const { rows } = await world.database.pool.query(
      `SELECT retry_count FROM pgboss.job WHERE name = 'content.generate'`,
    )
    assert.equal(rows[0]?.retry_count, 10)
    t.diagnostic(
      `finished after ${rows[0]?.retry_count} kills, in ${(await finishedStages(world)).length} stages`,
    )
    await assertCompleteOnce(world)
  })

  // In the middle of a stage its transaction holds the content until PostgreSQL ends it; between two stages nothing
  // is held, and the worker that wakes up goes on with a connection that still works.
  for (const [moment, stopsAt] of [
    ['in the middle of a stage', () => nthStatement(3, finishingStage)],
    ['between two stages', () => beginningAfter(2, finishingStage)],
  ] as const) {
    test(`is not touched again by a worker that fell asleep ${moment} and wakes up after another has finished it`, async (t) => {
      const world = await createWorld(t)
      const sleeper = await world.startWorker(stopsAt())
      await within(30_000, sleeper.stopped, 'the moment')
      assert.ok((await finishedStages(world)).length > 0)
      sleeper.process.signal('SIGSTOP')
      const other = await world.startFreeWorker()
      await loseHeartbeat(world)
      await completion(world, 30_000)
      const finished = await article(world)
      sleeper.proxy.release()
      sleeper.process.signal('SIGCONT')
      for (const worker of [sleeper.process, other]) {
        worker.signal('SIGTERM')
        assert.equal((await within(30_000, worker.exited, 'the end of a worker')).code, 0)
      }
      assert.deepEqual(await article(world), finished)
      await assertCompleteOnce(world)
    })
  }
})

async function article({ database, contentId }: World): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    `SELECT c AS content, p AS body, (SELECT count(*) FROM finished_stages) AS stages, (SELECT count(*) FROM events) AS events
     FROM contents c JOIN content_components p ON p.content_id = c.id WHERE c.id = $1`,
    [contentId],
  )
  return rows
}
