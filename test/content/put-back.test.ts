// What an operator's `jobs retry` does to a content whose writing was given up.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listJobs } from '#jobs/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { createOutboundDoor } from '#kernel/outbound/index.ts'
import { retryJobs } from '../../src/retry-jobs.ts'
import { createHandlers } from '../../src/worker.ts'
import { openDesk, type WritingDesk } from './writing-desk.ts'

let desk: WritingDesk
let cloudId: string

before(async () => {
  desk = await openDesk()
  cloudId = await desk.cloud('2026 Honda CR-V')
})
after(() => desk.app.stop())

const throwing = () => {
  throw new Error('the model is out')
}

/** The dead letter of a content's last run; it is written after the content has failed. */
async function deadLetter(contentId: string): Promise<string> {
  const { db, pool } = desk.app.database
  for (const deadline = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    for (const { id } of await listJobs(db, { state: 'dead', limit: 50 })) {
      const { rows } = await pool.query(`SELECT data->>'contentId' AS of FROM pgboss.job WHERE id = $1`, [id])
      if (rows[0]?.of === contentId) return id
    }
    assert.ok(Date.now() < deadline, 'no dead letter')
  }
}

async function putBack(contentId: string): Promise<void> {
  const { db, url } = desk.app.database
  const handlers = createHandlers({ db, clock: systemClock, door: createOutboundDoor({ dev: true }) })
  assert.equal(await retryJobs({ url, db, clock: systemClock, handlers }, await deadLetter(contentId)), 1)
}

const start = async (title: string) =>
  (await desk.create({ ideacloud_id: cloudId, title })).body.data.id as string
const read = async (id: string) => (await desk.client('GET', `/content/${id}`)).body.data

describe('a dead letter that is put back', { concurrency: true }, () => {
  test('writes the content that had failed', async () => {
    desk.scripts.set('Given up', throwing)
    const id = await start('Given up')
    assert.equal((await desk.settle(id)).status, 'failed')
    desk.scripts.delete('Given up')
    await putBack(id)
    const content = await desk.settle(id)
    assert.equal(content.status, 'complete')
    assert.equal(content.error, undefined)
    assert.equal((await desk.body(id)).status, 'complete')
    assert.equal((await desk.versions(id)).length, 1)
    assert.equal((await desk.events(id)).at(-1)?.type, 'content.completed')
  })

  test('writes the content again whose regeneration had failed, and keeps its body readable till then', async () => {
    const id = await start('Given up later')
    await desk.settle(id)
    const old = await desk.body(id)
    desk.scripts.set('Given up later', throwing)
    await desk.client('POST', `/content/${id}/generate`)
    assert.ok((await desk.settle(id)).error)
    desk.scripts.set('Given up later', () => 'Come and drive it.')
    await putBack(id)
    assert.ok((await desk.body(id)).content)
    await desk.settle(id)
    assert.notEqual((await desk.body(id)).content, old.content)
    assert.equal((await desk.versions(id)).length, 2)
  })

  test('does nothing to a content that was written meanwhile', async () => {
    desk.scripts.set('Overtaken', throwing)
    const id = await start('Overtaken')
    await desk.settle(id)
    desk.scripts.delete('Overtaken')
    await desk.client('POST', `/content/${id}/generate`)
    await desk.settle(id)
    const before = await read(id)
    desk.scripts.set('Overtaken', () => 'Too late.')
    await putBack(id)
    await start('Another').then((other) => desk.settle(other))
    assert.deepEqual(await read(id), before)
    assert.equal((await desk.versions(id)).length, 1)
  })
})
