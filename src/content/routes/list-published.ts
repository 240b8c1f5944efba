import { Type } from 'typebox'
import {
  defineRoute,
  Id,
  listPage,
  listQuery,
  Noun,
  Nullable,
  OneOf,
  Page,
  Text,
  Timestamp,
} from '#http/index.ts'
import { articleTypes } from '#writing/port.ts'
import { countPosted, listPosted } from '../publishing/posting-store.ts'
import { presentPosted } from '../publishing/present.ts'
import { type ContentRouteDeps, FeaturedImage } from './schemas.ts'

const statuses = ['published', 'scheduled'] as const

const PublishedItem = Noun('PublishedContent', {
  id: Id(),
  title: Text('2026 Chevrolet Equinox EV: What to Know'),
  article_type: OneOf(articleTypes),
  status: OneOf(statuses),
  slug: Text('2026-chevrolet-equinox-ev-what-to-know'),
  date: Timestamp('When it went live, or will.'),
  published_at: Nullable(Timestamp('Null while it is scheduled.')),
  featured_image: FeaturedImage,
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

export const listPublished = defineRoute<ContentRouteDeps>()({
  id: 'content.published',
  method: 'GET',
  path: '/content/published',
  summary: 'List content that is published or scheduled, the newest made first.',
  tag: 'Content',
  access: { scope: 'content:read' },
  query: Type.Object({
    ...listQuery,
    status: Type.Optional(OneOf(statuses, { description: 'Default both.' })),
  }),
  responses: { 200: Page(PublishedItem) },
  errors: ['validation_error'],
  async handle({ deps, caller: { siteId }, query }) {
    return await listPage({
      name: 'content.published',
      siteId,
      query,
      secret: deps.cursorSecret,
      select: (options) => listPosted(deps.db, siteId, options),
      count: (filter) => countPosted(deps.db, siteId, filter),
      position: (row) => ({ at: row.createdAt, id: row.id }),
      present: presentPosted,
    })
  },
})
