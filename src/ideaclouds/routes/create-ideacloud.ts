import { Type } from 'typebox'
import { accepted, Data, defineRoute, Id, Message, Text, Timestamp } from '#http/index.ts'
import { type StartDeps, startResearch } from '../start-research.ts'
import { IdeacloudInput } from './schemas.ts'

export type IdeacloudRouteDeps = StartDeps & { acceptedMessage: string; cursorSecret: Uint8Array }

export const createIdeacloud = defineRoute<IdeacloudRouteDeps>()({
  id: 'ideacloud.create',
  method: 'POST',
  path: '/ideaclouds',
  summary: 'Research a keyword.',
  description:
    'Starts research; the IdeaCloud is `complete`, or `failed` with a sentence, some seconds later.',
  tag: 'IdeaClouds',
  access: { scope: 'ideaclouds:write' },
  idempotent: true,
  body: IdeacloudInput,
  responses: {
    202: Data(
      Type.Object({
        id: Id(),
        status: Type.Literal('researching'),
        keyword: Text('2026 Chevrolet Equinox EV range'),
        created_at: Timestamp(),
        message: Message(),
      }),
    ),
  },
  errors: ['validation_error'],
  async handle({ deps, caller, body, unit }) {
    const { items, createdAt, writes } = await startResearch(deps, caller.siteId, body)
    const [item] = items
    return await unit.writes(
      writes,
      accepted({
        id: item?.id,
        status: 'researching',
        keyword: item?.keyword,
        created_at: createdAt.toISOString(),
        message: deps.acceptedMessage,
      }),
    )
  },
})
