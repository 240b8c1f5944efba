import { Type } from 'typebox'
import { Data, defineRoute, ok } from '#http/index.ts'
import { scopeDescriptions } from '#kernel/scopes.ts'

export const listScopes = defineRoute<unknown>()({
  id: 'reference.scopes',
  method: 'GET',
  path: '/reference/scopes',
  summary: 'List the scopes that a key can have, each with what it unlocks.',
  tag: 'Reference',
  access: 'any-key',
  responses: {
    200: Data(
      Type.Object({ scopes: Type.Record(Type.String(), Type.String(), { examples: [scopeDescriptions] }) }),
    ),
  },
  async handle() {
    return ok({ scopes: scopeDescriptions })
  },
})
