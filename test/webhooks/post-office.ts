// A server, its worker and a receiver, with what tests of webhooks do again and again.

import { withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { insertEvents, type NewEvent } from '#webhooks/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Answer, type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite, until } from '../harness/fixtures.ts'
import { type Receiver, startReceiver } from './receiver.ts'

type Data = Answer['body']['data']

export type PostOffice = {
  app: TestApp
  receiver: Receiver
  clock: TestClock
  openSite(): Promise<PostSite>
  stop(): Promise<void>
}

export type PostSite = {
  siteId: string
  client: Client
  /** A webhook to a path of the receiver. */
  subscribe(path: string, events?: string[]): Promise<{ id: string; secret: string }>
  /** An event of the site, committed. */
  emit(vehicles?: number): Promise<void>
  /** So many events of the site, in one commit. */
  emitMany(many: number): Promise<void>
  /** The deliveries of a webhook, newest first, once they are what is waited for. */
  deliveries(webhookId: string, done: (deliveries: Data[]) => boolean): Promise<Data[]>
  webhook(id: string): Promise<Data>
}

/** Runs with the time of day, and can be put forward. */
export type TestClock = Clock & { forward(ms: number): void }

function createTestClock(): TestClock {
  let aheadMs = 0
  return {
    now: () => new Date(Date.now() + aheadMs),
    forward(ms) {
      aheadMs += ms
    },
  }
}

export async function openPostOffice(): Promise<PostOffice> {
  const clock = createTestClock()
  const [app, receiver] = await Promise.all([startTestApp({ clock }), startReceiver()])
  return {
    app,
    receiver,
    clock,
    openSite: () => openSite(app, receiver, clock),
    async stop() {
      await app.stop()
      await receiver.stop()
    },
  }
}

async function openSite(app: TestApp, receiver: Receiver, clock: Clock): Promise<PostSite> {
  const siteId = (await makeSite(app.database)).id
  const client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
  const eventOf = (vehicles: number): NewEvent => ({
    siteId,
    type: 'inventory.feed.updated',
    data: { vehicle_count: vehicles },
  })
  const emit = (events: NewEvent[]) => withTx(app.database.db, (tx) => insertEvents(tx, events, clock.now()))
  return {
    siteId,
    client,
    async subscribe(path, events = ['inventory.feed.updated']) {
      const json = { url: receiver.url + path, events }
      return (await client('POST', '/webhooks', { json })).body.data
    },
    emit: (vehicles = 1) => emit([eventOf(vehicles)]),
    emitMany: (many) => emit(Array.from({ length: many }, (_, i) => eventOf(i + 1))),
    deliveries: (webhookId, done) => until(client, `/webhooks/${webhookId}/deliveries?limit=100`, done),
    async webhook(id) {
      const { webhooks } = (await client('GET', '/webhooks')).body.data
      return webhooks.find((one: { id: string }) => one.id === id)
    },
  }
}
