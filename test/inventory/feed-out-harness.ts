import { randomUUID } from 'node:crypto'
import type { Vehicle } from '../../src/inventory/vehicle.ts'
import { upsertVehicles } from '../../src/inventory/vehicle-store.ts'
import type { TestDatabase } from '../harness/database.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'

/** Puts the vehicles into a site's stock as they are, past the importer, which would clean them. */
export async function stockVehicles(
  { db }: TestDatabase,
  siteId: string,
  vehicles: readonly Vehicle[],
  options: { now?: Date; status?: 'in_stock' | 'sold' } = {},
): Promise<void> {
  const { now = new Date(), status = 'in_stock' } = options
  for (let at = 0; at < vehicles.length; at += 500) {
    const writes = vehicles
      .slice(at, at + 500)
      .map((vehicle) => ({ vehicle, status, hash: Buffer.from(randomUUID()) }))
    await upsertVehicles(db, siteId, writes, now)
  }
}

/** A text as a worker would have left it. */
export async function describeVehicle(
  { pool }: TestDatabase,
  siteId: string,
  vin: string,
  description: string,
): Promise<void> {
  await pool.query(
    `INSERT INTO vehicle_descriptions (id, site_id, vin, status, run, description, created_at, updated_at)
     VALUES ($1, $2, $3, 'complete', $1, $4, now(), now())
     ON CONFLICT (site_id, vin) DO UPDATE SET description = excluded.description, updated_at = now()`,
    [randomUUID(), siteId, vin, description],
  )
}

/** With everything that a record can have. */
export function fullVehicle(changes: Partial<Vehicle> = {}): Vehicle {
  const [rich] = generateVehicles({ seed: 11, count: 2 }).slice(1)
  return { ...(rich as Vehicle), ...changes }
}
