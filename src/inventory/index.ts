import { handlesLater, type JobHandler } from '#jobs/index.ts'
import type { DescribeDeps } from './describe-vehicle.ts'
import { describeJob } from './request-descriptions.ts'

export { deleteOldBatches } from './description-store.ts'
export type { ImportReport } from './import-feed.ts'
export { refreshTexts } from './refresh-texts.ts'
export {
  factsOfStock,
  factsOfVehicle,
  nameOfWanted,
  soldAmong,
  spellAsStocked,
  type Wanted,
  wantedSubject,
} from './stock.ts'
export type { Vehicle } from './vehicle.ts'
export { listStockModels, type StockModel } from './vehicle-store.ts'
export { describeJob }

export function describeHandler(deps: DescribeDeps): JobHandler {
  return handlesLater(describeJob, async () => (await import('./describe-vehicle.ts')).describeHandler(deps))
}

/** See import-feed.ts; the reader of feeds is loaded when one is read. */
export const importFeed: typeof import('./import-feed.ts').importFeed = async (...given) =>
  (await import('./import-feed.ts')).importFeed(...given)
