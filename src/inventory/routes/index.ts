import { createDescription } from './create-description.ts'
import { createDescriptions } from './create-descriptions.ts'
import { getDescription } from './get-description.ts'
import { getFeed } from './get-feed.ts'
import { getStats } from './get-stats.ts'
import { getVehicle } from './get-vehicle.ts'
import { listVehicles } from './list-vehicles.ts'

export type { InventoryRouteDeps } from './schemas.ts'
export { createDescription, createDescriptions, getDescription, getFeed, getStats, getVehicle, listVehicles }
