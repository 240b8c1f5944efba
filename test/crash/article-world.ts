// An article that is being written, and workers on its database that are stopped from outside at a statement which their
// connection was about to send, so that they die in the middle of their work.

import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { clientOf } from '../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { importDemoFeed, makeKey, makeSite } from '../harness/fixtures.ts'
import { type Message, openProxy, type PostgresProxy } from './postgres-proxy.ts'
import { insertIdeacloud } from './seeds.ts'
import { onDatabase, type ServerProcess, startProcess } from './server-process.ts'
import { until } from './waiting.ts'

export type Matcher = (message: Message) => boolean
export type Worker = { process: ServerProcess; proxy: PostgresProxy; stopped: Promise<void> }

/** A database in which one article is being written, and the workers on it. */
export type World = {
  database: TestDatabase
  contentId: string
  /** Starts a worker that stops before the first message that matches. */
  startWorker(matches: Matcher): Promise<Worker>
  /** Starts a worker that nothing stops. */
  startFreeWorker(): Promise<ServerProcess>
}

export const finishingStage = /^insert into "content_stages"/

/** @param options.settings of its processes; `article`: what is asked of it beside its type. */
export async function createWorld(
  t: TestContext,
  options: { settings?: Record<string, string>; article?: Record<string, unknown> } = {},
): Promise<World> {
  const database = await createTestDatabase()
  const processes: ServerProcess[] = []
  const proxies: PostgresProxy[] = []
  t.after(async () => {
    await Promise.all(processes.map((process) => process.kill()))
    await Promise.all(proxies.map((proxy) => proxy.close()))
    await database.drop()
  })
  const start = async (role: 'api' | 'worker', url: string) => {
    const process = startProcess([role], { ...onDatabase(url), ...options.settings })
    processes.push(process)
    await process.ready
    return process
  }
  return {
    database,
    contentId: await startArticle(database, await start('api', database.url), options.article),
    async startWorker(matches) {
      const proxy = await openProxy(database.url)
      proxies.push(proxy)
      const stopped = proxy.stopAt('before', matches)
      return { process: await start('worker', proxy.url), proxy, stopped }
    },
    startFreeWorker: () => start('worker', database.url),
  }
}

async function startArticle(
  database: TestDatabase,
  api: ServerProcess,
  more: Record<string, unknown> = {},
): Promise<string> {
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
    json: { ideacloud_id, article_type: 'basic', ...more },
  })
  assert.equal(status, 202, text)
  return body.data.id
}

export async function kill({ process, proxy }: Worker): Promise<void> {
  await process.kill()
  await proxy.sessionsEnded()
}

/** As if the time had passed after which a job without a heartbeat is given to another worker. */
export async function loseHeartbeat({ database }: World): Promise<void> {
  const { rowCount } = await database.pool.query(
    `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute' WHERE name = 'content.generate' AND state = 'active'`,
  )
  assert.equal(rowCount, 1, 'the lost worker had the job')
  // Nor does anybody wait until the last look of the lost worker is some seconds ago.
  await database.pool.query(`UPDATE pgboss.queue SET monitor_claim_on = now() - interval '1 minute'`)
}

export async function completion({ database, contentId }: World, ms: number): Promise<void> {
  const ask = async () => {
    const { rows } = await database.pool.query('SELECT status FROM contents WHERE id = $1', [contentId])
    return rows[0]?.status === 'generating' ? undefined : rows[0]?.status
  }
  assert.equal(await until(ms, ask, 'the end of the article'), 'complete')
}

export async function finishedStages({ database, contentId }: World): Promise<string[]> {
  const { rows } = await database.pool.query<{ stage: string }>(
    'SELECT stage FROM finished_stages WHERE content_id = $1',
    [contentId],
  )
  return rows.map((row) => row.stage)
}

export async function assertCompleteOnce(world: World): Promise<void> {
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
