import type { Wanted } from '#inventory/index.ts'
import type { Research } from './ideacloud-store.ts'

/** What the keyword names of the stock: its vehicles, else the make or year. */
export function namedVehicles({ entities }: Pick<Research, 'entities'>): Wanted[] {
  if (entities.vehicles.length > 0) return entities.vehicles
  const { year, make, model, trim } = entities
  return make || year ? [{ year, make, model, trim }] : []
}
