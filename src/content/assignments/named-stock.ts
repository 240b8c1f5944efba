// Vehicles as a request names them: what the stock has of each, and what shoppers ask of them.

import type { Fact } from '#facts/index.ts'
import { researchKeyword } from '#ideaclouds/index.ts'
import {
  factsOfStock,
  listStockModels,
  nameOfWanted,
  spellAsStocked,
  type Wanted,
  wantedSubject,
} from '#inventory/index.ts'
import { type ArticleQuestion, missingQuestion } from '#writing/index.ts'
import type { NamedVehicle } from '../inputs/named-vehicle.ts'
import type { Run } from '../run-store.ts'
import type { AssignDeps, Assignment } from './assignment.ts'
import { chosen } from './ideacloud.ts'
import { requestedFacts } from './requested-facts.ts'

export type NamedStock = Pick<Assignment, 'keyword' | 'facts' | 'questions'> & {
  /** The subject of each vehicle's facts, in the order of the request; the same vehicle twice has one. */
  subjects: string[]
}

/** Each vehicle in the spelling of the stock, counted now. One that is not in stock keeps its name, and is asked for. */
export async function gatherNamed(
  deps: AssignDeps,
  run: Run,
  vehicles: readonly NamedVehicle[],
): Promise<NamedStock> {
  const models = await listStockModels(deps.db, run.siteId)
  const spelled = vehicles.map((vehicle) => spellAsStocked(vehicle, models))
  const bySubject = new Map(spelled.map((wanted) => [wantedSubject(wanted), wanted]))
  const wanted = [...bySubject.values()]
  const now = deps.clock.now()
  const counted = await factsOfStock(deps.db, run.siteId, wanted, now)
  const stocked = new Set(
    counted
      .filter(({ attribute, value }) => attribute === 'stock_count' && value !== 0)
      .map(({ subject }) => subject),
  )
  const missing = wanted.filter((one) => !stocked.has(wantedSubject(one)))
  const keyword = wanted.map(nameOfWanted).join(' vs ')
  return {
    keyword,
    facts: [...counted, ...wanted.flatMap((one) => namesOf(one, now))],
    questions: [...(await shoppersAsk(deps, run, keyword, wanted.length)), ...missing.flatMap(askFor)],
    subjects: spelled.map(wantedSubject),
  }
}

/** What a text may call the vehicle, also where the stock has none. */
function namesOf(wanted: Wanted, now: Date): Fact[] {
  const { year, make, model, trim } = wanted
  return requestedFacts(wantedSubject(wanted), 'Vehicle as requested', { year, make, model, trim }, now)
}

/** The questions of research on so many vehicles; none where it does not recognize them all. */
async function shoppersAsk(
  deps: AssignDeps,
  run: Run,
  keyword: string,
  vehicles: number,
): Promise<ArticleQuestion[]> {
  const research = await researchKeyword(deps, run.siteId, keyword)
  const isOfAll = research.ok && research.entities.vehicles.length === vehicles
  return isOfAll ? await chosen(research, null) : []
}

function askFor(wanted: Wanted, at: number): ArticleQuestion[] {
  const question = missingQuestion(nameOfWanted(wanted))
  return question ? [{ id: `missing-${at}`, question, intent: 'availability', clusterLabel: '' }] : []
}
