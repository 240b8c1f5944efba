import { Type } from 'typebox'
import { Data, defineRoute, idParams, Noun, ok, Text, Timestamp, Whole } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { listVersions as selectVersions } from '../version-store.ts'
import { type ContentRouteDeps, contentNotFound } from './schemas.ts'

const Version = Noun('ContentVersion', {
  version: Whole(2),
  title: Text('2026 Chevrolet Equinox EV: What to Know'),
  content: Text('## Range\n\nThe 2026 Chevrolet Equinox EV goes 319 miles on a charge.\n', 'Markdown.'),
  word_count: Whole(640),
  created_at: Timestamp(),
})

export const listVersions = defineRoute<ContentRouteDeps>()({
  id: 'content.versions',
  method: 'GET',
  path: '/content/{id}/versions',
  summary: 'Read every body that a content has had, newest first.',
  tag: 'Content',
  access: { scope: 'content:read' },
  params: idParams,
  responses: { 200: Data(Type.Object({ versions: Type.Array(Version) })) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const versions = await selectVersions(deps.db, caller.siteId, params.id)
    if (!versions) throw notFound(contentNotFound)
    return ok({
      versions: versions.map(({ wordCount, createdAt, ...version }) => ({
        ...version,
        word_count: wordCount,
        created_at: createdAt.toISOString(),
      })),
    })
  },
})
