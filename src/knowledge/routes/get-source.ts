import { Data, defineRoute, idParams, ok } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { sourceNotFound } from '../sources/remove-source.ts'
import { findSource } from '../sources/source-store.ts'
import { type KnowledgeRouteDeps, presentSource, SourceItem } from './schemas.ts'

export const getSource = defineRoute<KnowledgeRouteDeps>()({
  id: 'source.get',
  method: 'GET',
  path: '/site/sources/{id}',
  summary: 'Read how far a document or page has been read, and what it gave.',
  tag: 'Site',
  access: { scope: 'site:read' },
  params: idParams,
  responses: { 200: Data(SourceItem) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const source = await findSource(deps.db, caller.siteId, params.id)
    if (!source) throw notFound(sourceNotFound)
    return ok(presentSource(source))
  },
})
