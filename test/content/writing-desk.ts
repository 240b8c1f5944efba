import type { Clock } from '#kernel/clock.ts'
import { builtInWriter, type PhraseContext, type SectionPlan } from '#writing/port.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Answer, type Client, clientOf } from '../harness/client.ts'
import { importDemoFeed, makeKey, makeSite, settled, until } from '../harness/fixtures.ts'

type Script = (section: SectionPlan, context: PhraseContext) => Promise<string> | string

export type StoredEvent = { type: string; data: Record<string, unknown> }

/** A server with the demo's inventory whose writer does, for contents of some titles, what a test tells it. */
export type WritingDesk = {
  app: TestApp
  siteId: string
  keyId: string
  client: Client
  /** How contents of a title are written; all others by the built-in writer. */
  scripts: Map<string, Script>
  /** A complete IdeaCloud. */
  cloud(keyword: string, categoryId?: string): Promise<string>
  create(json: Record<string, unknown>): Promise<Answer>
  /** The content, once it is complete or failed. */
  settle(id: string): Promise<Answer['body']['data']>
  body(id: string): Promise<Answer['body']['data']>
  /** What the event log says of the content, in the order in which it was written. */
  events(id: string): Promise<StoredEvent[]>
  versions(id: string): Promise<{ version: number; title: string; content: string; word_count: number }[]>
}

export async function openDesk(options: { clock?: Clock } = {}): Promise<WritingDesk> {
  const scripts = new Map<string, Script>()
  const writer = {
    ...builtInWriter,
    phrase: (section: SectionPlan, context: PhraseContext) =>
      (scripts.get(context.title) ?? builtInWriter.phrase)(section, context),
  }
  // A second language, which the built-in writer does not have: in it a content without a script says nothing.
  const spanish = {
    name: 'spanish',
    languages: ['Spanish'],
    phrase: (section: SectionPlan, context: PhraseContext) =>
      scripts.get(context.title)?.(section, context) ?? '',
  }
  const app = await startTestApp({ phrasers: [writer, spanish], ...options })
  const siteId = (await makeSite(app.database, 'Bayline Honda')).id
  const key = await makeKey(app.database, siteId)
  await importDemoFeed(app.database, siteId)
  const client = clientOf(app.url, key.key)
  const { pool } = app.database
  return {
    app,
    siteId,
    keyId: key.id,
    client,
    scripts,
    async cloud(keyword, categoryId) {
      const json = { keyword, ...(categoryId ? { category_id: categoryId } : {}) }
      const { id } = (await client('POST', '/ideaclouds', { json })).body.data
      await until(client, `/ideaclouds/${id}`, settled)
      return id
    },
    create: (json) => client('POST', '/content', { json: { article_type: 'basic', ...json } }),
    // Looked for in the table: a writer that fails takes longer than a key's minute has requests.
    async settle(id) {
      const deadline = Date.now() + 40_000
      for (;;) {
        const { rows } = await pool.query('SELECT status FROM contents WHERE id = $1', [id])
        if (settled(rows[0])) return (await client('GET', `/content/${id}`)).body.data
        if (Date.now() > deadline) throw new Error(`content ${id} is still ${rows[0].status}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    body: async (id) => (await client('GET', `/content/${id}/components/body`)).body.data,
    async events(id) {
      const { rows } = await pool.query(
        `SELECT type, data FROM events WHERE data->>'article_id' = $1 ORDER BY created_at, type DESC, id`,
        [id],
      )
      return rows
    },
    async versions(id) {
      const { rows } = await pool.query(
        'SELECT version, title, content, word_count FROM content_versions WHERE content_id = $1 ORDER BY version',
        [id],
      )
      return rows
    },
  }
}

/** A script that waits, at its first section, until it is let go on; `reached` tells that it waits. */
export function pausing(then: Script = builtInWriter.phrase): {
  script: Script
  reached: Promise<void>
  goOn(): void
} {
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  return {
    script: async (section, context) => {
      reached.resolve()
      await gate.promise
      return await then(section, context)
    },
    reached: reached.promise,
    goOn: gate.resolve,
  }
}
