// What a role loads before its first work. A worker that was killed is back the sooner, and the memory is not taken
// (docs/adr/0001-runtime-without-a-build.md).

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = join(import.meta.dirname, '../..')

/** Where each of it is loaded, which shows that the pattern still says what it is. */
const late = {
  verifier: { path: /^src\/grounding\/(?!(port|claim|count)\.ts)/, by: ['src/content/generate-content.ts'] },
  writer: {
    path: /^src\/writing\/(?!(port|built-in|language|article-types)\.ts|article-bank\/types\.json)/,
    by: ['src/content/generate-content.ts'],
  },
  research: { path: /^src\/ideaclouds\/research\//, by: ['src/ideaclouds/research-job.ts'] },
  packs: { path: /^src\/knowledge\/packs\//, by: ['src/knowledge/packs/known-questions.ts'] },
  models: { path: /^src\/models\/generate\.ts/, by: ['src/models/index.ts'] },
  'the SDK of models': { path: /\bnode_modules\/(ai|@ai-sdk)\//, by: ['--eval', "import('ai')"] },
  'readers of documents': {
    path: /\bnode_modules\/(linkedom|mammoth|unpdf)\//,
    by: ['src/knowledge/reading/formats/html.ts'],
  },
  commands: { path: /^src\/commands\/(?!serve\.ts)/, by: ['src/main.ts', '--help'] },
}
const ofApi = {
  api: { path: /^src\/api\.ts/, by: ['src/api.ts'] },
  routes: { path: /^src\/[a-z]+\/routes\//, by: ['src/api.ts'] },
  server: { path: /\bnode_modules\/fastify\//, by: ['src/api.ts'] },
  schemas: { path: /\bnode_modules\/(typebox|ajv)\//, by: ['src/api.ts'] },
}

test('a worker loads nothing of the api, of the operator, of models and of its jobs before its first work', async () => {
  const loaded = await loadedBy(['src/main.ts', 'worker'])
  assert.ok(loaded.includes('src/worker.ts'))
  for (const [what, { path }] of Object.entries({ ...late, ...ofApi }))
    assert.deepEqual(
      loaded.filter((one) => path.test(one)),
      [],
      what,
    )
})

test('an api loads nothing of the work that it asks for', async () => {
  const loaded = await loadedBy(['src/api.ts'])
  for (const [what, { path }] of Object.entries(late))
    assert.deepEqual(
      loaded.filter((one) => path.test(one)),
      [],
      what,
    )
})

test('what is loaded late is there', async () => {
  const found = new Map<string, Promise<string[]>>()
  for (const [what, { path, by }] of Object.entries({ ...late, ...ofApi })) {
    const loaded = found.get(by.join(' ')) ?? loadedBy(by)
    found.set(by.join(' '), loaded)
    assert.ok(
      (await loaded).some((one) => path.test(one)),
      what,
    )
  }
})

const tell = `
  import { writeSync } from 'node:fs'
  import { registerHooks } from 'node:module'
  const urls = []
  registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) })
  process.on('exit', () => writeSync(3, JSON.stringify(urls)))`

/** What `node <args>` loads, as paths from the root of the project. A worker without a database ends by itself. */
async function loadedBy(args: readonly string[]): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [`--import=data:text/javascript,${encodeURIComponent(tell)}`, ...args],
    { cwd: root, stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH } },
  )
  const [told] = await Promise.all([text(child.stdio[3] as NodeJS.ReadableStream), once(child, 'exit')])
  const urls: string[] = JSON.parse(told)
  return urls.filter((url) => url.startsWith('file:')).map((url) => relative(root, fileURLToPath(url)))
}
