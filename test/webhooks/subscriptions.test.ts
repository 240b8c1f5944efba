import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'

let office: PostOffice
let strictApp: TestApp
let strict: Client

before(async () => {
  office = await openPostOffice()
  strictApp = await startTestApp({ roles: ['api'], dev: false })
  const siteId = (await makeSite(strictApp.database)).id
  strict = clientOf(strictApp.url, (await makeKey(strictApp.database, siteId)).key)
})
after(async () => {
  await office.stop()
  await strictApp.stop()
})

const url = 'https://www.example.com/hooks'

test('a webhook is made, listed, changed and ended; its secret is shown once', async () => {
  const { client } = await office.openSite()
  const events = ['content.completed', 'ideacloud.completed', 'content.completed']
  const made = await client('POST', '/webhooks', { json: { url, events, description: 'Our site' } })
  assert.equal(made.status, 201)
  const { id, secret, created_at, ...rest } = made.body.data
  assert.deepEqual(rest, { url, events: ['content.completed', 'ideacloud.completed'], is_active: true })
  assert.match(secret, /^[0-9a-f]{64}$/)

  const listed = (await client('GET', '/webhooks')).text
  assert.ok(!listed.includes(secret))
  assert.deepEqual(JSON.parse(listed).data.webhooks, [
    {
      id,
      ...rest,
      description: 'Our site',
      disabled_reason: null,
      failure_count: 0,
      created_at,
      updated_at: created_at,
    },
  ])

  const changed = await client('PATCH', `/webhooks/${id}`, { json: { events: ['content.failed'] } })
  assert.equal(changed.status, 200)
  const { updated_at, ...now } = changed.body.data
  assert.deepEqual(now, { id, url, events: ['content.failed'], is_active: true })
  assert.ok(updated_at >= created_at)

  const ended = await client('DELETE', `/webhooks/${id}`)
  assert.equal(ended.status, 204)
  assert.equal(ended.text, '')
  assert.equal((await client('DELETE', `/webhooks/${id}`)).status, 404)
  assert.deepEqual((await client('GET', '/webhooks')).body.data.webhooks, [])
})

test('the same idempotency key makes one webhook and shows the same secret, which is nowhere in clear', async () => {
  const { client, siteId } = await office.openSite()
  const send = () =>
    client('POST', '/webhooks', {
      json: { url, events: ['content.completed'] },
      headers: { 'X-Idempotency-Key': 'one webhook' },
    })
  const first = await send()
  const second = await send()
  assert.equal(second.status, 201)
  assert.equal(second.text, first.text)
  assert.equal(second.headers.get('idempotency-replayed'), 'true')
  const { id, secret } = first.body.data
  const rotate = () =>
    client('POST', `/webhooks/${id}/rotate-secret`, { headers: { 'X-Idempotency-Key': 'one rotation' } })
  const rotated = (await rotate()).body.data.secret
  assert.equal((await rotate()).body.data.secret, rotated)

  const { pool } = office.app.database
  const { rows: tables } = await pool.query(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'pgboss')`,
  )
  for (const { name } of tables) {
    const { rows } = await pool.query(`SELECT t::text AS text FROM ${name} t`)
    const text = rows.map((row) => row.text).join('\n')
    for (const one of [secret, rotated]) {
      // In clear, as the bytes of a bytea, and within base64 at each of its three alignments.
      const hidden = ['', 'x', 'xx'].map((lead) =>
        Buffer.from(lead + one)
          .toString('base64')
          .slice(4, 44),
      )
      for (const form of [one, Buffer.from(one).toString('hex'), ...hidden])
        assert.ok(!text.includes(form), `${name} shows a secret`)
    }
  }
  const { rows } = await pool.query('SELECT count(*)::int AS n FROM webhooks WHERE site_id = $1', [siteId])
  assert.equal(rows[0].n, 1)
})

test('what is wrong with a webhook is a 400 that names the field', async () => {
  const { client } = await office.openSite()
  const { id } = (await client('POST', '/webhooks', { json: { url, events: ['content.failed'] } })).body.data
  for (const [json, path] of [
    [{ events: ['content.completed'] }, 'url'],
    [{ url }, 'events'],
    [{ url, events: [] }, 'events'],
    [{ url, events: ['content.exploded'] }, 'events/0'],
    [{ url, events: ['webhook.disabled'] }, 'events/0'],
    [{ url: `https://www.example.com/${'x'.repeat(2048)}`, events: ['content.failed'] }, 'url'],
    [{ url: 'not an address', events: ['content.failed'] }, 'url'],
  ] as const) {
    const { status, body } = await client('POST', '/webhooks', { json })
    assert.equal(status, 400, JSON.stringify(json))
    assert.equal(body.error.details.fields[0].path, path)
  }
  const none = await client('PATCH', `/webhooks/${id}`, { json: { events: [] } })
  assert.equal(none.status, 400)
  assert.equal(none.body.error.details.fields[0].path, 'events')
})

test('without the development flag an address must be public and https, when it is made and when it is changed', async () => {
  const events = ['content.completed']
  for (const wrong of [
    'http://www.example.com/hooks',
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://2130706433/',
    'https://[::1]/',
    'https://10.0.0.7/',
    'https://169.254.169.254/latest/meta-data/',
    'https://user:secret@www.example.com/',
    'https://www.example.com/#part',
  ]) {
    const { status, body } = await strict('POST', '/webhooks', { json: { url: wrong, events } })
    assert.equal(status, 400, wrong)
    assert.match(body.error.message, /^url /, wrong)
  }
  const { id } = (await strict('POST', '/webhooks', { json: { url, events } })).body.data
  const changed = await strict('PATCH', `/webhooks/${id}`, { json: { url: 'https://127.0.0.1/' } })
  assert.equal(changed.status, 400)
})

test('a site has at most 100 webhooks', async () => {
  const { client, siteId } = await office.openSite()
  await office.app.database.pool.query(
    `INSERT INTO webhooks (id, site_id, url, events, secret, activated_at, created_at, updated_at)
     SELECT gen_random_uuid(), $1, 'https://www.example.com', '{content.failed}', '', now(), now(), now()
     FROM generate_series(1, 99)`,
    [siteId],
  )
  const send = () => client('POST', '/webhooks', { json: { url, events: ['content.failed'] } })
  const answers = await Promise.all(Array.from({ length: 5 }, send))
  assert.deepEqual(answers.map((one) => one.status).sort(), [201, 400, 400, 400, 400])
  const refused = answers.find((one) => one.status === 400)
  assert.match(refused?.body.error.message, /can have 100 webhooks/)
})

test('a retry under a server secret that has changed meanwhile is told to take a new key', async () => {
  const { client, siteId } = await office.openSite()
  const headers = { 'X-Idempotency-Key': 'kept' }
  const send = () => client('POST', '/webhooks', { json: { url, events: ['content.failed'] }, headers })
  assert.equal((await send()).status, 201)
  await office.app.database.pool.query(
    `UPDATE idempotency_keys SET body = 'AAAA' || substr(body, 5) WHERE site_id = $1`,
    [siteId],
  )
  const { status, body } = await send()
  assert.equal(status, 409)
  assert.match(body.error.message, /use a new key/)
})

test('a receiver that hangs is tested once at a time', async () => {
  const site = await office.openSite()
  const asked = Promise.withResolvers<() => void>()
  office.receiver.behave('/slow-test', (response) => asked.resolve(() => response.end()))
  const { id } = await site.subscribe('/slow-test')
  const first = site.client('POST', `/webhooks/${id}/test`)
  const answerIt = await asked.promise
  const second = await site.client('POST', `/webhooks/${id}/test`)
  assert.equal(second.status, 409)
  assert.equal(second.body.error.code, 'conflict')
  answerIt()
  assert.equal((await first).body.data.delivered, true)
})

test('a webhook whose secret does not open says so in its delivery log, and works again after a rotation', async () => {
  const site = await office.openSite()
  const { id } = await site.subscribe('/unreadable')
  await office.app.database.pool.query(`UPDATE webhooks SET secret = '\\x00' WHERE id = $1`, [id])
  await site.emit()
  const [delivery] = await site.deliveries(id, (all) => all[0]?.attempt === 1)
  assert.equal(delivery.status, 'failed')
  assert.match(delivery.error, /rotate the secret/)
  const tested = await site.client('POST', `/webhooks/${id}/test`)
  assert.equal(tested.body.data.delivered, false)
  await site.client('POST', `/webhooks/${id}/rotate-secret`)
  assert.equal((await site.client('POST', `/webhooks/${id}/test`)).body.data.delivered, true)
})
