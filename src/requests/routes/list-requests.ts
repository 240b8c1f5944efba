import { Type } from 'typebox'
import type { Db } from '#db/index.ts'
import {
  countRequests,
  defineRoute,
  Id,
  Instant,
  listPage,
  listQuery,
  Noun,
  NullAsARule,
  Nullable,
  Page,
  type RequestRow,
  listRequests as selectRequests,
  Text,
  Timestamp,
  Whole,
} from '#http/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { instantOf } from '#kernel/instant.ts'

export type RequestRouteDeps = { db: Db; clock: Clock; cursorSecret: Uint8Array; routeIds: readonly string[] }

const RequestItem = Noun('LoggedRequest', {
  request_id: Text('3f0c6a52-1f6e-4c5e-9f0b-7a1d2c3b4e5f'),
  at: Timestamp('When it arrived.'),
  method: Text('POST'),
  path: Text('/v1/public/ideaclouds', 'As it was sent, without the query.'),
  route: Text('ideacloud.create', 'The operation’s id in this reference.'),
  status: Whole(202),
  error_code: NullAsARule(Type.String()),
  duration_ms: Type.Number({ examples: [8.5] }),
  key_id: Id(),
  key_label: Text('Web site'),
  idempotency_key: Nullable(Text('first-research')),
  replayed: Type.Boolean({ description: 'The answer was that of an earlier request with the same key.' }),
})

export const listRequests = defineRoute<RequestRouteDeps>()({
  id: 'request.list',
  method: 'GET',
  path: '/requests',
  summary: 'List the requests of the last 7 days, newest first.',
  description:
    'Every request that came with a key of this site, about a second after it was answered. No bodies and no queries are kept. Of requests over a key’s limit some are listed.',
  tag: 'Requests',
  access: { scope: 'site:read' },
  query: Type.Object({
    ...listQuery,
    from: Type.Optional(Instant('The earliest arrival.')),
    to: Type.Optional(Instant('Arrivals before it.')),
    status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599 })),
    route: Type.Optional(Type.String({ description: 'An operation’s id in this reference.' })),
    request_id: Type.Optional(Type.String({ maxLength: 128 })),
  }),
  responses: { 200: Page(RequestItem) },
  errors: ['validation_error'],
  async handle({ deps, caller: { siteId }, query }) {
    const { from, to, request_id: requestId, ...rest } = query
    const span = { ...timeOf('from', from), ...timeOf('to', to) }
    if (rest.route !== undefined && !deps.routeIds.includes(rest.route)) {
      throw invalid('query/route', `route must be one of: ${deps.routeIds.join(', ')}`)
    }
    const now = deps.clock.now()
    return await listPage({
      name: 'requests',
      siteId,
      query: { ...rest, ...span, ...(requestId === undefined ? {} : { requestId }) },
      secret: deps.cursorSecret,
      select: (options) => selectRequests(deps.db, siteId, { ...options, now }),
      count: (filter) => countRequests(deps.db, siteId, { filter, now }),
      position: (row) => ({ at: row.at.toISOString(), id: row.id }),
      present,
    })
  },
})

function timeOf<Name extends 'from' | 'to'>(name: Name, text: string | undefined): { [N in Name]?: string } {
  if (text === undefined) return {}
  const time = instantOf(text)
  if (!time) throw invalid(`query/${name}`, `${name} is not in the calendar`)
  return { [name]: time.toISOString() } as { [N in Name]: string }
}

function present({ id: _, at, ...row }: RequestRow) {
  return { ...row, at: at.toISOString() }
}
