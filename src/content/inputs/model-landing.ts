import { modelName, type NamedVehicle, readVehicle, type VehicleBody } from './named-vehicle.ts'

export type ModelLandingInput = { articleType: 'modellanding'; vehicle: NamedVehicle }

export function readModelLanding(body: VehicleBody): ModelLandingInput {
  return { articleType: 'modellanding', vehicle: readVehicle(body) }
}

export function modelLandingTitle({ vehicle }: ModelLandingInput): string {
  return modelName(vehicle)
}
