// What a role loads before its first work. A worker that was killed is back the sooner, and the memory is not taken
// (docs/adr/0001-runtime-without-a-build.md).

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../..')
const ofWork =
  /^src\/(grounding\/(find|hold|about)|writing\/(article|description|phrase-bank)|knowledge\/packs)\//
const ofModels = /^(src\/models\/(generate|section-task)\.ts|node_modules\/(ai|@ai-sdk)\/)/
const ofApi = /^(src\/(api\.ts|http\/|[a-z]+\/routes\/)|node_modules\/(fastify|@fastify|typebox|ajv)\/)/
const ofOthers = /^src\/commands\/(?!serve\.ts)/

test('a worker loads nothing of the api, of the other commands, of models and of its jobs', async () => {
  const loaded = await loadedBy('commands/serve.ts')
  assert.ok(loaded.includes('src/worker.ts'))
  for (const late of [ofWork, ofModels, ofApi, ofOthers]) assert.deepEqual(loaded.filter(isLate(late)), [])
})

test('an api loads nothing of the work that it asks for', async () => {
  const loaded = await loadedBy('api.ts')
  assert.ok(loaded.some(isLate(ofApi)))
  for (const late of [ofWork, ofModels, ofOthers]) assert.deepEqual(loaded.filter(isLate(late)), [])
})

test('what is loaded late is there', async () => {
  const rooms = {
    'content/generate-content.ts': ofWork,
    'models/index.ts': ofModels,
    'commands/index.ts': ofOthers,
  }
  for (const [path, late] of Object.entries(rooms)) assert.ok((await loadedBy(path)).some(isLate(late)), path)
})

function isLate(late: RegExp): (path: string) => boolean {
  return (path) => late.test(path)
}

/** Paths from the root of the project. */
async function loadedBy(path: string): Promise<string[]> {
  const script = `
    import { registerHooks } from 'node:module'
    const urls = []
    registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) })
    await import('./src/${path}')
    console.log(JSON.stringify(urls))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
  })
  const urls: string[] = JSON.parse(stdout)
  return urls
    .filter((url) => url.startsWith('file:'))
    .map((url) => relative(root, fileURLToPath(url)).replaceAll('\\', '/'))
}
