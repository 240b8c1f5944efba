// Runs the tests against a PostgreSQL of their own: `npm test`, or `npm test -- test/http/*.test.ts`.

import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#db/index.ts'
import { silentLog } from '#kernel/log.ts'
import { prepareDatabase } from '../src/app.ts'
import { templateDatabase, urlOf } from './harness/database.ts'

const root = join(import.meta.dirname, '..')
const named = process.argv.slice(2)
const files = named.length > 0 ? named : globSync('test/**/*.test.ts', { cwd: root }).sort()

const folder = mkdtempSync(join(tmpdir(), 'forecourt-test-'))
const server = await startEmbedded({ dataFolder: folder, log: silentLog })
try {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${templateDatabase}`)
  await client.end()
  await prepareDatabase(urlOf(server.url, templateDatabase))
  process.exitCode = await run()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

function run(): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--test', '--test-concurrency=2', '--test-timeout=300000', ...files],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, FORECOURT_TEST_SERVER: server.url, NODE_NO_WARNINGS: '1' },
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
}
