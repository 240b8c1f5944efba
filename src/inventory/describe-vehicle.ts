import { type Db, type Tx, withTx } from '#db/index.ts'
import type { Fact } from '#facts/index.ts'
import { type Claim, type Held, holdToFacts } from '#grounding/index.ts'
import { handles, type JobContext, type JobHandler } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { factsOfSite, hashFacts, listFacts, lockLedger, recordText, statedFacts } from '#knowledge/index.ts'
import type { Models } from '#models/index.ts'
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
import { batchCompleted, describeAgain, describeJob } from './request-descriptions.ts'
import { findVehicle, type StoredVehicle } from './vehicle-store.ts'
import { wordDescription } from './word-description.ts'

/** With `models` they word the descriptions, where what they say holds. */
export type DescribeDeps = { db: Db; clock: Clock; models?: Models | undefined }

/** Writes a vehicle's description from its facts and holds it against them. */
export function describeHandler(deps: DescribeDeps): JobHandler {
  return handles(
    describeJob,
    async ({ siteId, vin, run }, context) => {
      const [site, voice, facts] = await Promise.all([
        findSite(deps.db, siteId),
        findDefaultBrandVoice(deps.db, siteId),
        listFacts(deps.db, siteId, [vehicleSubject(vin)]),
      ])
      if (!site) return
      const all = [...facts, ...(await factsOfSite(deps.db, site, deps.clock.now()))]
      const written = await write(deps, { siteId, vin, facts: all, tone: voice?.tone }, context)
      const factsHash = hashFacts(written.grounding.supported, written.grounding.facts)
      await settle(deps, siteId, { vin, run, status: 'complete', ...written, factsHash })
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

type Written = { text: string; wordCount: number; grounding: DescriptionGrounding }

async function write(
  { models, clock }: DescribeDeps,
  vehicle: { siteId: string; vin: string; facts: readonly Fact[]; tone: string | undefined },
  { log, signal }: JobContext,
): Promise<Written> {
  const { vin, facts, tone } = vehicle
  if (!models) return describe(facts, vin, tone)
  const { held, removed } = await wordDescription({ models, clock, log, signal }, vehicle)
  return held ? written(held, facts) : describe(facts, vin, tone, removed)
}

/**
 * Composes, verifies, cuts what the facts do not carry. `facts` are the vehicle's and the site's, `removed` what was cut
 * of words that this takes the place of.
 */
export function describe(
  facts: readonly Fact[],
  vin: string,
  tone?: string,
  removed: readonly Claim[] = [],
): Written {
  const composed = composeDescription(facts, { seed: vin, ...(tone ? { voice: { tone } } : {}) })
  const held = holdToFacts(composed.markdown, facts)
  return written({ ...held, removed: [...removed, ...held.removed] }, facts)
}

function written(
  { text, supported, removed }: Pick<Held, 'text' | 'supported' | 'removed'>,
  facts: readonly Fact[],
): Written {
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
    await lockLedger(tx, siteId)
    const id = await updateOutcome(tx, siteId, outcome, now)
    if (id === undefined) return
    const events: NewEvent[] = []
    const vehicle = outcome.status === 'complete' ? await findVehicle(tx, siteId, outcome.vin) : undefined
    if (vehicle && outcome.status === 'complete') {
      const { vin, year, make, model } = vehicle
      events.push({ siteId, type: 'inventory.description.completed', data: { vin, year, make, model } })
      await keepStated(tx, { id, siteId, vehicle, grounding: outcome.grounding, now })
    }
    for (const batch of await settleBatchItems(tx, siteId, outcome.vin, outcome.status, now)) {
      events.push(batchCompleted(siteId, batch))
    }
    await insertEvents(tx, events, now)
  })
}

/** A vehicle that changed while its description was written has it written again. */
async function keepStated(
  tx: Tx,
  text: { id: string; siteId: string; vehicle: StoredVehicle; grounding: DescriptionGrounding; now: Date },
): Promise<void> {
  const { id, siteId, vehicle, grounding, now } = text
  const stated = statedFacts(grounding.supported, grounding.facts)
  const isSold = vehicle.status === 'sold'
  const sold = isSold ? [vehicleSubject(vehicle.vin)] : []
  const isStale = await recordText(tx, { id, siteId, stated, sold, now })
  if (isStale && !isSold) await describeAgain(tx, siteId, [vehicle.vin], now)
}
