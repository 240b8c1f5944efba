import assert from 'node:assert/strict'
import dns from 'node:dns'
import net from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { createConnector } from '#kernel/outbound/connector.ts'
import { OutboundError } from '#kernel/outbound/index.ts'
import { refusedAtConnect } from './hostile-urls.ts'
import { answering, failsWith, openDoor, request, startRawReceiver, startReceiver } from './receiver.ts'

const notPublic = 'The name resolves to an address that is not public.'
const publicAddress = '93.184.215.14'

const connect = net.connect

/** The addresses that sockets set out for. */
function attempts(t: TestContext): string[] {
  const addresses: string[] = []
  t.mock.method(net, 'connect', (options: net.TcpNetConnectOpts) =>
    connect(options).on('connectionAttempt', (address: string) => addresses.push(address)),
  )
  return addresses
}

/** Sends every connection to a receiver of ours, and tells for which addresses it would have set out. */
function divertConnections(t: TestContext, port: number): string[] {
  const wanted: string[] = []
  t.mock.method(net, 'connect', ({ host = '', lookup }: net.TcpNetConnectOpts) => {
    const socket = new net.Socket()
    const divert = (addresses: string[]) => {
      wanted.push(...addresses)
      socket.connect({ host: '127.0.0.1', port })
    }
    if (net.isIP(host) !== 0) divert([host])
    else {
      lookup?.(host, { all: true }, (error, found) => {
        if (error) socket.destroy(error)
        else divert((found as dns.LookupAddress[]).map(({ address }) => address))
      })
    }
    return socket
  })
  return wanted
}

describe('a name without the development flag', () => {
  for (const addresses of refusedAtConnect) {
    test(`that resolves to ${addresses.join(' and ')} is refused before any connection`, async (t) => {
      const attempted = attempts(t)
      const door = openDoor(t, { dev: false, lookup: answering(addresses).lookup })
      await assert.rejects(
        door.send(request('https://hook.example.com/')),
        failsWith('refused_address', notPublic),
      )
      assert.deepEqual(attempted, [])
    })
  }

  test('that resolves to this machine never reaches a server there', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => response.end('secret'))
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1']) {
      const door = openDoor(t, { dev: false, lookup: answering([address]).lookup })
      await assert.rejects(
        door.send(request(`https://hook.example.com:${receiver.port}/`)),
        failsWith('refused_address', notPublic),
      )
    }
    assert.equal(receiver.connections(), 0)
  })

  test('is resolved once for a connection, which goes to exactly the addresses that were judged', async (t) => {
    const receiver = await startRawReceiver(t, (socket) => socket.destroy())
    const wanted = divertConnections(t, receiver.port)
    const name = answering([publicAddress, '2606:4700:4700::1111'], ['127.0.0.1'])
    const door = openDoor(t, { dev: false, lookup: name.lookup })
    await assert.rejects(door.send(request('https://hook.example.com/')))
    assert.deepEqual(name.asked, ['hook.example.com'])
    assert.deepEqual(wanted, [publicAddress, '2606:4700:4700::1111'])

    await assert.rejects(
      door.send(request('https://hook.example.com/')),
      failsWith('refused_address', notPublic),
    )
    assert.equal(name.asked.length, 2)
    assert.equal(wanted.length, 2)
  })

  test('and a socket that is connected elsewhere than it was sent: not one byte is written to it', async (t) => {
    for (const url of ['https://hook.example.com/', `https://${publicAddress}/`]) {
      const receiver = await startRawReceiver(t, () => {})
      divertConnections(t, receiver.port)
      const door = openDoor(t, { dev: false, lookup: answering([publicAddress]).lookup })
      await assert.rejects(door.send(request(url)), failsWith('refused_address'))
      assert.equal(receiver.bytesReceived(), 0)
      t.mock.restoreAll()
    }
  })

  test('that does not resolve is told apart from one that is refused', async (t) => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    const broken = Object.assign(new Error('queryA ESERVFAIL'), { code: 'ESERVFAIL' })
    for (const [answer, message] of [
      [unknown, 'The name does not resolve to any address.'],
      [broken, 'The name could not be resolved.'],
      [[], 'The name could not be resolved.'],
    ] as const) {
      const door = openDoor(t, { dev: false, lookup: answering(answer).lookup })
      await assert.rejects(door.send(request('https://hook.example.com/')), failsWith('dns', message))
    }
  })

  test('the sentence of a failure names none of the addresses that the name resolves to', async (t) => {
    const closed = await startReceiver(t, () => {})
    await closed.stop()
    for (const [address, reason] of [
      ['10.11.12.13', 'refused_address'],
      ['127.11.12.13', 'connect'],
    ] as const) {
      const door = openDoor(t, { lookup: answering([address]).lookup })
      await assert.rejects(door.send(request(`https://hook.example.com:${closed.port}/`)), (error) => {
        assert.ok(error instanceof OutboundError)
        assert.equal(error.reason, reason)
        assert.doesNotMatch(error.message, /11\.12/)
        return true
      })
    }
  })
})

describe('what the door refuses when it reads the address again', () => {
  test('is refused without a connection, with the sentence of the parser', async (t) => {
    const door = openDoor(t, { dev: false })
    for (const [url, message] of [
      ['https://169.254.169.254/latest/', 'The address must point to a public address.'],
      ['https://localhost/', 'The address must not point to this machine.'],
      ['http://example.com/', 'The address must be an https address.'],
      ['https://u:p@example.com/', 'The address must not carry a user name or a password.'],
    ] as const) {
      await assert.rejects(door.send(request(url)), failsWith('invalid_url', message))
      await assert.rejects(door.send(request(url, { url: new URL(url) })), failsWith('invalid_url'))
    }
  })
})

test('the connector asks no resolver for an address, and judges it all the same', async (t) => {
  const attempted = attempts(t)
  const { lookup, asked } = answering([publicAddress])
  const { connect } = createConnector({ dev: false, lookup, connectTimeoutMs: 1_000 })
  for (const hostname of ['127.0.0.1', '10.0.0.1', '::1', '::ffff:169.254.169.254']) {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    connect({ hostname, protocol: 'https:', port: '443' }, (...[error]) => resolve(error))
    assert.ok(failsWith('refused_address')(await promise), hostname)
  }
  assert.deepEqual([attempted, asked], [[], []])
})

describe('with the development flag', () => {
  test('a server of this machine is reached by address and by name', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => response.end('here'))
    const door = openDoor(t)
    for (const host of ['127.0.0.1', 'localhost', 'hooks.localhost', '[::ffff:127.0.0.1]']) {
      const answer = await door.send(request(`http://${host}:${receiver.port}/`))
      assert.equal(answer.body.toString(), 'here')
    }
  })

  test('an address at which nothing listens is passed over for the next one', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => response.end('here'))
    const attempted = attempts(t)
    const door = openDoor(t, { lookup: answering(['::1', '127.0.0.2', '127.0.0.1']).lookup })
    const answer = await door.send(request(`http://localhost:${receiver.port}/`))
    assert.equal(answer.status, 200)
    assert.equal(attempted.at(-1), '127.0.0.1')
    assert.ok(attempted.includes('127.0.0.2'))
  })

  test('other private addresses stay refused, and plain http goes to loopback alone', async (t) => {
    for (const [url, addresses] of [
      ['https://hook.example.com/', ['10.0.0.1']],
      ['https://hook.example.com/', ['127.0.0.1', '192.168.0.1']],
      ['http://hook.localhost/', ['192.168.0.1']],
      ['http://hook.localhost/', [publicAddress]],
    ] as const) {
      const door = openDoor(t, { lookup: answering(addresses).lookup })
      await assert.rejects(door.send(request(url)), failsWith('refused_address', notPublic))
    }
  })

  test('a name that changes to a private address is refused at its next connection', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => {
      response.setHeader('connection', 'close').end('here')
    })
    const name = answering(['127.0.0.1'], ['10.0.0.1'])
    const door = openDoor(t, { lookup: name.lookup })
    const url = `http://hook.localhost:${receiver.port}/`
    assert.equal((await door.send(request(url))).status, 200)
    await assert.rejects(door.send(request(url)), failsWith('refused_address', notPublic))
    assert.equal(name.asked.length, 2)
    assert.equal(receiver.connections(), 1)
  })
})

describe('names are resolved', () => {
  const { Resolver } = dns.promises

  test('in both families, and one of them is enough', async (t) => {
    const receiver = await startReceiver(t, (_request, response) => response.end())
    const noSuch = Object.assign(new Error('queryAaaa ENODATA'), { code: 'ENODATA' })
    const url = `https://hook.example.com:${receiver.port}/`
    const door = openDoor(t, { dev: false })
    for (const [four, six, expected] of [
      [['10.0.0.1'], noSuch, failsWith('refused_address')],
      [noSuch, ['fd00::1'], failsWith('refused_address')],
      [[publicAddress], ['::1'], failsWith('refused_address')],
      [noSuch, noSuch, failsWith('dns', 'The name does not resolve to any address.')],
    ] as const) {
      const give = (answer: readonly string[] | Error) => async () => {
        if (answer instanceof Error) throw answer
        return [...answer]
      }
      t.mock.method(Resolver.prototype, 'resolve4', give(four) as never)
      t.mock.method(Resolver.prototype, 'resolve6', give(six) as never)
      await assert.rejects(door.send(request(url)), expected)
      t.mock.restoreAll()
    }
  })

  test('without a thread of the pool: a name server that never answers holds up nobody else', async (t) => {
    const lookedUp = t.mock.method(dns, 'lookup')
    t.mock.method(Resolver.prototype, 'resolve4', () => new Promise(() => {}))
    t.mock.method(Resolver.prototype, 'resolve6', () => new Promise(() => {}))
    const door = openDoor(t, { dev: false, connectTimeoutMs: 50 })
    await assert.rejects(door.send(request('https://hook.example.com/')), failsWith('connect'))
    assert.equal(lookedUp.mock.callCount(), 0)
  })
})
