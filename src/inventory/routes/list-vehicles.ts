import { Type } from 'typebox'
import { defineRoute, listPage, listQuery, OneOf, Page } from '#http/index.ts'
import { presentVehicle } from '../present.ts'
import { countVehicles, listVehicles as selectVehicles } from '../vehicle-store.ts'
import { type InventoryRouteDeps, VehicleItem } from './schemas.ts'

export const listVehicles = defineRoute<InventoryRouteDeps>()({
  id: 'inventory.list',
  method: 'GET',
  path: '/inventory',
  summary: 'List the vehicles in stock, newest first.',
  tag: 'Inventory',
  access: { scope: 'inventory:read' },
  query: Type.Object({
    ...listQuery,
    make: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the make, in any case.' })),
    model: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the model, in any case.' })),
    year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2100 })),
    condition: Type.Optional(OneOf(['new', 'used'], { description: '`used` includes certified.' })),
  }),
  responses: { 200: Page(VehicleItem) },
  errors: ['validation_error'],
  async handle({ deps, caller: { siteId }, query }) {
    return await listPage({
      name: 'inventory',
      siteId,
      query,
      secret: deps.cursorSecret,
      select: (options) => selectVehicles(deps.db, siteId, options),
      count: (filter) => countVehicles(deps.db, siteId, filter),
      position: (row) => ({ at: row.createdAt.toISOString(), id: row.vin }),
      present: presentVehicle,
    })
  },
})
