// A TCP proxy between a process and PostgreSQL that reads the frontend protocol message by message
// (https://www.postgresql.org/docs/current/protocol-message-formats.html) and can stop the traffic at any
// of them: right before it is forwarded, or right after, with the server's answers held back too. What is
// stopped stays stopped, so a SIGKILL then finds the process at exactly that point. It does not change a byte.

import { createServer, connect as dial, type Socket } from 'node:net'

export type Message = {
  /** The protocol's type byte: Q, P, B, D, E, S, … */
  type: string
  /** The SQL of a Query or Parse message, else empty. */
  sql: string
}

export type Moment = 'before' | 'after'

export type PostgresProxy = {
  /** The database through the proxy. */
  url: string
  /**
   * Stops at the first message from now on for which `matches` returns true: its connection is held from
   * there on, and those on which a statement or a transaction has begun since this call and is not over; all
   * others go on. Resolves when that message was met. Only connections of the pool that serves requests and
   * jobs take part, not those that listen, poll or beat. Start-up and password messages are not offered.
   */
  stopAt(when: Moment, matches: (message: Message) => boolean): Promise<void>
  /** Lets everything that is held go on, and stops nowhere any more. */
  release(): void
  /** Resolves when PostgreSQL has ended every session, so that what it did for them is final. */
  sessionsEnded(): Promise<void>
  close(): Promise<void>
}

type Link = {
  client: Socket
  upstream: Socket
  application: string | undefined
  /** Of the client, not yet a whole message or held. */
  pending: Buffer
  /** Of the server, held. */
  answers: Buffer[]
  /** Of the server, the start of a message whose rest has not come. */
  answerStart: Buffer
  held: boolean
  /** In a statement or a transaction that has begun since the stop was set. */
  busy: boolean
  ended: Promise<void>
}

type Stop = { when: Moment; matches: (message: Message) => boolean; reached: () => void }

/** `application_name` of the pool's connections. */
const poolName = 'forecourt'
const sslRequestCode = 80877103

/** A matcher for the n-th message, counted from 1. */
export function nthMessage(n: number): (message: Message) => boolean {
  let seen = 0
  return () => ++seen === n
}

/** A matcher for the n-th statement, counted from 1, whose SQL the pattern matches. */
export function nthStatement(n: number, pattern: RegExp): (message: Message) => boolean {
  let seen = 0
  return ({ sql }) => pattern.test(sql) && ++seen === n
}

/** Opens the proxy before the server of a `postgres://` url. */
export async function openProxy(url: string): Promise<PostgresProxy> {
  const target = new URL(url)
  const links = new Set<Link>()
  let stop: Stop | undefined

  function pump(link: Link): void {
    while (!link.held) {
      const message = takeMessage(link)
      if (!message) return
      const { read, bytes } = message
      if (read && stop) {
        link.busy = true
        if (stop.matches(read)) {
          reach(stop, link, bytes)
          return
        }
      }
      link.upstream.write(bytes)
    }
  }

  function reach({ when, reached }: Stop, link: Link, bytes: Buffer): void {
    stop = undefined
    for (const other of links) other.held ||= other.busy
    if (when === 'after') link.upstream.write(bytes)
    else link.pending = Buffer.concat([bytes, link.pending])
    reached()
  }

  const server = createServer((client) => {
    const link = openLink(client, dial(Number(target.port), target.hostname))
    links.add(link)
    client.on('data', (data) => {
      link.pending = Buffer.concat([link.pending, data])
      pump(link)
    })
    void link.ended.then(() => links.delete(link))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.')
  const through = new URL(url)
  through.host = `127.0.0.1:${address.port}`

  return {
    url: through.href,
    stopAt(when, matches) {
      for (const link of links) link.busy = false
      return new Promise((resolve) => {
        stop = { when, matches, reached: resolve }
      })
    },
    release() {
      stop = undefined
      for (const link of links) {
        link.held = false
        for (const answer of link.answers.splice(0)) link.client.write(answer)
        pump(link)
      }
    },
    async sessionsEnded() {
      await Promise.all([...links].map((link) => link.ended))
    },
    async close() {
      for (const link of links) link.client.destroy()
      await Promise.all([...links].map((link) => link.ended))
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function openLink(client: Socket, upstream: Socket): Link {
  // Statements are timed in milliseconds here: none may wait for more bytes to send.
  client.setNoDelay(true)
  upstream.setNoDelay(true)
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  const link: Link = {
    client,
    upstream,
    application: undefined,
    pending: Buffer.alloc(0),
    answers: [],
    answerStart: Buffer.alloc(0),
    held: false,
    busy: false,
    ended,
  }
  upstream.on('data', (answer) => {
    if (endsTransaction(link, answer)) link.busy = false
    if (link.held) link.answers.push(answer)
    else if (client.writable) client.write(answer)
  })
  // The server sees the end of its client, finishes what it had read, and ends the session itself.
  client.on('close', () => upstream.end())
  upstream.on('close', () => {
    client.destroy()
    resolve()
  })
  // A reset is an end as any other; 'close' follows.
  client.on('error', () => {})
  upstream.on('error', () => {})
  return link
}

/** The next whole message of the client; `read` is what a matcher may see of it. */
function takeMessage(link: Link): { bytes: Buffer; read?: Message } | undefined {
  const starting = link.application === undefined
  const lengthAt = starting ? 0 : 1
  if (link.pending.length < lengthAt + 4) return undefined
  const size = lengthAt + link.pending.readInt32BE(lengthAt)
  if (link.pending.length < size) return undefined
  const bytes = link.pending.subarray(0, size)
  link.pending = link.pending.subarray(size)
  if (starting) {
    if (bytes.readInt32BE(4) !== sslRequestCode) link.application = applicationOf(bytes)
    return { bytes }
  }
  const type = String.fromCharCode(bytes[0] ?? 0)
  // Passwords come before the session's first statement, Terminate after its last.
  if (type === 'p' || type === 'X' || link.application !== poolName) return { bytes }
  return { bytes, read: { type, sql: sqlOf(type, bytes) } }
}

function applicationOf(startup: Buffer): string {
  const words = startup.toString('utf8', 8).split('\0')
  const at = words.indexOf('application_name')
  return at < 0 ? '' : (words[at + 1] ?? '')
}

function sqlOf(type: string, bytes: Buffer): string {
  if (type === 'Q') return bytes.toString('utf8', 5, bytes.length - 1)
  if (type !== 'P') return ''
  const from = bytes.indexOf(0, 5) + 1
  return bytes.toString('utf8', from, bytes.indexOf(0, from))
}

/** Whether ReadyForQuery, outside any transaction, is the last of the server's messages so far. */
function endsTransaction(link: Link, answer: Buffer): boolean {
  let rest = Buffer.concat([link.answerStart, answer])
  let idle = false
  while (rest.length >= 5) {
    const size = 1 + rest.readInt32BE(1)
    if (rest.length < size) break
    idle = rest.toString('latin1', 0, 1) === 'Z' && rest.toString('latin1', 5, 6) === 'I'
    rest = rest.subarray(size)
  }
  link.answerStart = rest
  return idle
}
