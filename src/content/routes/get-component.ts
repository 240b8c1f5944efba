import { Type } from 'typebox'
import { Data, defineRoute, idParams, ok } from '#http/index.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { findComponent } from '../component-store.ts'
import { componentTypes } from '../content.ts'
import { presentComponent } from '../present.ts'
import { ComponentItem, type ContentRouteDeps } from './schemas.ts'

export const getComponent = defineRoute<ContentRouteDeps>()({
  id: 'content.component',
  method: 'GET',
  path: '/content/{id}/components/{type}',
  summary: 'Read one component of a content.',
  tag: 'Content',
  access: { scope: 'content:read' },
  params: Type.Object({
    ...idParams.properties,
    type: Type.String({ description: `One of ${componentTypes.join(', ')}, in any case.` }),
  }),
  responses: { 200: Data(ComponentItem) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const wanted = params.type.toLowerCase()
    const type = componentTypes.find((known) => known.toLowerCase() === wanted)
    if (!type) throw invalid('path/type', `type must be one of: ${componentTypes.join(', ')}`)
    const component = await findComponent(deps.db, caller.siteId, params.id, type)
    if (!component) throw notFound('Content not found or component not ready')
    return ok(presentComponent(component))
  },
})
