import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.gen.ts'

/** Statements run on this or on a transaction of it. */
export type Db = Kysely<DB>
export type Tx = Transaction<DB>

export type Database = {
  db: Db
  pool: pg.Pool
  url: string
  close(): Promise<void>
}

/**
 * Opens a pool on a migrated database. `max` connections at most; they are opened when needed. A statement that
 * waits longer than `lockTimeoutMs` for a lock fails, so that it gives its connection back.
 */
export function openDatabase(
  url: string,
  options: { max: number; onError: (error: Error) => void; lockTimeoutMs?: number },
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'forecourt',
    ...(options.lockTimeoutMs === undefined ? {} : { lock_timeout: options.lockTimeoutMs }),
    // A client that vanished or sleeps must not keep what it holds: a job is taken over within 30 s.
    idle_in_transaction_session_timeout: 15_000,
  })
  let closing = false
  const report = (error: Error) => {
    if (!closing) options.onError(error)
  }
  pool.on('error', report)
  // The pool listens to idle connections only; one that is lost inside a transaction would end the process.
  pool.on('connect', (client) => client.on('error', report))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const close = async () => {
    closing = true
    // A statement that never ends must not hold up the end of the process.
    const late = new Promise((resolve) => setTimeout(resolve, closeGraceMs).unref())
    await Promise.race([db.destroy(), late])
  }
  return { db, pool, url, close }
}

/** Runs `work` in one transaction: it commits whole, or nothing happened. */
export function withTx<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}

/** The server's major version, such as 18. */
export async function serverVersion(db: Db): Promise<number> {
  const { rows } = await sql<{
    version: number
  }>`SELECT current_setting('server_version_num')::int AS version`.execute(db)
  return Math.floor((rows[0]?.version ?? 0) / 10_000)
}

const leaveGraceMs = 1000
const closeGraceMs = 5000

/** A pool's end resolves before its sockets are closed. Waits for that, a second at most, before the server is stopped. */
export async function untilConnectionsLeft(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    for (const deadline = performance.now() + leaveGraceMs; performance.now() < deadline; ) {
      const { rows } = await client.query(
        `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
      )
      if (rows.length === 0) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  } finally {
    await client.end()
  }
}
