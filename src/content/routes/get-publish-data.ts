import { Type } from 'typebox'
import { Data, defineRoute, Id, idParams, Noun, Nullable, OneOf, ok, Text, Timestamp } from '#http/index.ts'
import { postingStatuses } from '../publishing/posting.ts'
import { presentPublication } from '../publishing/present.ts'
import { readPublication } from '../publishing/read-publication.ts'
import { type ContentRouteDeps, FeaturedImage, PublishAt, Slug } from './schemas.ts'

const Snippet = Nullable(Text('How far does the new Equinox EV go?'))

const PublishData = Noun('PublishData', {
  id: Id(),
  title: Text('2026 Chevrolet Equinox EV: What to Know'),
  slug: Slug,
  language: Text('English'),
  html: Text('<h2>Range</h2>\n<p>The 2026 Chevrolet Equinox EV goes 319 miles on a charge.</p>\n'),
  markdown: Text('## Range\n\nThe 2026 Chevrolet Equinox EV goes 319 miles on a charge.\n'),
  excerpt: Text(
    'The 2026 Chevrolet Equinox EV goes 319 miles on a charge.',
    'Plain text, from the beginning of the body.',
  ),
  seo: Type.Object({
    title: Text('2026 Chevrolet Equinox EV: What to Know'),
    description: Text('Range, charging and prices of the 2026 Chevrolet Equinox EV in Huntington, NY.'),
    keywords: Type.Array(Text('2026 chevrolet equinox ev')),
  }),
  schema: Type.Array(Type.Object({}, { additionalProperties: true }), {
    description: 'JSON-LD.',
    examples: [[{ '@context': 'https://schema.org', '@type': 'Article' }]],
  }),
  social: Type.Object({
    facebook: Snippet,
    twitter: Snippet,
    instagram: Snippet,
    google_business: Snippet,
  }),
  tags: Type.Array(Text('Equinox EV')),
  categories: Type.Array(Type.Object({ id: Id(), name: Text('Model research') })),
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
