import { Type } from 'typebox'
import { claimKinds } from '#grounding/port.ts'
import { Data, defineRoute, OneOf, ok, Uuid, Vin, Whole } from '#http/index.ts'
import { checkText } from '../grounding/check-text.ts'
import { presentCheck } from '../grounding/present.ts'
import { ClaimSpan, type ContentRouteDeps, SourcedFact, vehicle } from './schemas.ts'

const textMax = 200_000

export const checkGrounding = defineRoute<ContentRouteDeps>()({
  id: 'grounding.check',
  method: 'POST',
  path: '/grounding/check',
  summary: 'Hold a text of your own against the record.',
  description:
    'The text is held against what the ledger has of the dealership and of each that is named: a vehicle by its VIN, a model with its stock, the vehicles of an IdeaCloud. Without any of them only what it says of the dealership can be carried. Nothing of the text is kept.',
  tag: 'Content',
  access: { scope: 'content:read' },
  body: Type.Object({
    text: Type.String({
      minLength: 1,
      maxLength: textMax,
      description: 'Markdown or plain text.',
      examples: ['This 2026 Honda Civic EX costs $28,500.'],
    }),
    vin: Type.Optional(Vin),
    vehicle: Type.Optional(Type.Object(vehicle, { description: 'A model, as the site’s stock has it.' })),
    ideacloud_id: Type.Optional(Uuid('A complete IdeaCloud.')),
  }),
  responses: {
    200: Data(
      Type.Object({
        claims: Type.Array(
          Type.Object({
            ...ClaimSpan,
            kind: OneOf(claimKinds, { examples: ['price'] }),
            status: OneOf(['supported', 'contradicted', 'unsupported']),
            facts: Type.Array(SourcedFact, {
              description: 'Those that carry the claim, or that say otherwise; none of an unsupported one.',
            }),
          }),
        ),
        counts: Type.Object({ supported: Whole(4), contradicted: Whole(0), unsupported: Whole(0) }),
      }),
    ),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, body }) {
    const { claims, facts } = await checkText(deps, caller.siteId, body)
    return ok(presentCheck(claims, facts))
  },
})
