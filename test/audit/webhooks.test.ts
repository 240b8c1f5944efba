// What keys and the server itself change of webhooks.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { scopes } from '#kernel/scopes.ts'
import { createKey } from '#keys/index.ts'
import { disableSubscription } from '../../src/webhooks/disable-subscription.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { openPostOffice, type PostOffice } from '../webhooks/post-office.ts'
import { answer } from '../webhooks/receiver.ts'
import { entriesOf, keyless, refuseEntries } from './entries.ts'

let office: PostOffice

before(async () => {
  office = await openPostOffice()
})
after(() => office.stop())

const url = 'https://www.example.com/hooks'

/** A site with a key whose every request has the id `req-<n>`. */
async function openDesk() {
  const { siteId, subscribe, emit, emitMany, deliveries } = await office.openSite()
  const { database } = office.app
  const name = 'integration'
  const key = await createKey(database.db, systemClock, { siteId, name, scopes: [...scopes] })
  const plain = clientOf(office.app.url, key.key)
  let requests = 0
  const client: Client = (method, path, options = {}) => {
    const headers = { ...options.headers, 'X-Request-Id': `req-${++requests}` }
    return plain(method, path, { ...options, headers })
  }
  const entries = async (id: string) => await entriesOf(database, siteId, id)
  /** How often the log of the site has told of a webhook. */
  const told = async () => (await entriesOf(database, siteId)).filter(({ noun }) => noun === 'webhook').length
  const by = (n: number) => ({
    ...{ actor: 'key', key_id: key.id, key_label: name, request_id: `req-${n}`, noun: 'webhook' },
  })
  return { siteId, subscribe, emit, emitMany, deliveries, client, entries, told, by, key: key.key }
}

test('a webhook’s life is told by key and request: made, changed, switched off and on, rotated, ended', async () => {
  const { client, entries, by } = await openDesk()
  const events = ['content.completed', 'content.failed']
  const made = await client('POST', '/webhooks', { json: { url, events, description: 'Our site' } })
  const { id } = made.body.data
  const path = `/webhooks/${id}`
  const change = { url: `${url}/2`, events: ['content.failed'], description: '' }
  for (const json of [change, { is_active: false }, { is_active: true }])
    assert.equal((await client('PATCH', path, { json })).status, 200)
  const rotated = (await client('POST', `${path}/rotate-secret`)).body.data
  const again = (await client('POST', `${path}/rotate-secret`)).body.data
  assert.equal((await client('DELETE', path.toUpperCase().replace('/WEBHOOKS', '/webhooks'))).status, 204)

  const all = (action: string, n: number, details: object) => ({ ...by(n), noun_id: id, action, details })
  assert.deepEqual(await entries(id), [
    all('webhook.create', 1, {
      url: { from: null, to: url },
      events: { from: null, to: events },
      description: { from: null, to: 'Our site' },
      is_active: { from: null, to: true },
    }),
    all('webhook.update', 2, {
      url: { from: url, to: `${url}/2` },
      events: { from: events, to: ['content.failed'] },
      description: { from: 'Our site', to: '' },
    }),
    all('webhook.update', 3, { is_active: { from: true, to: false } }),
    all('webhook.update', 4, { is_active: { from: false, to: true } }),
    all('webhook.rotate_secret', 5, {
      previous_secret_expires_at: { from: null, to: rotated.previous_secret_expires_at },
    }),
    all('webhook.rotate_secret', 6, {
      previous_secret_expires_at: {
        from: rotated.previous_secret_expires_at,
        to: again.previous_secret_expires_at,
      },
    }),
    all('webhook.delete', 7, {
      url: { from: `${url}/2`, to: null },
      events: { from: ['content.failed'], to: null },
      description: { from: '', to: null },
      is_active: { from: true, to: null },
    }),
  ])
})

test('what is refused, changes nothing, was done before or is no change leaves no entry', async () => {
  const { client, subscribe, emit, deliveries, told } = await openDesk()
  const neighbour = await openDesk()
  const events = ['content.completed']
  const make = () =>
    client('POST', '/webhooks', { json: { url, events }, headers: { 'X-Idempotency-Key': 'one webhook' } })
  const { id } = (await make()).body.data
  const rotate = () =>
    client('POST', `/webhooks/${id}/rotate-secret`, { headers: { 'X-Idempotency-Key': 'one rotation' } })
  await rotate()
  assert.equal(await told(), 2)
  assert.equal((await make()).headers.get('idempotency-replayed'), 'true')
  assert.equal((await rotate()).headers.get('idempotency-replayed'), 'true')

  const path = `/webhooks/${id}`
  const wrong = { url: 'https://10.0.0.7/', events }
  assert.equal((await client('POST', '/webhooks', { json: wrong })).status, 400)
  assert.equal((await client('PATCH', path, { json: { ...wrong, is_active: false } })).status, 400)
  for (const [method, of] of [
    ['PATCH', path],
    ['POST', `${path}/rotate-secret`],
    ['DELETE', path],
  ] as const)
    assert.equal((await neighbour.client(method, of, method === 'PATCH' ? { json: {} } : {})).status, 404)
  for (const json of [{}, { url, events: [...events, ...events], is_active: true }])
    assert.equal((await client('PATCH', path, { json })).status, 200)
  assert.equal((await client('POST', `${path}/test`)).status, 200)
  assert.equal(await told(), 2)
  assert.equal(await neighbour.told(), 0)

  const { id: failing } = await subscribe('/fails')
  office.receiver.behave('/fails', answer(500))
  await emit()
  const [delivery] = await deliveries(failing, (all) => all[0]?.attempt === 1)
  assert.equal((await client('POST', `/webhooks/${failing}/deliveries/${delivery.id}/retry`)).status, 202)
  assert.equal(await told(), 3, 'the new webhook, and not the retry')
})

test('a webhook that the server switches off is told once, as its own doing, and who switches it on again', async () => {
  const { client, subscribe, emitMany, deliveries, entries, by } = await openDesk()
  office.receiver.behave('/gone', answer(410))
  const { id } = await subscribe('/gone')
  // At once: what comes after the first answer finds the subscription off.
  await emitMany(3)
  await deliveries(id, (all) => all.length === 3 && all.every((one) => one.status === 'exhausted'))
  const reason = 'The receiver answered 410 Gone.'
  const [, ...since] = await entries(id)
  const disabled = {
    ...{ actor: 'system', ...keyless, action: 'webhook.disable', noun: 'webhook', noun_id: id },
    details: { is_active: { from: true, to: false }, disabled_reason: { from: null, to: reason } },
  }
  assert.deepEqual(since, [disabled])
  await client('PATCH', `/webhooks/${id}`, { json: { is_active: true } })
  const details = { is_active: { from: false, to: true }, disabled_reason: { from: reason, to: null } }
  const [, , ...last] = await entries(id)
  assert.deepEqual(last, [{ ...by(1), action: 'webhook.update', noun_id: id, details }])
})

test('what cannot be told does not happen', async () => {
  const { client, siteId, told } = await openDesk()
  const events = ['content.failed']
  const { id } = (await client('POST', '/webhooks', { json: { url, events } })).body.data
  const { database } = office.app
  const rows = async () =>
    (await database.pool.query('SELECT * FROM webhooks WHERE site_id = $1', [siteId])).rows
  const before = await rows()
  await refuseEntries(database, siteId)
  for (const [method, path, json] of [
    ['POST', '/webhooks', { url, events }],
    ['PATCH', `/webhooks/${id}`, { events: ['content.completed'], is_active: false }],
    ['POST', `/webhooks/${id}/rotate-secret`, {}],
    ['DELETE', `/webhooks/${id}`, undefined],
  ] as const)
    assert.equal((await client(method, path, { json })).status, 500, `${method} ${path}`)
  const reason = 'Every delivery has failed for 5 days.'
  await assert.rejects(disableSubscription(database.db, { id, siteId, url }, reason, new Date()))
  assert.deepEqual(await rows(), before)
  assert.equal(await told(), 1)
})

test('no entry has a secret: of a key, of a webhook, in the query of an address', async () => {
  const { client, entries, siteId, key } = await openDesk()
  const token = 'c0ffee-token'
  const json = { url: `${url}?token=${token}`, events: ['content.failed'] }
  const { id, secret } = (await client('POST', '/webhooks', { json })).body.data
  const { secret: rotated } = (await client('POST', `/webhooks/${id}/rotate-secret`)).body.data
  await client('PATCH', `/webhooks/${id}`, { json: { url: `${url}?token=${token}2` } })
  const { pool } = office.app.database
  const sealed = await pool.query('SELECT secret, previous_secret FROM webhooks WHERE id = $1', [id])
  await client('DELETE', `/webhooks/${id}`)
  const addresses = (await entries(id)).map(({ details }) => details.url)
  assert.deepEqual(addresses, [
    { from: null, to: `${url}?…` },
    undefined,
    { from: `${url}?…`, to: `${url}?…` },
    { from: `${url}?…`, to: null },
  ])

  const { rows } = await pool.query('SELECT audit_log::text AS line FROM audit_log WHERE site_id = $1', [
    siteId,
  ])
  const lines = rows.map(({ line }) => line).join('\n')
  assert.ok(lines.includes('webhook.rotate_secret'))
  const hidden = (value: Buffer) => [value.toString('hex'), value.toString('base64')]
  for (const text of [
    ...[token, key, key.slice(0, 12), secret, rotated],
    ...[secret, rotated].flatMap((one) => hidden(Buffer.from(one))),
    ...Object.values(sealed.rows[0] as Record<string, Buffer>).flatMap(hidden),
  ])
    assert.ok(!lines.includes(text), `the log has ${text}`)
})
