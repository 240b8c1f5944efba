// What becomes of a job whose worker is killed. The worker is stopped from outside, at a statement that its
// database connection was about to send, so that it dies in the middle of its work. The tests mostly wait for
// heartbeats to be missed, so they run beside each other, each on a database of its own.

import assert from 'node:assert/strict'
import { before, describe, type TestContext, test } from 'node:test'
import { clientOf } from '../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { importDemoFeed, makeKey, makeSite } from '../harness/fixtures.ts'
import { type Message, nthStatement, openProxy, type PostgresProxy } from './postgres-proxy.ts'
import { insertIdeacloud } from './seeds.ts'
import { compileOnce, onDatabase, type ServerProcess, startProcess } from './server-process.ts'
import { until, within } from './waiting.ts'

type Matcher = (message: Message) => boolean
type Worker = { process: ServerProcess; proxy: PostgresProxy; stopped: Promise<void> }

/** A database in which one article is being written, and the workers on it. */
type World = {
  database: TestDatabase
  contentId: string
  /** Starts a worker that stops before the first message that matches. */
  startWorker(matches: Matcher): Promise<Worker>
  /** Starts a worker that nothing stops. */
  startFreeWorker(): Promise<ServerProcess>
}

const finishingStage = /^insert into "content_stages"/

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

async function createWorld(t: TestContext): Promise<World> {
  const database = await createTestDatabase()
  const processes: ServerProcess[] = []
  const proxies: PostgresProxy[] = []
  t.after(async () => {
    await Promise.all(processes.map((process) => process.kill()))
    await Promise.all(proxies.map((proxy) => proxy.close()))
    await database.drop()
  })
  const start = async (role: 'api' | 'worker', url: string) => {
    const process = startProcess([role], onDatabase(url))
    processes.push(process)
    await process.ready
    return process
  }
  return {
    database,
    contentId: await startArticle(database, await start('api', database.url)),
    async startWorker(matches) {
      const proxy = await openProxy(database.url)
      proxies.push(proxy)
      const stopped = proxy.stopAt('before', matches)
      return { process: await start('worker', proxy.url), proxy, stopped }
    },
    startFreeWorker: () => start('worker', database.url),
  }
}

async function startArticle(database: TestDatabase, api: ServerProcess): Promise<string> {
  // Notes every stage that is finished, also one that is finished a second time.
  await database.pool.query(`
    CREATE TABLE finished_stages (content_id uuid, stage text);
    CREATE FUNCTION note_stage() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO finished_stages VALUES (NEW.content_id, NEW.stage); RETURN NEW; END $$;
    CREATE TRIGGER noted BEFORE INSERT ON content_stages FOR EACH ROW EXECUTE FUNCTION note_stage()`)
  const { id: siteId } = await makeSite(database)
  const { key } = await makeKey(database, siteId)
  await importDemoFeed(database, siteId)
  const ideacloud_id = await insertIdeacloud(database, siteId)
  const client = clientOf(await api.ready, key)
  const { status, body, text } = await client('POST', '/content', {
    json: { ideacloud_id, article_type: 'basic' },
  })
  assert.equal(status, 202, text)
  return body.data.id
}

async function kill({ process, proxy }: Worker): Promise<void> {
  await process.kill()
  await proxy.sessionsEnded()
}

/** As if the time had passed after which a job without a heartbeat is given to another worker. */
async function loseHeartbeat({ database }: World): Promise<void> {
  const { rowCount } = await database.pool.query(
    `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute' WHERE name = 'content.generate' AND state = 'active'`,
  )
  assert.equal(rowCount, 1, 'the lost worker had the job')
  // Nor does anybody wait until the last look of the lost worker is some seconds ago.
  await database.pool.query(`UPDATE pgboss.queue SET monitor_claim_on = now() - interval '1 minute'`)
}

async function completion({ database, contentId }: World, ms: number): Promise<void> {
  const ask = async () => {
    const { rows } = await database.pool.query('SELECT status FROM contents WHERE id = $1', [contentId])
    return rows[0]?.status === 'generating' ? undefined : rows[0]?.status
  }
  assert.equal(await until(ms, ask, 'the end of the article'), 'complete')
}

async function finishedStages({ database, contentId }: World): Promise<string[]> {
  const { rows } = await database.pool.query<{ stage: string }>(
    'SELECT stage FROM finished_stages WHERE content_id = $1',
    [contentId],
  )
  return rows.map((row) => row.stage)
}

async function article({ database, contentId }: World): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    `SELECT c AS content, p AS body, (SELECT count(*) FROM finished_stages) AS stages, (SELECT count(*) FROM events) AS events
     FROM contents c JOIN content_components p ON p.content_id = c.id WHERE c.id = $1`,
    [contentId],
  )
  return rows
}

async function assertCompleteOnce(world: World): Promise<void> {
  const { database, contentId } = world
  const { rows } = await database.pool.query(
    `SELECT
      (SELECT count(*)::int FROM content_versions WHERE content_id = $1) AS versions,
      (SELECT count(*)::int FROM events WHERE type = 'content.completed' AND data->>'article_id' = $1::text) AS completed,
      (SELECT count(*)::int FROM events WHERE type = 'content.failed') AS failed,
      (SELECT count(*)::int FROM job_failures) AS failures,
      (SELECT count(*)::int FROM pgboss.job WHERE name = 'dead_letters') AS dead,
      (SELECT count(*)::int FROM pgboss.job WHERE group_id IS NOT NULL) AS jobs`,
    [contentId],
  )
  assert.deepEqual(rows[0], { versions: 1, completed: 1, failed: 0, failures: 0, dead: 0, jobs: 1 })
  const stages = await finishedStages(world)
  assert.deepEqual(stages, [...new Set(stages)], 'a stage was finished twice')
  const progress = await database.pool.query<{ at: string }>(
    `SELECT data->>'stage' || ' ' || (data->>'progress_percent') AS at FROM events WHERE type = 'content.progress' ORDER BY id`,
  )
  const told = progress.rows.map((row) => row.at)
  assert.deepEqual(told, [...new Set(told)], 'progress was told twice')
  assert.equal(told[0], 'planning 5')
}
