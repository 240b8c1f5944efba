import { Type } from 'typebox'
import { accepted, Batch, checkItems, Data, defineRoute, Message, Text } from '#http/index.ts'
import { presentStarted } from '../present.ts'
import { type ContentInput as Input, startContentBatch } from '../start-content.ts'
import { ContentInput, type ContentRouteDeps, StartedContent } from './schemas.ts'

const FailedItem = Type.Object({
  article_type: Type.Union([Text('basic'), Type.Null()]),
  status: Type.Literal('failed'),
  error: Text('IdeaCloud not found'),
})

export const createContents = defineRoute<ContentRouteDeps>()({
  id: 'content.createBatch',
  method: 'POST',
  path: '/content/batch',
  summary: 'Create up to 10 contents, in simple mode.',
  description: 'Each item stands for itself: one that is wrong fails alone, at its place.',
  tag: 'Content',
  access: { scope: 'content:write' },
  idempotent: true,
  body: Batch(ContentInput, 10),
  responses: {
    202: Data(
      Type.Object({ items: Type.Array(Type.Union([StartedContent, FailedItem])), message: Message() }),
    ),
  },
  errors: ['validation_error'],
  async handle({ deps, caller, body, unit, strict }) {
    const items = checkItems<Input>(ContentInput, body.items, { strict })
    const { outcomes, writes } = await startContentBatch(deps, caller, items)
    const presented = outcomes.map((outcome, i) =>
      'error' in outcome
        ? { article_type: typeOf(body.items[i]), status: 'failed', error: outcome.error }
        : presentStarted(outcome, deps.acceptedMessage),
    )
    return await unit.writes(writes, accepted({ items: presented, message: deps.acceptedMessage }))
  },
})

function typeOf(item: unknown): string | null {
  const { article_type } = item as { article_type?: unknown }
  return typeof article_type === 'string' ? article_type.toWellFormed() : null
}
