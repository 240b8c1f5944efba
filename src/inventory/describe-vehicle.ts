import { type Db, withTx } from '#db/index.ts'
import type { Fact } from '#facts/index.ts'
import { holdToFacts } from '#grounding/index.ts'
import { handles, type JobHandler } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { factsOfSite, listFacts } from '#knowledge/index.ts'
import { findDefaultBrandVoice, findSite } from '#sites/index.ts'
import { insertEvents, type NewEvent } from '#webhooks/index.ts'
import { composeDescription, countWords } from '#writing/index.ts'
import {
  type DescriptionGrounding,
  type Outcome,
  settleBatchItems,
  updateOutcome,
  updateRevived,
} from './description-store.ts'
import { vehicleSubject } from './feed-facts.ts'
import { batchCompleted, describeJob } from './request-descriptions.ts'
import { findVehicle } from './vehicle-store.ts'

export type DescribeDeps = { db: Db; clock: Clock }

/** Writes a vehicle's description from its facts and holds it against them. */
export function describeHandler(deps: DescribeDeps): JobHandler {
  return handles(
    describeJob,
    async ({ siteId, vin, run }) => {
      const [site, voice, facts] = await Promise.all([
        findSite(deps.db, siteId),
        findDefaultBrandVoice(deps.db, siteId),
        listFacts(deps.db, siteId, [vehicleSubject(vin)]),
      ])
      if (!site) return
      const all = [...facts, ...(await factsOfSite(deps.db, site, deps.clock.now()))]
      const written = describe(all, vin, voice?.tone)
      await settle(deps, siteId, { vin, run, status: 'complete', ...written })
    },
    {
      async exhausted({ siteId, vin, run }) {
        const error = 'The description could not be written. Request it again.'
        await settle(deps, siteId, { vin, run, status: 'failed', error })
      },
      revive: ({ siteId, vin, run }) => updateRevived(deps.db, siteId, vin, run, deps.clock.now()),
    },
  )
}

/** Composes, verifies, cuts what the facts do not carry. `facts` are the vehicle's and the site's. */
export function describe(
  facts: readonly Fact[],
  vin: string,
  tone?: string,
): { text: string; wordCount: number; grounding: DescriptionGrounding } {
  const composed = composeDescription(facts, { seed: vin, ...(tone ? { voice: { tone } } : {}) })
  const { text, supported, removed } = holdToFacts(composed.markdown, facts)
  const used = new Set([...supported, ...removed].flatMap((claim) => claim.factIds))
  const wordCount = countWords(text)
  return {
    text,
    wordCount,
    grounding: { supported, removed, facts: facts.filter((fact) => used.has(fact.id)) },
  }
}

async function settle(deps: DescribeDeps, siteId: string, outcome: Outcome): Promise<void> {
  const now = deps.clock.now()
  await withTx(deps.db, async (tx) => {
    if (!(await updateOutcome(tx, siteId, outcome, now))) return
    const events: NewEvent[] = []
    if (outcome.status === 'complete') {
      const vehicle = await findVehicle(tx, siteId, outcome.vin)
      if (vehicle) {
        const { vin, year, make, model } = vehicle
        events.push({ siteId, type: 'inventory.description.completed', data: { vin, year, make, model } })
      }
    }
    for (const batch of await settleBatchItems(tx, siteId, outcome.vin, outcome.status, now)) {
      events.push(batchCompleted(siteId, batch))
    }
    await insertEvents(tx, events, now)
  })
}
