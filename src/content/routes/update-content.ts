import { Type } from 'typebox'
import { actingKey } from '#audit/index.ts'
import { Data, defineRoute, Id, Instant, idParams, OneOf, ok, Text, Timestamp } from '#http/index.ts'
import { slugPattern } from '#kernel/slug.ts'
import { imageUrlMax, postingStatuses } from '../publishing/posting.ts'
import { presentPosting } from '../publishing/present.ts'
import { updateContent as update } from '../publishing/update-content.ts'
import { type ContentRouteDeps, FeaturedImage, PublishAt, Slug } from './schemas.ts'

const ContentChange = Type.Object({
  title: Type.Optional(
    Type.String({
      maxLength: 500,
      'x-trim': true,
      'x-empty-absent': true,
      description: 'Not while the content is generating. The body stays as it is.',
    }),
  ),
  slug: Type.Optional(
    Type.String({
      maxLength: 200,
      pattern: slugPattern,
      description:
        'Unique on the site. Without one, content that is scheduled or published gets one made of its title.',
      'x-says': 'must be words in lower case joined by single hyphens, such as 2026-honda-civic',
    }),
  ),
  posting_status: Type.Optional(OneOf(postingStatuses, { examples: ['scheduled'] })),
  publish_at: Type.Optional(Instant('In the future; required to schedule, and taken for nothing else.')),
  featured_image: Type.Optional(
    Type.String({
      maxLength: imageUrlMax,
      description: 'An http or https URL; an empty string removes it.',
    }),
  ),
})

export const updateContent = defineRoute<ContentRouteDeps>()({
  id: 'content.update',
  method: 'PATCH',
  path: '/content/{id}',
  summary: 'Change title, slug or picture of a content; schedule, publish or unpublish it.',
  description:
    'Only what is sent changes. Content that is not complete cannot be scheduled or published. What is scheduled goes live within about a minute of its time, never before; what goes back to draft keeps its slug.',
  tag: 'Content',
  access: { scope: 'content:write' },
  params: idParams,
  body: ContentChange,
  responses: {
    200: Data(
      Type.Object({
        id: Id(),
        title: Text('2026 Chevrolet Equinox EV: What to Know'),
        slug: Slug,
        posting_status: OneOf(postingStatuses),
        publish_at: PublishAt,
        featured_image: FeaturedImage,
        updated_at: Timestamp(),
      }),
    ),
  },
  errors: ['validation_error', 'not_found', 'conflict'],
  async handle({ deps, caller, params, body, unit, requestId }) {
    const { siteId } = caller
    const actor = actingKey(caller, requestId)
    return await unit.tx(async (tx) => {
      const change = { siteId, id: params.id, change: body, actor, now: deps.clock.now() }
      return ok(presentPosting(await update(tx, change)))
    })
  },
})
