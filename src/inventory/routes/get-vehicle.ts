import { Data, defineRoute, ok } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { presentVehicleDetail } from '../present.ts'
import { vehicleNotFound } from '../request-descriptions.ts'
import { findVehicle } from '../vehicle-store.ts'
import { type InventoryRouteDeps, VehicleDetail, vinParams } from './schemas.ts'

export const getVehicle = defineRoute<InventoryRouteDeps>()({
  id: 'inventory.get',
  method: 'GET',
  path: '/inventory/{vin}',
  summary: 'Read one vehicle, also a sold one.',
  tag: 'Inventory',
  access: { scope: 'inventory:read' },
  params: vinParams,
  responses: { 200: Data(VehicleDetail) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const vehicle = await findVehicle(deps.db, caller.siteId, params.vin)
    if (!vehicle) throw notFound(vehicleNotFound)
    return ok(presentVehicleDetail(vehicle))
  },
})
