import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Database, openDatabase } from '#db/index.ts'

export const templateDatabase = 'forecourt_template'

/** The same server, another database. */
export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

export type TestDatabase = Database & { drop(): Promise<void> }

/** A clone of the migrated template, or of another, for one test file. */
export async function createTestDatabase(template = templateDatabase): Promise<TestDatabase> {
  const serverUrl = process.env.FORECOURT_TEST_SERVER
  if (!serverUrl) throw new Error('Run tests with "npm test", or "npm test -- <file>".')
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const database = openDatabase(urlOf(serverUrl, name), { max: 10, onError: () => {} })
  return {
    ...database,
    async drop() {
      await database.close()
      await asAdmin(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function asAdmin(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    // Cloning waits for others that clone the same template.
    await client.query('SELECT pg_advisory_lock(7001)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
