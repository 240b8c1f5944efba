import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { describe, test } from 'node:test'
import { failsWith, openDoor, request, startRawReceiver, startReceiver, wholeHead } from './receiver.ts'

describe('a failure is told by its reason:', () => {
  test('no answer in time', async (t) => {
    const hangs = [
      await startReceiver(t, () => {}),
      await startRawReceiver(t, (socket) => void socket.write('HTTP/1.1 200 OK\r\nx: ')),
      await startRawReceiver(t, (socket) => void socket.write('HTTP/1.1 103 Early Hints\r\n\r\n')),
    ]
    for (const receiver of hangs) {
      await assert.rejects(
        openDoor(t).send(request(receiver.url, { timeoutMs: 200 })),
        failsWith('timeout', 'No answer came within 0.2 s.'),
      )
    }
  })

  test('nobody listens', async (t) => {
    const receiver = await startReceiver(t, () => {})
    await receiver.stop()
    await assert.rejects(
      openDoor(t).send(request(receiver.url)),
      failsWith('connect', 'The connection was refused.'),
    )
  })

  test('the connection closes before an answer', async (t) => {
    const closed = 'The connection was closed before an answer came.'
    for (const onConnection of [
      (socket: Socket) => void socket.once('data', () => socket.end()),
      (socket: Socket) => void socket.once('data', () => socket.resetAndDestroy()),
      (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nx'),
    ]) {
      const receiver = await startRawReceiver(t, onConnection)
      await assert.rejects(openDoor(t).send(request(receiver.url)), failsWith('protocol', closed))
    }
  })

  test('the answer is not HTTP', async (t) => {
    for (const said of [
      '220 smtp.example.com ESMTP\r\n',
      '-ERR unknown command\r\n',
      '\u0000\u0001\u0002\u0003',
      'HTTP/1.1 99999 X\r\n\r\n',
    ]) {
      const receiver = await startRawReceiver(t, (socket) => void socket.end(said))
      await assert.rejects(
        openDoor(t).send(request(receiver.url)),
        failsWith('protocol', 'The answer is not valid HTTP.'),
      )
    }
  })

  test('headers beyond 16 KiB, in one line or in thousands, and without end', async (t) => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `x-${index}: 1\r\n`).join('')
    const receivers = [
      await startRawReceiver(
        t,
        (socket) => void socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`),
      ),
      await startRawReceiver(t, (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${lines}\r\n`)),
      await startRawReceiver(t, (socket) => {
        const more = () => {
          while (!socket.destroyed && socket.write(lines));
        }
        socket.write('HTTP/1.1 200 OK\r\n')
        socket.on('drain', more)
        more()
      }),
    ]
    for (const receiver of receivers) {
      await assert.rejects(
        openDoor(t).send(request(receiver.url)),
        failsWith('protocol', "The answer's headers are too large."),
      )
    }
  })

  test('an answer that nobody asked for does not become that of the next request', async (t) => {
    const receiver = await startRawReceiver(t, (socket) => {
      socket.once('data', () => socket.write(`${wholeHead}first${wholeHead}other`))
    })
    const door = openDoor(t)
    assert.equal((await door.send(request(receiver.url))).body.toString(), 'first')
    assert.equal((await door.send(request(receiver.url))).body.toString(), 'first')
    assert.equal(receiver.connections(), 2)
  })

  test('a header that cannot be written', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => response.end())
    for (const [name, value] of [
      ['x-a', 'b\r\nhost: 127.0.0.1'],
      ['x\r\na', 'b'],
      ['x-a', 'b\u0000'],
    ] as const) {
      const headers = { [name]: value }
      await assert.rejects(openDoor(t).send(request(receiver.url, { headers })), failsWith('protocol'))
    }
    assert.equal(receiver.bytesReceived(), 0)
  })

  test('a caller that gives up, before, while it waits and in the body', async (t) => {
    const hanging = await startReceiver(t, () => {})
    const answering = await startReceiver(t, (_request, response) => void response.write('x'))
    const door = openDoor(t)
    await assert.rejects(door.send(request(hanging.url), AbortSignal.abort()), failsWith('aborted'))
    assert.equal(hanging.connections(), 0)
    for (const receiver of [hanging, answering]) {
      await assert.rejects(door.send(request(receiver.url), AbortSignal.timeout(100)), failsWith('aborted'))
    }
  })

  test('a door that closes, also for those who wait for a connection', async (t) => {
    const receiver = await startReceiver(t, () => {})
    const door = openDoor(t, { connectionsPerOriginMax: 1 })
    const sent = [1, 2, 3].map(() => door.send(request(receiver.url)))
    const ends = Promise.all(sent.map((one) => assert.rejects(one, failsWith('aborted'))))
    await door.close()
    await ends
    await assert.rejects(door.send(request(receiver.url)), failsWith('aborted'))
  })
})
