import { sql } from 'kysely'
import type pg from 'pg'
import { type Db, runWrites, type Tx, type Write } from '#db/index.ts'

const keptForMs = 24 * 3600_000

export type Claim = { siteId: string; key: string; fingerprint: Buffer }

export type Kept = { fingerprint: Buffer; status: number; body: string }

// A key older than 24 h is free although not yet purged.
const claimText = `INSERT INTO idempotency_keys (site_id, key, fingerprint, status, body, created_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (site_id, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body, created_at = excluded.created_at
    WHERE idempotency_keys.created_at <= excluded.created_at - interval '24 hours'
  RETURNING 1`

/**
 * Commits the writes and the key's row in one statement. The writes are guarded by the row: where the key
 * is taken, nothing is written.
 * @returns false when the key is taken.
 */
export async function writeOnce(
  pool: pg.Pool,
  writes: readonly Write[],
  claim: Claim,
  answer: { status: number; body: string },
  now: Date,
): Promise<boolean> {
  const first: Write = {
    name: 'claimed',
    text: claimText,
    values: [claim.siteId, claim.key, claim.fingerprint, answer.status, answer.body, now],
  }
  const row = await runWrites(pool, [first, ...writes], {
    guard: 'EXISTS (SELECT 1 FROM claimed)',
    result: '(SELECT count(*)::int FROM claimed) AS won',
  })
  return row.won === 1
}

/** Takes the key inside a transaction, before its work, so that a duplicate waits for the commit. */
export async function claimKey(tx: Tx, claim: Claim, now: Date): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO idempotency_keys (site_id, key, fingerprint, status, body, created_at)
    VALUES (${claim.siteId}, ${claim.key}, ${claim.fingerprint}, 0, '', ${now})
    ON CONFLICT (site_id, key) DO UPDATE
      SET fingerprint = excluded.fingerprint, status = 0, body = '', created_at = excluded.created_at
      WHERE idempotency_keys.created_at <= excluded.created_at - interval '24 hours'
    RETURNING 1`.execute(tx)
  return rows.length === 1
}

export async function updateClaim(
  tx: Tx,
  claim: Claim,
  answer: { status: number; body: string },
): Promise<void> {
  await tx
    .updateTable('idempotency_keys')
    .set({ status: answer.status, body: answer.body })
    .where('site_id', '=', claim.siteId)
    .where('key', '=', claim.key)
    .execute()
}

export async function findKept(db: Db, claim: Claim, now: Date): Promise<Kept | undefined> {
  return await db
    .selectFrom('idempotency_keys')
    .select(['fingerprint', 'status', 'body'])
    .where('site_id', '=', claim.siteId)
    .where('key', '=', claim.key)
    .where('created_at', '>', new Date(now.getTime() - keptForMs))
    .executeTakeFirst()
}

export async function deleteExpiredKeys(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', new Date(now.getTime() - keptForMs))
    .execute()
}
