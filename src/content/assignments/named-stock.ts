// Vehicles as a request names them: what the stock has of each, and what shoppers ask of them.

import { getAttribute } from '#facts/index.ts'
import { researchKeyword } from '#ideaclouds/index.ts'
import {
  factsOfStock,
  listStockModels,
  nameOfWanted,
  spellAsStocked,
  type Wanted,
  wantedSubject,
} from '#inventory/index.ts'
import { type NewFact, replaceFacts } from '#knowledge/index.ts'
import { type ArticleQuestion, missingQuestion } from '#writing/index.ts'
import type { NamedVehicle } from '../inputs/named-vehicle.ts'
import type { Run } from '../run-store.ts'
import type { AssignDeps, Assignment } from './assignment.ts'
import { chosen } from './ideacloud.ts'

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
  const title = 'Vehicle as requested'
  const reading = { siteId: run.siteId, kind: 'site', title, url: null, retrievedAt: now } as const
  await replaceFacts(deps.db, reading, [...bySubject.keys()], wanted.flatMap(namesOf))
  const facts = await factsOfStock(deps.db, run.siteId, wanted, now)
  const stocked = new Set(
    facts
      .filter(({ attribute, value }) => attribute === 'stock_count' && value !== 0)
      .map(({ subject }) => subject),
  )
  const missing = wanted.filter((one) => !stocked.has(wantedSubject(one)))
  const keyword = wanted.map(nameOfWanted).join(' vs ')
  return {
    keyword,
    facts,
    questions: [...(await shoppersAsk(deps, run, keyword, wanted.length)), ...missing.flatMap(askFor)],
    subjects: spelled.map(wantedSubject),
  }
}

/** What a text may call the vehicle, also where the stock has none. */
function namesOf(wanted: Wanted): NewFact[] {
  const { year, make, model, trim } = wanted
  return Object.entries({ year, make, model, trim }).flatMap(([attribute, value]) =>
    value === null
      ? []
      : [{ subject: wantedSubject(wanted), attribute, value, unit: getAttribute(attribute).unit }],
  )
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
  return isOfAll ? chosen(research, null) : []
}

function askFor(wanted: Wanted, at: number): ArticleQuestion[] {
  const question = missingQuestion(nameOfWanted(wanted))
  return question ? [{ id: `missing-${at}`, question, intent: 'availability', clusterLabel: '' }] : []
}
