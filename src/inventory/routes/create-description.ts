import { Type } from 'typebox'
import { accepted, Data, defineRoute, Message } from '#http/index.ts'
import { requestDescription } from '../request-descriptions.ts'
import { type InventoryRouteDeps, StartedDescription, vinParams } from './schemas.ts'

export const createDescription = defineRoute<InventoryRouteDeps>()({
  id: 'inventory.describe',
  method: 'POST',
  path: '/inventory/{vin}/description',
  summary: 'Write the description of a vehicle.',
  description: 'While one is being written the same `component_id` comes back and nothing starts twice.',
  tag: 'Inventory',
  access: { scope: 'inventory:write' },
  idempotent: true,
  params: vinParams,
  body: Type.Object({}),
  bodyOptional: true,
  responses: { 202: Data(Type.Object({ ...StartedDescription.properties, message: Message() })) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, unit }) {
    return await unit.tx(async (tx) => {
      const { vin, componentId } = await requestDescription(deps, tx, caller.siteId, params.vin)
      return accepted({ vin, status: 'generating', component_id: componentId, message: deps.acceptedMessage })
    })
  },
})
