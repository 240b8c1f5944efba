import type { Db } from '#db/index.ts'
import type { Fact } from '#facts/index.ts'
import type { Claim } from '#grounding/index.ts'
import { namedVehicles } from '#ideaclouds/index.ts'
import { factsOfStock, factsOfVehicle, listStockModels, spellAsStocked } from '#inventory/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { factsOfSite } from '#knowledge/index.ts'
import { findSite } from '#sites/index.ts'
import type { IdeacloudCache } from '../ideacloud-cache.ts'
import type { Verifier } from './verifier.ts'

/** Of a stock so many vehicles are read: more than a text would speak of one by one. */
const readMax = 100

export type CheckInput = {
  text: string
  vin?: string | undefined
  vehicle?: { year: number; make: string; model: string; trim?: string | undefined } | undefined
  ideacloud_id?: string | undefined
}

type Deps = { db: Db; clock: Clock; ideaclouds: IdeacloudCache; verifier: Verifier }

/**
 * Holds a text that was written elsewhere against what the ledger has of the dealership and of all that is named.
 * @returns the claims in order, and the facts that they were held against
 * @throws AppError not_found for the vehicle or the IdeaCloud; validation_error for an IdeaCloud that is not complete
 */
export async function checkText(
  deps: Deps,
  siteId: string,
  input: CheckInput,
): Promise<{ claims: Claim[]; facts: Fact[] }> {
  const now = deps.clock.now()
  const site = await findSite(deps.db, siteId)
  if (!site) throw new Error(`Site ${siteId} is gone.`)
  const facts = await factsOfSite(deps.db, site, now)
  if (input.vin !== undefined) facts.push(...(await factsOfVehicle(deps.db, siteId, input.vin)))
  const wanted = await wantedOf(deps, siteId, input)
  facts.push(...(await factsOfStock(deps.db, siteId, wanted, now, readMax)))
  const known = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  return { claims: await deps.verifier.verify(input.text, known), facts: known }
}

async function wantedOf(deps: Deps, siteId: string, { vehicle, ideacloud_id }: CheckInput) {
  const ideacloud = ideacloud_id === undefined ? undefined : await deps.ideaclouds.get(siteId, ideacloud_id)
  const named = ideacloud ? namedVehicles(ideacloud.research) : []
  if (!vehicle) return named
  const asked = { ...vehicle, trim: vehicle.trim ?? null }
  return [spellAsStocked(asked, await listStockModels(deps.db, siteId)), ...named]
}
