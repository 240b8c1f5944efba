import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { clientOf } from '../harness/client.ts'
import { importDemoFeed, makeKey, makeSite, settled, until } from '../harness/fixtures.ts'

const apps: TestApp[] = []
after(() => Promise.all(apps.map((app) => app.stop())))

type Told = { type: string; data: Record<string, unknown>; created_at: Date }

/** What is told of one article, in a world in which each look at the clock takes so long. */
async function eventsOfArticle(msPerLook: number): Promise<Told[]> {
  let now = Date.now()
  const clock = {
    now: () => {
      now += msPerLook
      return new Date(now)
    },
  }
  const app = await startTestApp({ clock })
  apps.push(app)
  const siteId = (await makeSite(app.database)).id
  await importDemoFeed(app.database, siteId)
  const client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
  const cloud = (await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda CR-V' } })).body.data.id
  await until(client, `/ideaclouds/${cloud}`, settled)
  const json = { ideacloud_id: cloud, article_type: 'basic' }
  const { id } = (await client('POST', '/content', { json })).body.data
  assert.equal((await until(client, `/content/${id}`, settled)).status, 'complete')
  const { rows } = await app.database.pool.query<Told>(
    `SELECT type, data, created_at FROM events WHERE data->>'article_id' = $1 ORDER BY created_at, type DESC`,
    [id],
  )
  return rows
}

test('each stage is told in order, planning to finalizing, then completed, once', async () => {
  const events = await eventsOfArticle(1000)
  const last = events.pop()
  assert.equal(last?.type, 'content.completed')
  assert.deepEqual(Object.keys(last?.data ?? {}), ['article_id', 'article_type'])
  for (const { type, data } of events) {
    assert.equal(type, 'content.progress')
    assert.deepEqual(Object.keys(data), [
      'article_id',
      'article_type',
      'component_type',
      'stage',
      'message',
      'progress_percent',
    ])
  }
  const stages = events.map(({ data }) => data.stage)
  const writing = stages.filter((stage) => stage === 'writing')
  assert.ok(writing.length >= 1)
  assert.deepEqual(stages, ['planning', 'researching', ...writing, 'verifying', 'assembling', 'finalizing'])
  const percents = events.map(({ data }) => data.progress_percent as number)
  assert.deepEqual([percents[0], percents[1], ...percents.slice(-3)], [5, 15, 80, 90, 100])
  for (const percent of percents.slice(2, -3)) assert.ok(percent > 20 && percent <= 70, String(percent))
  assert.deepEqual(
    percents,
    [...percents].sort((a, b) => a - b),
  )
})

test('progress is told at most once a second for an article, however fast it is written', async () => {
  const events = (await eventsOfArticle(150)).filter(({ type }) => type === 'content.progress')
  assert.ok(events.length >= 2, 'the article took longer than a second by its clock')
  const times = events.map((event) => event.created_at.getTime())
  for (const [i, time] of times.slice(1).entries()) {
    assert.ok(time - (times[i] as number) >= 1000, `${time - (times[i] as number)} ms apart`)
  }
})
