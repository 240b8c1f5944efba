import { researchKeyword } from '#ideaclouds/index.ts'
import { factsOfStock, listStockModels, type StockModel, type Wanted } from '#inventory/index.ts'
import { eventQuestions } from '#writing/index.ts'
import type { SalesEventInput } from '../inputs/sales-event.ts'
import type { Run } from '../run-store.ts'
import type { AssignDeps, Assignment } from './assignment.ts'
import { requestedFacts } from './requested-facts.ts'

/** Models of the stock that an event's page takes up. */
const modelsMax = 3

/** The event as it was described, in the site's own time, and the stock that it may be about. */
export async function assignSalesEvent(
  deps: AssignDeps,
  run: Run,
  event: SalesEventInput,
  timeZone: string,
): Promise<Assignment> {
  const now = deps.clock.now()
  const values = {
    event_name: event.name,
    event_category: event.category,
    event_start: localTime(event.startsAt, timeZone),
    event_end: localTime(event.endsAt, timeZone),
    event_location: event.location,
    event_description: event.description,
  }
  const wanted = await stockFor(deps, run, event)
  return {
    keyword: event.name,
    questions: eventQuestions(event.category).map((asked, at) => ({
      id: `event-${at}`,
      clusterLabel: '',
      ...asked,
    })),
    facts: [
      ...requestedFacts(`event:${run.contentId}`, 'Event as described', values, now),
      ...(await factsOfStock(deps.db, run.siteId, wanted, now)),
    ],
    featured: null,
    category: null,
  }
}

/** `2026-04-01T13:00:00.000Z` in New York: `2026-04-01T09:00`. */
function localTime(moment: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const parts = new Map(format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]))
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}T${parts.get('hour')}:${parts.get('minute')}`
}

/** The models that the event's name names, as far as they are in stock; else those with the most vehicles there. */
async function stockFor(deps: AssignDeps, run: Run, { name }: SalesEventInput): Promise<Wanted[]> {
  const models = await listStockModels(deps.db, run.siteId)
  const research = await researchKeyword(deps, run.siteId, name)
  const entities = research.ok ? research.entities : undefined
  const named = models.filter((model) => entities?.vehicles.some((vehicle) => fits(model, vehicle)))
  const ofMake = models.filter((model) => model.make === entities?.make)
  return mostStocked([named, ofMake, models].find((list) => list.length > 0) ?? [])
}

function fits(model: StockModel, { year, make, model: name }: Wanted): boolean {
  return model.make === make && model.model === name && (year === null || model.year === year)
}

function mostStocked(models: readonly StockModel[]): Wanted[] {
  const byModel = Map.groupBy(models, ({ year, make, model }) => `${year} ${make} ${model}`)
  return [...byModel.values()]
    .map((trims) => ({
      ...(trims[0] as StockModel),
      count: trims.reduce((sum, { count }) => sum + count, 0),
    }))
    .sort((a, b) => b.count - a.count || b.year - a.year || (a.model < b.model ? -1 : 1))
    .slice(0, modelsMax)
    .map(({ year, make, model }) => ({ year, make, model, trim: null }))
}
