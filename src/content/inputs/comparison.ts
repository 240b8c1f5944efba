import { invalid } from '#kernel/errors.ts'
import { modelName, type NamedVehicle, readVehicle, type VehicleBody } from './named-vehicle.ts'

export type ComparisonInput = {
  articleType: 'comparison'
  vehicles: NamedVehicle[]
  /** The vehicle that leads, by its place, and how much: 0 not at all, 100 as much as it can. */
  featured: { index: number; bias: number } | null
}

const biasDefault = 50

/** @throws AppError validation_error when the featured vehicle is none of the list. */
export function readComparison(body: {
  vehicles: readonly VehicleBody[]
  featured_vehicle_index?: number | undefined
  bias_level?: number | undefined
}): ComparisonInput {
  const { vehicles, featured_vehicle_index: index, bias_level: bias = biasDefault } = body
  if (index !== undefined && index >= vehicles.length) {
    throw invalid(
      'featured_vehicle_index',
      `featured_vehicle_index must be 0 to ${vehicles.length - 1}: the place of one of the ${vehicles.length} vehicles`,
    )
  }
  return {
    articleType: 'comparison',
    vehicles: vehicles.map(readVehicle),
    featured: index === undefined ? null : { index, bias },
  }
}

export function comparisonTitle({ vehicles }: ComparisonInput): string {
  return vehicles.map(modelName).join(' vs ')
}
