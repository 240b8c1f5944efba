import { Type } from 'typebox'
import { Data, defineRoute, Nullable, OneOf, ok, Timestamp } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { renderHtml } from '#markup/index.ts'
import { findDescription } from '../description-store.ts'
import { presentDescription } from '../present.ts'
import { vehicleNotFound } from '../request-descriptions.ts'
import { findVehicle } from '../vehicle-store.ts'
import { type InventoryRouteDeps, vinParams } from './schemas.ts'

export const getDescription = defineRoute<InventoryRouteDeps>()({
  id: 'inventory.description',
  method: 'GET',
  path: '/inventory/{vin}/description',
  summary: 'Read the description of a vehicle.',
  description: 'While a new one is written the text of the last one stays.',
  tag: 'Inventory',
  access: { scope: 'inventory:read' },
  params: vinParams,
  responses: {
    200: Data(
      Type.Object({
        vin: Type.String(),
        status: OneOf(['not_generated', 'generating', 'complete', 'failed']),
        description: Nullable(Type.String({ description: 'Markdown.' })),
        html: Nullable(Type.String()),
        component_id: Nullable(Type.String()),
        word_count: Nullable(Type.Integer()),
        grounding: Nullable(
          Type.Object({ claims: Type.Integer(), supported: Type.Integer(), removed: Type.Integer() }),
        ),
        compliance: Nullable(Type.Object({ score: Type.Integer(), overall_status: Type.String() })),
        generated_at: Nullable(Timestamp()),
        error: Type.Optional(Type.String()),
      }),
    ),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const found = await findDescription(deps.db, caller.siteId, params.vin)
    if (!found && !(await findVehicle(deps.db, caller.siteId, params.vin))) throw notFound(vehicleNotFound)
    const html = found?.text ? await renderHtml(found.text) : null
    return ok(presentDescription(params.vin, found, html))
  },
})
