// What becomes of a job whose worker is killed. The worker is stopped from outside, at a statement that its
// database connection was about to send, so that it dies in the middle of its work.

import assert from 'node:assert/strict'
import { afterEach, before, beforeEach, test } from 'node:test'
import { clientOf } from '../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { importDemoFeed, makeKey, makeSite } from '../harness/fixtures.ts'
import { nthStatement, openProxy, type PostgresProxy } from './postgres-proxy.ts'
import { insertIdeacloud } from './seeds.ts'
import { compileOnce, onDatabase, type ServerProcess, startProcess } from './server-process.ts'
import { until, within } from './waiting.ts'

type Worker = { process: ServerProcess; proxy: PostgresProxy; stopped: Promise<void> }

const finishingStage = /^insert into "content_stages"/
const beginning = /^begin/i
const workers: Worker[] = []

let database: TestDatabase
let api: ServerProcess
let siteId: string
let rawKey: string

before(compileOnce)

beforeEach(async () => {
  database = await createTestDatabase()
  // Notes every stage that was finished and committed, also one that is finished a second time.
  await database.pool.query(`
    CREATE TABLE finished_stages (content_id uuid, stage text);
    CREATE FUNCTION note_stage() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO finished_stages VALUES (NEW.content_id, NEW.stage); RETURN NEW; END $$;
    CREATE TRIGGER noted BEFORE INSERT ON content_stages FOR EACH ROW EXECUTE FUNCTION note_stage()`)
  api = startProcess(['api'], onDatabase(database.url))
  siteId = (await makeSite(database)).id
  rawKey = (await makeKey(database, siteId)).key
  await importDemoFeed(database, siteId)
})

afterEach(async () => {
  await Promise.all([...workers.map((worker) => kill(worker)), api.kill()])
  workers.length = 0
  await database.drop()
})

test('a job whose worker was killed is finished by another within 30 s, and no finished stage is done again', async (t) => {
  const first = await startWorker(4)
  const contentId = await startArticle()
  await within(20_000, first.stopped, 'the fourth stage')
  const second = startProcess(['worker'], onDatabase(database.url))
  await second.ready
  await kill(first)
  const killedAt = performance.now()
  const done = await finishedStages(contentId)
  assert.equal(done.length, 3)
  await completion(contentId, 30_000)
  t.diagnostic(
    `taken over and finished ${((performance.now() - killedAt) / 1000).toFixed(1)} s after the kill`,
  )
  const all = await finishedStages(contentId)
  assert.deepEqual(all.slice(0, 3), done)
  assert.equal(new Set(all).size, all.length, `a stage was finished twice: ${all}`)
  await assertCompleteOnce(contentId)
  second.signal('SIGTERM')
  assert.equal((await second.exited).code, 0)
})

test('ten kills of one job do not make it a dead letter: it is finished after them', async (t) => {
  const group = await Promise.all([startWorker(1), startWorker(2), startWorker(1)])
  await Promise.all(group.map((worker) => worker.process.ready))
  const contentId = await startArticle()
  for (let kills = 1; kills <= 10; kills++) {
    const stopped = Promise.race(group.map((worker) => worker.stopped.then(() => worker)))
    const victim = await within(30_000, stopped, `the job to be taken over after ${kills - 1} kills`)
    group.splice(group.indexOf(victim), 1)
    await kill(victim)
    await loseHeartbeat()
    // Every third worker dies with a stage that it finished before, the others with none.
    group.push(await startWorker(kills % 3 === 0 ? 2 : 1))
  }
  for (const { proxy } of group) proxy.release()
  await completion(contentId, 30_000)
  const { rows } = await database.pool.query(
    `SELECT retry_count FROM pgboss.job WHERE name = 'content.generate'`,
  )
  assert.equal(rows[0]?.retry_count, 10)
  const stages = await finishedStages(contentId)
  t.diagnostic(`finished after ${rows[0]?.retry_count} takeovers, in ${stages.length} stages`)
  assert.equal(new Set(stages).size, stages.length, `a stage was finished twice: ${stages}`)
  await assertCompleteOnce(contentId)
})

test('a worker that wakes up after its job was given to another and finished there changes nothing', async () => {
  // Between two stages, with no transaction open: nothing that the other must wait for.
  const sleeper = await startWorker(5, beginning)
  const contentId = await startArticle()
  await within(20_000, sleeper.stopped, 'the fifth transaction')
  const done = await finishedStages(contentId)
  assert.ok(done.length > 0)
  const other = startProcess(['worker'], onDatabase(database.url))
  await other.ready
  await loseHeartbeat()
  await completion(contentId, 30_000)
  const before = await articleOf(contentId)
  sleeper.proxy.release()
  for (const worker of [sleeper.process, other]) {
    worker.signal('SIGTERM')
    assert.equal((await within(30_000, worker.exited, 'the end of a worker')).code, 0)
  }
  assert.deepEqual(await articleOf(contentId), before)
  await assertCompleteOnce(contentId)
})

/** Starts a worker that stops before the n-th such statement, by default the one that would finish its n-th stage. */
async function startWorker(n: number, statement = finishingStage): Promise<Worker> {
  const proxy = await openProxy(database.url)
  const stopped = proxy.stopAt('before', nthStatement(n, statement))
  const worker = { process: startProcess(['worker'], onDatabase(proxy.url)), proxy, stopped }
  workers.push(worker)
  return worker
}

async function articleOf(contentId: string): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    `SELECT c, p, (SELECT count(*) FROM finished_stages) FROM contents c JOIN content_components p ON p.content_id = c.id WHERE c.id = $1`,
    [contentId],
  )
  return rows
}

async function kill({ process, proxy }: Worker): Promise<void> {
  await process.kill()
  await proxy.sessionsEnded()
  await proxy.close()
}

async function startArticle(): Promise<string> {
  const ideacloud_id = await insertIdeacloud(database, siteId)
  const client = clientOf(await api.ready, rawKey)
  const { status, body, text } = await client('POST', '/content', {
    json: { ideacloud_id, article_type: 'basic' },
  })
  assert.equal(status, 202, text)
  return body.data.id
}

/** As if the time had passed after which a job without a heartbeat is given to another worker. */
async function loseHeartbeat(): Promise<void> {
  const { rowCount } = await database.pool.query(
    `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute' WHERE name = 'content.generate' AND state = 'active'`,
  )
  assert.equal(rowCount, 1, 'the killed worker had the job')
  // The killed worker may have been the last to look; nobody waits for its turn to pass.
  await database.pool.query(`UPDATE pgboss.queue SET monitor_claim_on = now() - interval '1 minute'`)
}

async function completion(contentId: string, ms: number): Promise<void> {
  const status = await until(
    ms,
    async () => {
      const { rows } = await database.pool.query('SELECT status FROM contents WHERE id = $1', [contentId])
      return rows[0]?.status === 'generating' ? undefined : rows[0]?.status
    },
    'the article',
  )
  assert.equal(status, 'complete')
}

async function finishedStages(contentId: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ stage: string }>(
    'SELECT stage FROM finished_stages WHERE content_id = $1',
    [contentId],
  )
  return rows.map((row) => row.stage)
}

async function assertCompleteOnce(contentId: string): Promise<void> {
  const { rows } = await database.pool.query(
    `SELECT
      (SELECT count(*)::int FROM content_versions WHERE content_id = $1) AS versions,
      (SELECT count(*)::int FROM events WHERE type = 'content.completed' AND data->>'article_id' = $1::text) AS completed,
      (SELECT count(*)::int FROM events WHERE type = 'content.failed') AS failed,
      (SELECT count(*)::int FROM job_failures) AS failures,
      (SELECT count(*)::int FROM pgboss.job WHERE name = 'dead_letters') AS dead,
      (SELECT array_agg(DISTINCT name) FROM pgboss.job WHERE name NOT IN ('content.generate') AND group_id IS NOT NULL) AS others`,
    [contentId],
  )
  assert.deepEqual(rows[0], { versions: 1, completed: 1, failed: 0, failures: 0, dead: 0, others: null })
  const progress = await database.pool.query<{ at: string }>(
    `SELECT data->>'stage' || ' ' || (data->>'progress_percent') AS at FROM events WHERE type = 'content.progress' ORDER BY created_at`,
  )
  const told = progress.rows.map((row) => row.at)
  assert.equal(new Set(told).size, told.length, `progress was told twice: ${told}`)
  for (const at of ['planning 5', 'researching 15', 'verifying 80', 'assembling 90', 'finalizing 100'])
    assert.ok(told.includes(at), `${at} is missing in ${told}`)
}
