import { Type } from 'typebox'
import { accepted, Data, defineRoute, Id, idParams, Message } from '#http/index.ts'
import { generateContent as generate, prepareGeneration } from '../regenerate-content.ts'
import { type ContentRouteDeps, GenerateInput } from './schemas.ts'

export const generateContent = defineRoute<ContentRouteDeps>()({
  id: 'content.generate',
  method: 'POST',
  path: '/content/{id}/generate',
  summary: 'Write a content that waits for its questions, or write one again.',
  description:
    'Content in `awaiting_input` needs `selected_question_ids`. Content that is `complete` or `failed` is written again: its old body stays readable until the new one is complete, and every version is kept.',
  tag: 'Content',
  access: { scope: 'content:write' },
  idempotent: true,
  params: idParams,
  body: GenerateInput,
  bodyOptional: true,
  responses: {
    202: Data(Type.Object({ id: Id(), status: Type.Literal('generating'), message: Message() })),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, body, unit }) {
    const prepared = await prepareGeneration(deps, caller.siteId, params.id, body)
    return await unit.tx(async (tx) => {
      await generate(deps, tx, prepared)
      return accepted({ id: params.id, status: 'generating', message: deps.acceptedMessage })
    })
  },
})
