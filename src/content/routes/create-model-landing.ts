import { Type } from 'typebox'
import { accepted, Data, defineRoute } from '#http/index.ts'
import { readModelLanding } from '../inputs/model-landing.ts'
import { presentModelLanding, presentStarted } from '../present.ts'
import { startFromInput } from '../start-content.ts'
import { type ContentRouteDeps, ModelLandingInput, NamedVehicle, StartedContent } from './schemas.ts'

const StartedModelLanding = Type.Object({ ...StartedContent.properties, vehicle: NamedVehicle })

export const createModelLanding = defineRoute<ContentRouteDeps>()({
  id: 'modelLanding.create',
  method: 'POST',
  path: '/model-landing-pages',
  aliases: ['/content/model-landing'],
  summary: 'Write a landing page for a model.',
  description: 'From what the stock has of it. Where there is none in stock the text says so.',
  tag: 'Content',
  access: { scope: 'content:write' },
  idempotent: true,
  body: ModelLandingInput,
  responses: { 202: Data(StartedModelLanding) },
  errors: ['validation_error'],
  async handle({ deps, caller, body, unit }) {
    const input = readModelLanding(body)
    const started = await startFromInput(deps, caller, input, body)
    const answer = { ...presentStarted(started, deps.acceptedMessage), ...presentModelLanding(input) }
    return await unit.writes(started.writes, accepted(answer))
  },
})
