import type { Db } from '#db/index.ts'
import type { ReservationStore } from './rate-limit.ts'

const minuteMs = 60_000

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

/** Minutes that no window reaches any more. */
export async function deleteOldMinutes(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('rate_minutes')
    .where('minute', '<', new Date(now.getTime() - 1500 * minuteMs))
    .execute()
}
