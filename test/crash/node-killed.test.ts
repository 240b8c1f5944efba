// One of two api processes is killed in the middle of its requests. What it admitted stays counted, and nothing else.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clientOf } from '../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { compileOnce, endProcesses, onDatabase, startProcess } from './server-process.ts'

let database: TestDatabase

before(async () => {
  await compileOnce()
  database = await createTestDatabase()
})
after(async () => {
  await endProcesses()
  await database.drop()
})

test('the other node goes on with the true counts: the dead one keeps no quota', async () => {
  const settings = { ...onDatabase(database.url), FORECOURT_NODES: '2' }
  const [dies, lives] = [startProcess(['api'], settings), startProcess(['api'], settings)]
  const { key } = await makeKey(database, (await makeSite(database)).id)
  const [doomed, living] = [clientOf(await dies.ready, key), clientOf(await lives.ready, key)]
  let sent = 0
  let answered = 0
  const { promise: enough, resolve } = Promise.withResolvers<void>()
  const untilItDies = async () => {
    for (;;) {
      sent++
      const answer = await doomed('GET', '/content').catch(() => undefined)
      if (!answer) return
      assert.equal(answer.status, 200)
      if (++answered === 60) resolve()
    }
  }
  const traffic = Promise.all(Array.from({ length: 8 }, untilItDies))
  await enough
  await dies.kill()
  await traffic
  const { headers } = await living('GET', '/content')
  for (const [limit, remaining] of [
    ['x-ratelimit-limit', 'x-ratelimit-remaining'],
    ['x-ratelimit-limit-day', 'x-ratelimit-remaining-day'],
  ] as const) {
    const used = Number(headers.get(limit)) - Number(headers.get(remaining)) - 1
    assert.ok(used >= answered && used <= sent, `${used} counted, ${answered} answered, ${sent} sent`)
  }
})
