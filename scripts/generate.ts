// Makes the generated files, or with --check compares them with what is committed:
// the types of the schema, its listing from the catalogues, and the API reference.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { migrate, startEmbedded } from '#db/index.ts'
import { describeApi } from '#http/index.ts'
import { silentLog } from '#kernel/log.ts'
import { routes } from '../src/api.ts'
import { version } from '../src/version.ts'

const root = join(import.meta.dirname, '..')

async function generate(): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'forecourt-generate-'))
  const server = await startEmbedded({ dataFolder: folder, log: silentLog })
  try {
    await migrate(server.url)
    const document = await describeApi(routes, { version })
    return new Map([
      ['src/db/schema.gen.ts', typesOf(server.url, folder)],
      ['docs/reference/schema.txt', await schemaOf(server.url)],
      ['docs/reference/openapi.json', `${JSON.stringify(document, null, 2)}\n`],
    ])
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function typesOf(url: string, folder: string): string {
  const file = join(folder, 'schema.ts')
  const command = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js')
  const options = [
    '--dialect',
    'postgres',
    '--url',
    url,
    '--include-pattern',
    'public.*',
    '--out-file',
    file,
    '--log-level',
    'silent',
  ]
  execFileSync(process.execPath, [command, ...options], { cwd: root })
  return readFileSync(file, 'utf8')
}

const listing = `
SELECT 'table ' || c.table_name || ': ' || c.column_name || ' ' || format_type(a.atttypid, a.atttypmod)
  || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
FROM information_schema.columns c
JOIN pg_attribute a ON a.attrelid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass AND a.attname = c.column_name
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.table_schema = 'public'
UNION ALL
SELECT 'constraint ' || conrelid::regclass || ': ' || conname || ' ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
UNION ALL
SELECT 'index ' || tablename || ': ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'trigger ' || tgrelid::regclass || ': ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal`

async function schemaOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(listing)
    return `${rows
      .map((row) => row.line as string)
      .sort()
      .join('\n')}\n`
  } finally {
    await client.end()
  }
}

const files = await generate()
const stale: string[] = []
for (const [name, text] of files) {
  const path = join(root, name)
  if (process.argv.includes('--check')) {
    if (read(path) !== text) stale.push(name)
  } else {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}
if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate" and commit what it writes.`)
  process.exit(1)
}
console.log(`generated: ${[...files.keys()].join(', ')}`)

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
