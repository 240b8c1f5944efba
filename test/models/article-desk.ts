// Articles through the API, with the fake model behind the server: one app for a test file.

import { judgeSection, publishedLanguages } from '#content/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { silentLog } from '#kernel/log.ts'
import { createModels, type Models, modelPhraser } from '#models/index.ts'
import { builtInWriter } from '#writing/port.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { type FakeModel, startFakeModel } from '../harness/fake-model/server.ts'
import { importDemoFeed, makeKey, makeSite, settled, until } from '../harness/fixtures.ts'
import { paperSpending } from './paper-spending.ts'

export type ArticleDesk = {
  app: TestApp
  fake: FakeModel
  client: Client
  siteId: string
  cloud(keyword: string): Promise<string>
  /** A content, once it is complete or failed, and its body. */
  write(
    json: Record<string, unknown>,
    path?: string,
    client?: Client,
    // biome-ignore lint/suspicious/noExplicitAny: tests read bodies member by member and assert what they find
  ): Promise<{ content: any; text: string; grounding: any }>
  stop(): Promise<void>
}

/** Models whose waits take no time, and that are given up on after `sectionMs`. */
function quickModels(url: string, clock: Clock, sectionMs: number): Models {
  const models = createModels({
    settings: [{ provider: 'ollama', model: 'qwen3', baseUrl: `${url}/v1`, key: undefined }],
    clock,
    log: silentLog,
    spending: paperSpending(),
    pace: { random: () => 0, sleep: async () => {} },
    limits: { perProvider: 50, perSite: 50 },
  })
  return {
    ...models,
    generate: (task) => models.generate({ ...task, deadline: new Date(clock.now().getTime() + sectionMs) }),
  }
}

export async function openArticleDesk(sectionMs = 5000): Promise<ArticleDesk> {
  const fake = await startFakeModel()
  let restedMs = 0
  const clock = { now: () => new Date(Date.now() + restedMs) }
  const words = { languages: publishedLanguages, otherwise: [builtInWriter], judge: judgeSection }
  const model = modelPhraser({
    models: quickModels(fake.url, clock, sectionMs),
    clock,
    log: silentLog,
    ...words,
  })
  const app = await startTestApp({ phrasers: [model, builtInWriter] })
  const { id: siteId } = await makeSite(app.database, 'Bayline Honda')
  const { key } = await makeKey(app.database, siteId)
  await importDemoFeed(app.database, siteId)
  const client = clientOf(app.url, key)
  const { pool } = app.database
  const settle = async (id: string, asking: Client) => {
    const deadline = Date.now() + 60_000
    for (;;) {
      const { rows } = await pool.query('SELECT status FROM contents WHERE id = $1', [id])
      if (settled(rows[0])) return (await asking('GET', `/content/${id}`)).body.data
      if (Date.now() > deadline) throw new Error(`content ${id} is still ${rows[0].status}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return {
    app,
    fake,
    client,
    siteId,
    async cloud(keyword) {
      const { id } = (await client('POST', '/ideaclouds', { json: { keyword } })).body.data
      await until(client, `/ideaclouds/${id}`, settled)
      return id
    },
    async write(json, path = '/content', asking = client) {
      // What became of the article before leaves no open circuit.
      restedMs += 60_000
      const before = fake.requests.length
      const { status, body } = await asking('POST', path, { json })
      if (status !== 202) throw new Error(`${status}: ${JSON.stringify(body)}`)
      const content = await settle(body.data.id, asking)
      if (fake.requests.length === before) throw new Error('The model was not asked.')
      const component = await asking('GET', `/content/${content.id}/components/body`)
      const { rows } = await pool.query('SELECT claims FROM content_versions WHERE content_id = $1', [
        content.id,
      ])
      return { content, text: component.body.data?.content ?? '', grounding: rows[0]?.claims }
    },
    async stop() {
      await app.stop()
      await fake.stop()
    },
  }
}
