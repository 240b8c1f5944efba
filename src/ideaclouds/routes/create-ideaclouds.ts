import { Type } from 'typebox'
import { accepted, Batch, checkItems, Data, defineRoute, Id, Message, Text } from '#http/index.ts'
import { type IdeacloudInput as Input, startResearchBatch } from '../start-research.ts'
import type { IdeacloudRouteDeps } from './create-ideacloud.ts'
import { IdeacloudInput } from './schemas.ts'

const Outcome = Type.Union([
  Type.Object({
    id: Id(),
    keyword: Text('2026 Chevrolet Equinox EV range'),
    status: Type.Literal('researching'),
  }),
  Type.Object({
    keyword: Type.Union([Text('2026 Chevrolet Equinox EV range'), Type.Null()]),
    status: Type.Literal('failed'),
    error: Text('keyword must not be empty'),
  }),
])

export const createIdeaclouds = defineRoute<IdeacloudRouteDeps>()({
  id: 'ideacloud.createBatch',
  method: 'POST',
  path: '/ideaclouds/batch',
  summary: 'Research up to 25 keywords.',
  description: 'Each item stands for itself: one that is wrong fails alone, at its place.',
  tag: 'IdeaClouds',
  access: { scope: 'ideaclouds:write' },
  idempotent: true,
  body: Batch(IdeacloudInput, 25),
  responses: { 202: Data(Type.Object({ items: Type.Array(Outcome), message: Message() })) },
  errors: ['validation_error'],
  async handle({ deps, caller, body, unit, strict }) {
    const items = checkItems<Input>(IdeacloudInput, body.items, { strict })
    const { outcomes, writes } = await startResearchBatch(deps, caller.siteId, items)
    const presented = outcomes.map((outcome, i) =>
      'error' in outcome
        ? { keyword: keywordOf(body.items[i]), status: 'failed', error: outcome.error }
        : { id: outcome.id, keyword: outcome.keyword, status: 'researching' },
    )
    return await unit.writes(writes, accepted({ items: presented, message: deps.acceptedMessage }))
  },
})

function keywordOf(item: unknown): string | null {
  const { keyword } = item as { keyword?: unknown }
  return typeof keyword === 'string' ? keyword.toWellFormed() : null
}
