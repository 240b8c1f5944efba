import { setImmediate } from 'node:timers/promises'
import { presentFeedVehicle } from '../present.ts'
import type { StoredVehicle } from '../vehicle-store.ts'

/** Making HTML takes a millisecond a text, so other requests get their turn between two vehicles. */
export async function feedItems(vehicles: readonly StoredVehicle[]): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = []
  for (const vehicle of vehicles) {
    items.push(await presentFeedVehicle(vehicle))
    await setImmediate()
  }
  return items
}
