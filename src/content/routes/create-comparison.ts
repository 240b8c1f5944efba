import { Type } from 'typebox'
import { accepted, Data, defineRoute, Nullable, Whole } from '#http/index.ts'
import { readComparison } from '../inputs/comparison.ts'
import { presentComparison, presentStarted } from '../present.ts'
import { startFromInput } from '../start-content.ts'
import { ComparisonInput, type ContentRouteDeps, NamedVehicle, StartedContent } from './schemas.ts'

const StartedComparison = Type.Object({
  ...StartedContent.properties,
  vehicles: Type.Array(NamedVehicle),
  featured_vehicle_index: Nullable(Whole(0)),
  bias_level: Nullable(Whole(50)),
})

export const createComparison = defineRoute<ContentRouteDeps>()({
  id: 'comparison.create',
  method: 'POST',
  path: '/comparisons',
  aliases: ['/content/comparison'],
  summary: 'Write a comparison of two to five vehicles.',
  description:
    'From what the stock has of each, side by side in a table and topic by topic. Where there is no record the text says so.',
  tag: 'Content',
  access: { scope: 'content:write' },
  idempotent: true,
  body: ComparisonInput,
  responses: { 202: Data(StartedComparison) },
  errors: ['validation_error'],
  async handle({ deps, caller, body, unit }) {
    const input = readComparison(body)
    const started = await startFromInput(deps, caller, input, body)
    const answer = { ...presentStarted(started, deps.acceptedMessage), ...presentComparison(input) }
    return await unit.writes(started.writes, accepted(answer))
  },
})
