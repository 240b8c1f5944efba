import { Type } from 'typebox'
import { defineRoute } from '#http/index.ts'

export const getLive = defineRoute<unknown>()({
  id: 'health.live',
  method: 'GET',
  path: '/live',
  summary: 'Whether the process answers.',
  tag: 'Health',
  access: 'public',
  responses: { 200: Type.Object({ status: Type.Literal('ok') }) },
  async handle() {
    return { status: 200, body: { status: 'ok' } }
  },
})
