import { Type } from 'typebox'
import { accepted, Data, defineRoute, Nullable, OneOf, Text, Timestamp } from '#http/index.ts'
import { eventCategories, readSalesEvent } from '../inputs/sales-event.ts'
import { presentSalesEvent, presentStarted } from '../present.ts'
import { startFromInput } from '../start-content.ts'
import { type ContentRouteDeps, SalesEventInput, StartedContent } from './schemas.ts'

const StartedSalesEvent = Type.Object({
  ...StartedContent.properties,
  event: Type.Object({
    name: Text('Spring Clearance Sale'),
    location: Text('12 Harbor Road, Huntington, NY'),
    category: OneOf(eventCategories),
    start_date: Timestamp(),
    end_date: Timestamp(),
    description: Nullable(Text('Coffee and donuts all week.')),
  }),
})

export const createSalesEvent = defineRoute<ContentRouteDeps>()({
  id: 'salesEvent.create',
  method: 'POST',
  path: '/sales-events',
  aliases: ['/content/sales-event'],
  summary: 'Write a page for an event at the dealership.',
  description:
    'From the event as it is described here and from the stock. Name, place and description stand in the text as given and lend support to nothing else; no offer is invented.',
  tag: 'Content',
  access: { scope: 'content:write' },
  idempotent: true,
  body: SalesEventInput,
  responses: { 202: Data(StartedSalesEvent) },
  errors: ['validation_error'],
  async handle({ deps, caller, body, unit }) {
    const input = readSalesEvent(body)
    const started = await startFromInput(deps, caller, input, body)
    const answer = { ...presentStarted(started, deps.acceptedMessage), ...presentSalesEvent(input) }
    return await unit.writes(started.writes, accepted(answer))
  },
})
