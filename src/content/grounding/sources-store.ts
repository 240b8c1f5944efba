import type { Db } from '#db/index.ts'
import type { Grounding } from '../content.ts'

/** What the verifier found in the body that can be read; undefined while there is none. */
export async function findSources(
  db: Db,
  siteId: string,
  contentId: string,
): Promise<{ grounding: Grounding; factsHash: Buffer | null } | undefined> {
  const row = await db
    .selectFrom('content_versions as v')
    .innerJoin('contents as c', 'c.id', 'v.content_id')
    .select(['v.claims', 'v.facts_hash'])
    .where('c.site_id', '=', siteId)
    .where('c.id', '=', contentId)
    .orderBy('v.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { grounding: row.claims as unknown as Grounding, factsHash: row.facts_hash }
}
