import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { openDoor, request, startRawReceiver, startReceiver, wholeHead } from './receiver.ts'

/** The client's ends of the connections that are made from now on. */
function watchSockets(t: TestContext): Socket[] {
  const sockets: Socket[] = []
  const onConnected = (message: unknown) => sockets.push((message as { socket: Socket }).socket)
  subscribe('undici:client:connected', onConnected)
  t.after(() => unsubscribe('undici:client:connected', onConnected))
  return sockets
}

describe('an answer', () => {
  test('is handed over as it came, whatever its status', async (t) => {
    for (const status of [200, 204, 301, 404, 410, 500, 503]) {
      const receiver = await startReceiver(t, (_request, response) => {
        response.writeHead(status, { 'X-Said': 'so', 'Set-Cookie': ['a=1', 'b=2'] })
        response.end(status === 204 ? undefined : 'said')
      })
      const answer = await openDoor(t).send(request(receiver.url))
      assert.equal(answer.status, status)
      assert.equal(answer.headers['x-said'], 'so')
      assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2'])
      assert.equal(answer.body.toString(), status === 204 ? '' : 'said')
      assert.equal(answer.truncated, false)
      assert.ok(answer.durationMs > 0)
    }
  })

  test('is to the request as it was given: method, path, headers, the bytes of the body', async (t) => {
    const seen: unknown[] = []
    const receiver = await startReceiver(t, async (incoming, response) => {
      const body = Buffer.concat(await incoming.toArray())
      seen.push([
        incoming.method,
        incoming.url,
        incoming.headers['x-signature'],
        incoming.headers.host,
        body.toString('latin1'),
      ])
      response.end()
    })
    const door = openDoor(t)
    const headers = { 'X-Signature': 'sha256=00ff' }
    await door.send(request(`${receiver.url}a/b?c=%20d`, { headers, body: '{"ü":1}' }))
    await door.send(request(receiver.url, { headers, body: new Uint8Array([0, 255, 10]) }))
    await door.send(request(receiver.url, { headers, method: 'GET', body: undefined }))
    const host = `127.0.0.1:${receiver.port}`
    assert.deepEqual(seen, [
      ['POST', '/a/b?c=%20d', 'sha256=00ff', host, Buffer.from('{"ü":1}').toString('latin1')],
      ['POST', '/', 'sha256=00ff', host, '\u0000\u00ff\n'],
      ['GET', '/', 'sha256=00ff', host, ''],
    ])
  })

  test('that is a redirect to a private address is an answer: nobody follows it', async (t) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const other = await startReceiver(t, (_request, response) => response.end('secret'))
      const receiver = await startReceiver(t, (_request, response) => {
        response.writeHead(status, { location: other.url, refresh: `0; url=${other.url}` }).end()
      })
      const answer = await openDoor(t).send(request(receiver.url))
      assert.equal(answer.status, status)
      assert.equal(answer.headers.location, other.url)
      assert.equal(other.connections(), 0)
    }
  })

  test('is not decompressed', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(Buffer.from('1f8b0800', 'hex'))
    })
    const answer = await openDoor(t).send(request(receiver.url))
    assert.equal(answer.body.toString('hex'), '1f8b0800')
  })

  test('is found behind early hints', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' })
      response.writeHead(202).end('hints first')
    })
    const answer = await openDoor(t).send(request(receiver.url))
    assert.deepEqual([answer.status, answer.body.toString()], [202, 'hints first'])
  })

  test('with header names like those of the language itself is an answer like any other', async (t) => {
    const receiver = await startRawReceiver(t, (socket) => {
      socket.end(
        'HTTP/1.1 200 OK\r\n__proto__: a\r\n__proto__: b\r\nconstructor: c\r\ncontent-length: 0\r\n\r\n',
      )
    })
    assert.equal((await openDoor(t).send(request(receiver.url))).status, 200)
    assert.equal(({} as Record<string, unknown>).a, undefined)
  })
})

describe('of a body', () => {
  test('exactly as long as the limit nothing is cut', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => response.end('12345'))
    const answer = await openDoor(t).send(request(receiver.url, { bodyBytesMax: 5 }))
    assert.deepEqual([answer.body.toString(), answer.truncated], ['12345', false])
  })

  test('longer than the limit its beginning is kept', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => response.end('123456'))
    for (const bodyBytesMax of [5, 1, 0]) {
      const answer = await openDoor(t).send(request(receiver.url, { bodyBytesMax }))
      assert.deepEqual([answer.body.toString(), answer.truncated], ['123456'.slice(0, bodyBytesMax), true])
    }
  })

  test('of some megabytes in small pieces every byte is kept in order', async (t) => {
    const sent = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 251))
    const receiver = await startReceiver(t, (_request, response) => {
      for (let at = 0; at < sent.length; at += 997) response.write(sent.subarray(at, at + 997))
      response.end()
    })
    const answer = await openDoor(t).send(request(receiver.url, { bodyBytesMax: 5_000_000 }))
    assert.ok(answer.body.equals(sent))
    assert.equal(answer.truncated, false)
  })

  test('of 100 MB the door reads no more than some hundred kilobytes', async (t) => {
    const sockets = watchSockets(t)
    const piece = Buffer.alloc(1_000_000, 'x')
    const receiver = await startReceiver(t, (_request, response) => {
      response.setHeader('content-length', 100 * piece.length)
      let left = 100
      const more = () => {
        while (left-- > 0) if (!response.write(piece)) return void response.once('drain', more)
        response.end()
      }
      more()
    })
    const answer = await openDoor(t).send(request(receiver.url))
    assert.deepEqual([answer.status, answer.body.length, answer.truncated], [200, 1_024, true])
    assert.equal(sockets.length, 1)
    assert.ok(sockets[0]!.destroyed)
    assert.ok(sockets[0]!.bytesRead < 300_000, `${sockets[0]!.bytesRead} bytes were read`)
  })

  test('that comes a byte at a time only its own time is spent, and what came is kept', async (t) => {
    const receiver = await startReceiver(t, (incoming, response) => {
      const drip = setInterval(() => response.write('.'), 20)
      incoming.on('close', () => clearInterval(drip))
      response.flushHeaders()
    })
    const door = openDoor(t)
    for (const limits of [{ bodyMs: 200 }, { timeoutMs: 300 }, { timeoutMs: 300, bodyMs: 60_000 }]) {
      const answer = await door.send(request(receiver.url, limits))
      assert.deepEqual([answer.status, answer.truncated], [200, true])
      assert.match(answer.body.toString(), /^\.+$/)
      assert.ok(answer.durationMs < 2_000, `${answer.durationMs} ms`)
    }
  })

  test('whose connection breaks what came is kept: the headers had come', async (t) => {
    for (const broken of [
      `${wholeHead}ab`,
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\nnot a length\r\n',
    ]) {
      const receiver = await startRawReceiver(t, (socket) => void socket.end(broken))
      const answer = await openDoor(t).send(request(receiver.url))
      assert.deepEqual([answer.status, answer.body.toString(), answer.truncated], [200, 'ab', true], broken)
    }
  })
})
