import { Type } from 'typebox'
import { Data, defineRoute, idParams, ok } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { listComponents as selectComponents } from '../component-store.ts'
import { presentComponent } from '../present.ts'
import { ComponentItem, type ContentRouteDeps, contentNotFound } from './schemas.ts'

export const listComponents = defineRoute<ContentRouteDeps>()({
  id: 'content.components',
  method: 'GET',
  path: '/content/{id}/components',
  summary: 'Read all components of a content.',
  tag: 'Content',
  access: { scope: 'content:read' },
  params: idParams,
  responses: { 200: Data(Type.Object({ components: Type.Array(ComponentItem) })) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const components = await selectComponents(deps.db, caller.siteId, params.id)
    if (!components) throw notFound(contentNotFound)
    return ok({ components: components.map(presentComponent) })
  },
})
