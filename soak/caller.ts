// Sends requests and keeps the books: every answer by its status, and as a fault whatever should not have come.

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Agent, request } from 'undici'
import type { Dealership } from './dealerships.ts'

const againMs = 200
const faultsMax = 1000

export type Answer = {
  status: number
  text: string
  headers: Record<string, string | string[] | undefined>
  // biome-ignore lint/suspicious/noExplicitAny: answers are read member by member
  data: any
}

export type Sending = {
  json?: unknown
  /** Statuses that are right; 200 unless it is told. */
  expect?: number[]
  key?: string
  idempotencyKey?: string
}

/** What went wrong was written down; the visitor goes on with something else. */
export class Abandoned extends Error {}

export type Books = { byStatus: Map<number, number>; requests: number; refused: number; faults: string[] }

export type Caller = {
  books: Books
  fault(what: string): void
  send(site: Dealership, method: string, path: string, sending?: Sending): Promise<Answer>
  close(): Promise<void>
}

/**
 * @param server where the server is now, and whether it is being restarted: then alone may it answer 503 or not at
 * all, and the request is sent again, a POST with its same idempotency key.
 */
export function createCaller(server: { url(): string; restarting(): boolean }, connections: number): Caller {
  const dispatcher = new Agent({ connections, pipelining: 1 })
  const books: Books = { byStatus: new Map(), requests: 0, refused: 0, faults: [] }
  const fault = (what: string) => {
    if (books.faults.length < faultsMax) books.faults.push(`${new Date().toISOString()} ${what}`)
  }

  async function sendOnce(
    site: Dealership,
    method: string,
    path: string,
    sending: Sending,
  ): Promise<Answer | undefined> {
    const { json, key, idempotencyKey } = sending
    const headers: Record<string, string> = {
      'x-api-key': key ?? (site.keys[books.requests % site.keys.length] as string),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'x-idempotency-key': idempotencyKey }),
    }
    const restartingBefore = server.restarting()
    books.requests++
    try {
      const {
        statusCode,
        headers: got,
        body,
      } = await request(`${server.url()}/v1/public${path}`, {
        dispatcher,
        method: method as 'GET',
        headers,
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      })
      const text = await body.text()
      books.byStatus.set(statusCode, (books.byStatus.get(statusCode) ?? 0) + 1)
      if (statusCode === 503 && (restartingBefore || server.restarting())) return undefined
      const isJson = String(got['content-type']).startsWith('application/json')
      return { status: statusCode, text, headers: got, data: isJson ? JSON.parse(text).data : undefined }
    } catch (error) {
      if (!restartingBefore && !server.restarting()) {
        fault(`${method} ${path}: ${(error as Error).message}`)
        throw new Abandoned()
      }
      books.refused++
      return undefined
    }
  }

  return {
    books,
    fault,
    async send(site, method, path, sending = {}) {
      const idempotencyKey = sending.idempotencyKey ?? (method === 'POST' ? randomUUID() : undefined)
      const sent = idempotencyKey === undefined ? sending : { ...sending, idempotencyKey }
      for (;;) {
        const answer = await sendOnce(site, method, path, sent)
        if (!answer) {
          await pause(againMs)
          continue
        }
        if (!(sending.expect ?? [200]).includes(answer.status)) {
          fault(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`)
          throw new Abandoned()
        }
        return answer
      }
    },
    close: () => dispatcher.close(),
  }
}
