import { Type } from 'typebox'
import { accepted, Data, defineRoute, Id, Message, Text } from '#http/index.ts'
import { requestDescriptions } from '../request-descriptions.ts'
import { type InventoryRouteDeps, StartedDescription } from './schemas.ts'

const FailedItem = Type.Object({
  vin: Text('1HGBH41JXMN109186'),
  status: Type.Literal('failed'),
  error: Text('Vehicle not found or generation failed'),
})

export const createDescriptions = defineRoute<InventoryRouteDeps>()({
  id: 'inventory.describeBatch',
  method: 'POST',
  path: '/inventory/descriptions/batch',
  summary: 'Write the descriptions of up to 50 vehicles.',
  description: 'Each VIN stands for itself; one that is no vehicle of the site fails at its place.',
  tag: 'Inventory',
  access: { scope: 'inventory:write' },
  idempotent: true,
  body: Type.Object({
    vins: Type.Array(Type.String({ minLength: 11, maxLength: 17, 'x-case': 'upper' }), {
      minItems: 1,
      maxItems: 50,
      examples: [['1HGBH41JXMN109186']],
    }),
  }),
  responses: {
    202: Data(
      Type.Object({
        batch_id: Id(),
        items: Type.Array(Type.Union([StartedDescription, FailedItem])),
        message: Message(),
      }),
    ),
  },
  errors: ['validation_error'],
  async handle({ deps, caller, body, unit }) {
    return await unit.tx(async (tx) => {
      const { batchId, started } = await requestDescriptions(deps, tx, caller.siteId, [...new Set(body.vins)])
      const items = body.vins.map((vin) => {
        const found = started.get(vin)
        return found
          ? { vin, status: 'generating', component_id: found.componentId }
          : { vin, status: 'failed', error: 'Vehicle not found or generation failed' }
      })
      return accepted({ batch_id: batchId, items, message: deps.acceptedMessage })
    })
  },
})
