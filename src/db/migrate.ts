// Forward-only migrations: each file of migrations/ runs once, in the order of its number, in a
// transaction of its own. Two processes that start at once take turns on an advisory lock. A file that
// has run must not change: its hash is kept and compared.

import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { sha256 } from '#kernel/crypto.ts'
import { OperatorError } from '#kernel/errors.ts'

const folder = new URL('./migrations/', import.meta.url)
const lockKey = 4_170_931

/** @returns the names of the migrations that ran now. @throws OperatorError when a file that has run was edited. */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey])
    await client.query(
      'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, hash bytea NOT NULL, ran_at timestamptz NOT NULL DEFAULT now())',
    )
    const ran = new Map<string, Buffer>()
    for (const row of (await client.query('SELECT name, hash FROM migrations')).rows)
      ran.set(row.name, row.hash)
    const applied: string[] = []
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const text = await readFile(new URL(name, folder), 'utf8')
      const hash = sha256(text)
      const known = ran.get(name)
      if (known?.equals(hash)) continue
      if (known)
        throw new OperatorError(
          `Migration ${name} has run here with other contents. Restore the file; changes go into a new one.`,
        )
      await runOne(client, name, text, hash)
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}

async function runOne(client: pg.Client, name: string, text: string, hash: Buffer): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(text)
    await client.query('INSERT INTO migrations (name, hash) VALUES ($1, $2)', [name, hash])
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    throw new OperatorError(`Migration ${name} failed: ${(cause as Error).message}`, { cause })
  }
}
