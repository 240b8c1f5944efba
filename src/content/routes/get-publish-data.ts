import { Type } from 'typebox'
import { Data, defineRoute, idParams, Nullable, OneOf, ok, Timestamp } from '#http/index.ts'
import { postingStatuses } from '../publishing/posting.ts'
import { presentPublication } from '../publishing/present.ts'
import { readPublication } from '../publishing/read-publication.ts'
import { type ContentRouteDeps, FeaturedImage, PublishAt, Slug } from './schemas.ts'

const Snippet = Nullable(Type.String())

const PublishData = Type.Object({
  id: Type.String(),
  title: Type.String(),
  slug: Slug,
  language: Type.String(),
  html: Type.String(),
  markdown: Type.String(),
  excerpt: Type.String({ description: 'Plain text, from the beginning of the body.' }),
  seo: Type.Object({
    title: Type.String(),
    description: Type.String(),
    keywords: Type.Array(Type.String()),
  }),
  schema: Type.Array(Type.Object({}, { additionalProperties: true }), { description: 'JSON-LD.' }),
  social: Type.Object({
    facebook: Snippet,
    twitter: Snippet,
    instagram: Snippet,
    google_business: Snippet,
  }),
  tags: Type.Array(Type.String()),
  categories: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  featured_image: FeaturedImage,
  posting_status: OneOf(postingStatuses),
  publish_at: PublishAt,
  updated_at: Timestamp(),
})

export const getPublishData = defineRoute<ContentRouteDeps>()({
  id: 'content.publishData',
  method: 'GET',
  path: '/content/{id}/publish-data',
  summary: 'Read everything that a web site needs to show a content.',
  description:
    'Whatever its posting status. While it is written again, this is the body that was complete before. What content tools have made is told; until then SEO data and JSON-LD are derived from the text, and social snippets are null.',
  tag: 'Content',
  access: { scope: 'content:read' },
  params: idParams,
  responses: { 200: Data(PublishData) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    return ok(presentPublication(await readPublication(deps, caller.siteId, params.id)))
  },
})
