import { Type } from 'typebox'
import {
  Data,
  defineRoute,
  Id,
  Noun,
  NullAsARule,
  Nullable,
  OneOf,
  ok,
  Text,
  Timestamp,
  Whole,
} from '#http/index.ts'
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
      Noun('VehicleDescription', {
        vin: Text('1HGBH41JXMN109186'),
        status: OneOf(['not_generated', 'generating', 'complete', 'failed']),
        description: Nullable(Text('This 2026 Honda Civic EX has a 2.0-liter engine.', 'Markdown.')),
        html: Nullable(Text('<p>This 2026 Honda Civic EX has a 2.0-liter engine.</p>\n')),
        component_id: Nullable(Id()),
        word_count: Nullable(Whole(140)),
        grounding: Nullable(Type.Object({ claims: Whole(24), supported: Whole(24), removed: Whole(0) })),
        compliance: Nullable(Type.Object({ score: Whole(96), overall_status: Text('pass') })),
        stale: Type.Boolean({
          examples: [false],
          description:
            'The text says what the feed or the profile no longer says, or its vehicle is sold. A description of a vehicle on the lot is being written again then.',
        }),
        stale_since: NullAsARule(Timestamp()),
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
