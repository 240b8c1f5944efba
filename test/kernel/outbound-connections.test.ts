import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import tls from 'node:tls'
import {
  answering,
  failsWith,
  openDoor,
  request,
  startRawReceiver,
  startReceiver,
  startSecureReceiver,
} from './receiver.ts'
import { receiverCertificate } from './receiver-certificate.ts'

test('a door that closes ends the handshakes that are under way', { timeout: 5_000 }, async (t) => {
  const [came, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const silent = await startRawReceiver(t, (socket) => {
    socket.once('data', () => came.resolve()).on('close', () => closed.resolve())
  })
  const door = openDoor(t)
  const sent = assert.rejects(door.send(request(`https://localhost:${silent.port}/`)), failsWith('aborted'))
  await came.promise
  await door.close()
  await Promise.all([sent, closed.promise])
})

describe('connections', () => {
  test('are used again, one after the other', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => response.end('ok'))
    const door = openDoor(t)
    for (let sent = 0; sent < 50; sent++) await door.send(request(receiver.url))
    assert.equal(receiver.connections(), 1)
  })

  test('are never more for an origin than allowed, and everyone gets a turn', async (t) => {
    const receiver = await startReceiver(
      t,
      (_request, response) => void setImmediate(() => response.end('ok')),
    )
    const door = openDoor(t, { connectionsPerOriginMax: 3 })
    const answers = await Promise.all(Array.from({ length: 200 }, () => door.send(request(receiver.url))))
    assert.ok(answers.every(({ status }) => status === 200))
    assert.ok(receiver.connections() <= 3, `${receiver.connections()} connections`)
  })

  test('are free again after answers that were cut, failed or given up', async (t) => {
    let asked = 0
    const receiver = await startReceiver(t, (_request, response) => {
      asked++
      if (asked === 1) response.end('longer than the limit')
      else if (asked === 2) response.destroy()
      else if (asked > 3) response.end('ok')
    })
    const door = openDoor(t, { connectionsPerOriginMax: 1 })
    const [cut, failed, hanging, last] = [10, 1_024, 1_024, 1_024].map((bodyBytesMax, index) =>
      door.send(request(receiver.url, { bodyBytesMax, timeoutMs: index === 2 ? 300 : 10_000 })),
    )
    assert.equal((await cut!).truncated, true)
    await assert.rejects(failed!, failsWith('protocol'))
    await assert.rejects(hanging!, failsWith('timeout'))
    assert.equal((await last!).body.toString(), 'ok')
  })

  test('of one origin that hangs hold up no other', async (t) => {
    const hanging = await startReceiver(t, () => {})
    const receiver = await startReceiver(t, (_request, response) => response.end('ok'))
    const door = openDoor(t)
    const waiting = Array.from({ length: 40 }, () => door.send(request(hanging.url, { timeoutMs: 400 })))
    const ends = Promise.all(waiting.map((one) => assert.rejects(one, failsWith('timeout'))))
    assert.equal((await door.send(request(receiver.url))).status, 200)
    assert.ok(hanging.connections() <= 16, `${hanging.connections()} connections`)
    await ends
  })

  test('are not made for those who gave up while they waited for one', async (t) => {
    const silent = await startRawReceiver(t, () => {})
    const url = `https://localhost:${silent.port}/`
    const door = openDoor(t, { connectionsPerOriginMax: 1, connectTimeoutMs: 200 })
    const waiting = Array.from({ length: 10 }, () => door.send(request(url, { timeoutMs: 50 })))
    await Promise.all(waiting.map((one) => assert.rejects(one, failsWith('timeout'))))
    await assert.rejects(door.send(request(url)), failsWith('connect'))
    assert.equal(silent.connections(), 2)
  })

  test('that are made too late carry nothing of the request that gave up', async (t) => {
    const seen: unknown[] = []
    const receiver = await startReceiver(t, (incoming, response) => {
      seen.push(incoming.url)
      response.end()
    })
    const resolved = Promise.withResolvers<void>()
    const door = openDoor(t, {
      connectionsPerOriginMax: 1,
      lookup: (_hostname, _options, callback) =>
        void resolved.promise.then(() => callback(null, [{ address: '127.0.0.1', family: 4 }])),
    })
    const url = `http://localhost:${receiver.port}/`
    await assert.rejects(door.send(request(`${url}late`, { timeoutMs: 50 })), failsWith('timeout'))
    const next = door.send(request(`${url}next`))
    resolved.resolve()
    assert.equal((await next).status, 200)
    assert.deepEqual(seen, ['/next'])
  })

  test('go to no proxy that the environment names', async (t) => {
    const proxy = await startReceiver(t, (_request, response) => response.end('proxied'))
    const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']
    const before = { ...process.env }
    for (const name of names) process.env[name] = proxy.url
    Object.assign(process.env, { NODE_USE_ENV_PROXY: '1', NO_PROXY: '', no_proxy: '' })
    t.after(() => {
      for (const name of [...names, 'NODE_USE_ENV_PROXY', 'NO_PROXY', 'no_proxy']) delete process.env[name]
      Object.assign(process.env, before)
    })
    const receiver = await startReceiver(t, (_request, response) => response.end('direct'))
    const answer = await openDoor(t).send(request(receiver.url))
    assert.equal(answer.body.toString(), 'direct')
    assert.equal(proxy.connections(), 0)
  })
})

describe('TLS', () => {
  const trust = (t: TestContext) => {
    const before = tls.getCACertificates('default')
    tls.setDefaultCACertificates([...before, receiverCertificate])
    t.after(() => tls.setDefaultCACertificates(before))
  }

  test('certificates are verified with the development flag too, and whatever the environment says', async (t) => {
    const receiver = await startSecureReceiver(t, (_request, response) => response.end('secret'))
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    t.after(() => delete process.env.NODE_TLS_REJECT_UNAUTHORIZED)
    await assert.rejects(
      openDoor(t).send(request(receiver.url)),
      failsWith('tls', 'The TLS handshake failed (DEPTH_ZERO_SELF_SIGNED_CERT).'),
    )
  })

  test('a certificate must be for the name of the URL', async (t) => {
    trust(t)
    const receiver = await startSecureReceiver(t, (_request, response) => response.end('hello'))
    const door = openDoor(t, { lookup: answering(['127.0.0.1']).lookup })
    for (const host of ['receiver.example.com', 'receiver.example.com.', 'localhost', '127.0.0.1']) {
      const answer = await door.send(request(`https://${host}:${receiver.port}/`))
      assert.equal(answer.body.toString(), 'hello', host)
    }
    await assert.rejects(
      door.send(request(`https://other.example.com:${receiver.port}/`)),
      failsWith('tls', 'The TLS handshake failed (ERR_TLS_CERT_ALTNAME_INVALID).'),
    )
  })

  test('connections are used again', async (t) => {
    trust(t)
    const receiver = await startSecureReceiver(t, (_request, response) => response.end('hello'))
    const door = openDoor(t)
    for (let sent = 0; sent < 10; sent++) await door.send(request(receiver.url))
    assert.equal(receiver.connections(), 1)
  })

  test('a peer that hangs up, speaks something else or says nothing fails the handshake', async (t) => {
    for (const onConnection of [
      (socket: Socket) => void socket.once('data', () => socket.destroy()),
      (socket: Socket) => void socket.once('data', () => socket.end()),
      (socket: Socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
    ]) {
      const receiver = await startRawReceiver(t, onConnection)
      const url = `https://localhost:${receiver.port}/`
      await assert.rejects(openDoor(t).send(request(url)), failsWith('tls', /^The TLS handshake failed/))
    }

    const closed = Promise.withResolvers<void>()
    const silent = await startRawReceiver(
      t,
      (socket) => void socket.resume().on('close', () => closed.resolve()),
    )
    await assert.rejects(
      openDoor(t, { connectTimeoutMs: 200 }).send(request(`https://localhost:${silent.port}/`)),
      failsWith('connect', 'No connection was made within 0.2 s.'),
    )
    await closed.promise
  })
})
