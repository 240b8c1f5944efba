import type pg from 'pg'
import type { Db } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import type { ReservationStore } from './one-node.ts'
import type { LimitedKey } from './rate-limiter.ts'
import type { SharedAdmission, SharedLimits } from './several-nodes.ts'

const minuteMs = 60_000
/** One more than the day's window and its begun minute, and some to spare. */
const keptMinutes = 1500

export function createReservationStore(db: Db): ReservationStore {
  const write = async (keyId: string, minute: number, admitted: number, exact: boolean) => {
    await db
      .insertInto('rate_minutes')
      .values({ key_id: keyId, minute: new Date(minute * minuteMs), admitted })
      .onConflict((oc) =>
        oc.columns(['key_id', 'minute']).doUpdateSet((eb) => ({
          admitted: exact
            ? eb.ref('excluded.admitted')
            : eb.fn('greatest', ['rate_minutes.admitted', 'excluded.admitted']),
        })),
      )
      .execute()
  }
  return {
    async load(keyId, sinceMinute) {
      const rows = await db
        .selectFrom('rate_minutes')
        .select(['minute', 'admitted'])
        .where('key_id', '=', keyId)
        .where('minute', '>=', new Date(sinceMinute * minuteMs))
        .orderBy('minute')
        .execute()
      return new Map(rows.map((row) => [Math.floor(row.minute.getTime() / minuteMs), row.admitted]))
    },
    reserve: (keyId, minute, admitted) => write(keyId, minute, admitted, false),
    settle: (keyId, minute, admitted) => write(keyId, minute, admitted, true),
  }
}

type AdmitRow = {
  is_admitted: boolean
  wait_ms: number
  now_ms: number
  minute_used: number
  minute_reset_ms: number
  day_used: number
  day_reset_ms: number
}

const admitText = `SELECT a.* FROM unnest($1::uuid[], $2::int[], $3::int[])
    WITH ORDINALITY AS k (key_id, per_minute, per_day, place),
  LATERAL admit_request(k.key_id, k.per_minute, k.per_day, $4) a ORDER BY k.place`

/** The time is the database's, which all nodes share, unless there is a `clock`. */
export function createSharedLimits(pool: pg.Pool, clock?: Clock): SharedLimits {
  return {
    async admit(keys) {
      const { rows } = await pool.query<AdmitRow>({
        name: 'admit',
        text: admitText,
        values: [
          keys.map((key) => key.keyId),
          keys.map((key) => key.perMinute),
          keys.map((key) => key.perDay),
          clock ? clock.now().getTime() : null,
        ],
      })
      return keys.map((key, i) => answerOf(key, rows[i] as AdmitRow))
    },
  }
}

function answerOf(key: LimitedKey, row: AdmitRow): SharedAdmission {
  const state = (limit: number, used: number, resetAtMs: number) => ({
    limit,
    remaining: Math.max(0, limit - used),
    resetAtMs,
  })
  return {
    admission: {
      admitted: row.is_admitted,
      retryAfterMs: row.wait_ms,
      minute: state(key.perMinute, row.minute_used, row.minute_reset_ms),
      day: state(key.perDay, row.day_used, row.day_reset_ms),
    },
    // Then a request leaves the minute, or a minute the day.
    trueForMs: Math.min(row.wait_ms, row.minute_reset_ms - row.now_ms, minuteMs - (row.now_ms % minuteMs)),
  }
}

/** Minutes, and windows as of minutes, that no window reaches any more. */
export async function deleteOldMinutes(db: Db, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keptMinutes * minuteMs)
  await db.deleteFrom('rate_minutes').where('minute', '<', oldest).execute()
  await db
    .deleteFrom('rate_windows')
    .where('minute', '<', Math.floor(oldest.getTime() / minuteMs))
    .execute()
}
