// A client that a public generator makes of /openapi.json compiles and does the demo's whole job. The program is
// in generated-client/, a workspace of its own as an integrator's project would be: the generator needs the compiler's
// API, which TypeScript 7 has not, so it has a TypeScript 6 there. What it makes is compiled by the project's own.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { importDemoFeed, makeKey, makeSite } from '../harness/fixtures.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const project = join(import.meta.dirname, 'generated-client')

let app: TestApp
let key: string
const folders: string[] = []

before(async () => {
  app = await startTestApp()
  const site = await makeSite(app.database)
  key = (await makeKey(app.database, site.id)).key
  await importDemoFeed(app.database, site.id)
})
after(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  await app.stop()
})

test('a generated client compiles and does the whole job', async () => {
  const folder = await generate(`${app.url}/openapi.json`)
  assert.equal(await compile(folder), '')
  const outcome = await runProgram(folder)

  assert.equal(outcome.site, 'Harbor Honda')
  assert.ok(outcome.questions >= 20, `${outcome.questions} questions`)
  assert.equal(sum(outcome.clusterSizes), outcome.questions)
  assert.deepEqual(
    outcome.articles.map(({ type }) => type),
    ['basic', 'qa', 'expert', 'modellanding', 'emailtemplate'],
  )
  for (const article of outcome.articles) {
    assert.match(article.title, /CR-V/)
    assertGrounded(article)
  }
  assert.match(outcome.body, /CR-V/)
  assert.match(outcome.html, /<p>/)
  assert.equal(outcome.published.status, 'published')
  assert.match(outcome.published.slug, /cr-v/)
  assert.ok(outcome.published.schemas > 0)
  assert.equal(outcome.descriptions.length, 4)
  for (const description of outcome.descriptions) assertGrounded(description)
  assert.deepEqual(outcome.refused, { code: 'validation_error', status: 400 })
  const told = Object.groupBy(outcome.events, (type) => type)
  assert.equal(told['ideacloud.completed']?.length, 1)
  assert.equal(told['content.completed']?.length, outcome.articles.length)
  assert.equal(told['inventory.description.completed']?.length, outcome.descriptions.length)
})

test('the program does not compile against a reference that lacks a field it uses', async () => {
  const reference = await (await fetch(`${app.url}/openapi.json`)).text()
  const lacking = reference.replaceAll('"word_count"', '"wordcount"')
  assert.notEqual(lacking, reference)
  const folder = await generate(lacking)
  assert.match(await compile(folder), /whole-job\.ts.*Property 'word_count' does not exist/)
})

type Text = { words: number; claims: number; supported: number }

type Outcome = {
  site: string
  questions: number
  clusterSizes: number[]
  articles: (Text & { title: string; type: string })[]
  body: string
  html: string
  published: { status: string; slug: string; schemas: number }
  descriptions: (Text & { vin: string })[]
  refused: { code: string; status: number }
  events: string[]
}

/** The project with a client made of the reference, which is a URL or the text itself. */
async function generate(reference: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'forecourt-client-'))
  folders.push(folder)
  for (const file of ['package.json', 'tsconfig.json', 'whole-job.ts']) {
    cpSync(join(project, file), join(folder, file))
  }
  let input = reference
  if (!reference.startsWith('http')) {
    input = join(folder, 'openapi.json')
    writeFileSync(input, reference)
  }
  const generator = join(project, 'node_modules/.bin/openapi-ts')
  const options = ['--input', input, '--output', 'client', '--no-log-file']
  await run(process.execPath, [generator, ...options], { cwd: folder })
  return folder
}

/** What the project's own compiler complains of. */
async function compile(folder: string): Promise<string> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const types = join(root, 'node_modules/@types')
  const options = ['--project', folder, '--typeRoots', types, '--pretty', 'false']
  try {
    return (await run(process.execPath, [compiler, ...options])).stdout
  } catch (error) {
    const { stdout } = error as { stdout?: string }
    if (!stdout) throw error
    return stdout
  }
}

async function runProgram(folder: string): Promise<Outcome> {
  const env = { ...process.env, FORECOURT_URL: app.url, FORECOURT_KEY: key }
  const { stdout } = await run(process.execPath, [join(folder, 'built/whole-job.js')], { env })
  return JSON.parse(stdout)
}

function assertGrounded({ words, claims, supported }: Text): void {
  assert.ok(words > 0 && claims > 0)
  assert.equal(supported, claims)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
