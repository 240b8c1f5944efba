import { Type } from 'typebox'
import { accepted, Data, defineRoute, Id, ok, Text } from '#http/index.ts'
import { presentAwaiting, presentStarted } from '../present.ts'
import { startContent } from '../start-content.ts'
import { ContentInput, type ContentRouteDeps, StartedContent } from './schemas.ts'

const AwaitingInput = Type.Object({
  id: Type.Null(),
  content_id: Id('What /content/{id}/generate takes.'),
  status: Type.Literal('awaiting_input'),
  ideacloud_id: Id(),
  article_type: ContentInput.properties.article_type,
  required_inputs: Type.Object({
    selected_question_ids: Type.Object({
      type: Text('array'),
      required: Type.Boolean(),
      options: Type.Array(
        Type.Object({ id: Text('q-1772225333601-0'), question: Text('What is its range?') }),
      ),
    }),
    brand_voice_id: Type.Object({ type: Text('string'), required: Type.Boolean() }),
    title: Type.Object({ type: Text('string'), required: Type.Boolean() }),
  }),
})

export const createContent = defineRoute<ContentRouteDeps>()({
  id: 'content.create',
  method: 'POST',
  path: '/content',
  summary: 'Create content from a complete IdeaCloud.',
  description:
    'In simple mode writing starts at once (202). In interactive mode (200) the answer lists the questions to choose from; send them to `/content/{content_id}/generate`.',
  tag: 'Content',
  access: { scope: 'content:write' },
  idempotent: true,
  body: ContentInput,
  responses: { 200: Data(AwaitingInput), 202: Data(StartedContent) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, body, unit }) {
    const started = await startContent(deps, caller, body)
    const answer =
      started.content.status === 'awaiting_input'
        ? ok(presentAwaiting(started))
        : accepted(presentStarted(started, deps.acceptedMessage))
    return await unit.writes(started.writes, answer)
  },
})
