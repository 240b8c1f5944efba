import { Type } from 'typebox'
import { Data, defineRoute, Noun, OneOf, ok, Text, Whole } from '#http/index.ts'
import { articleTypes } from '#writing/port.ts'
import { listContentTypes as selectContentTypes } from '../content-types.ts'
import type { SiteRouteDeps } from './deps.ts'

const ContentType = Noun('ContentType', {
  article_type: OneOf(articleTypes),
  name: Text('Basic article'),
  description: Text('Answers what shoppers ask about a subject.'),
  default_word_count: Whole(
    1200,
    'What articles aim at without `content_length`; `content_depth` takes a share of it.',
  ),
  is_enabled: Type.Boolean({ description: 'Contents of a type that is not enabled are refused.' }),
})

export const listContentTypes = defineRoute<SiteRouteDeps>()({
  id: 'site.contentTypes',
  method: 'GET',
  path: '/site/content-types',
  summary: 'List the article types as this site has them.',
  tag: 'Site',
  access: { scope: 'site:read' },
  responses: { 200: Data(Type.Object({ content_types: Type.Array(ContentType) })) },
  async handle({ deps, caller }) {
    return ok({ content_types: await selectContentTypes(deps.db, caller.siteId) })
  },
})
