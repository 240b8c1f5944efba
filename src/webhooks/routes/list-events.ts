import { Type } from 'typebox'
import {
  defineRoute,
  Id,
  listQuery,
  Noun,
  OneOf,
  Page,
  page,
  readCursor,
  Text,
  Timestamp,
} from '#http/index.ts'
import { envelopeOf } from '../envelope.ts'
import { loggedTypes } from '../event-types.ts'
import { readNewest, readSince } from '../read-log.ts'
import type { WebhookRouteDeps } from './schemas.ts'

const EventItem = Noun('WebhookEvent', {
  id: Text('evt_1772225333601_abc1234'),
  type: Text('content.completed'),
  site_id: Id(),
  data: Type.Object({}, { additionalProperties: true, examples: [{ article_type: 'basic' }] }),
  timestamp: Timestamp(),
  api_version: Text('2025-01-01'),
})

export const listEvents = defineRoute<WebhookRouteDeps>()({
  id: 'event.list',
  method: 'GET',
  path: '/events',
  summary: 'Read the log of events, as they are delivered.',
  description:
    'Newest first. With `since`, oldest first in the order in which the log took them: who asks again with the id of the last event seen misses none, however late it was committed. Kept for 30 days.',
  tag: 'Webhooks',
  access: { scope: 'webhooks:read' },
  query: Type.Object({
    ...listQuery,
    type: Type.Optional(OneOf(loggedTypes)),
    since: Type.Optional(
      Type.String({ maxLength: 64, description: 'An event id, or a time (RFC 3339) with its offset.' }),
    ),
  }),
  responses: { 200: Page(EventItem) },
  errors: ['validation_error'],
  async handle({ deps, caller, query }) {
    const { limit = 25, cursor, since, ...filter } = query
    const { siteId } = caller
    const scope = { siteId, list: 'events', filters: { ...filter, since } }
    const after = cursor === undefined ? undefined : readCursor(deps.cursorSecret, scope, cursor)
    const options = { filter, limit, ...(after ? { after } : {}) }
    const read =
      since === undefined
        ? await readNewest(deps.db, siteId, options)
        : await readSince(deps.db, siteId, since, options)
    const body = page({
      rows: read.rows,
      limit,
      total: read.total,
      secret: deps.cursorSecret,
      scope,
      position: read.positionOf,
      present: (row) => JSON.parse(envelopeOf(row)),
    })
    return { status: 200, body }
  },
})
