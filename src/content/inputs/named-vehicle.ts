/** A vehicle as a request names it; it need not be in stock, nor exist. */
export type NamedVehicle = { year: number; make: string; model: string; trim: string | null }

export type VehicleBody = { year: number; make: string; model: string; trim?: string | undefined }

export function readVehicle({ year, make, model, trim }: VehicleBody): NamedVehicle {
  return { year, make, model, trim: trim ?? null }
}

/** "2026 Honda CR-V": without the trim, as the vehicle stands in a title. */
export function modelName({ year, make, model }: NamedVehicle): string {
  return `${year} ${make} ${model}`
}
