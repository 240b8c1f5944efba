import { createDescription } from './create-description.ts'
import { createDescriptions } from './create-descriptions.ts'
import { getDescription } from './get-description.ts'
import { getVehicle } from './get-vehicle.ts'
import { listVehicles } from './list-vehicles.ts'

export type { InventoryRouteDeps } from './schemas.ts'
export { createDescription, createDescriptions, getDescription, getVehicle, listVehicles }
