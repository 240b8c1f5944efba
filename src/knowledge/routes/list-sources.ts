import { Type } from 'typebox'
import { Data, defineRoute, ok } from '#http/index.ts'
import { listSources as selectSources } from '../sources/source-store.ts'
import { type KnowledgeRouteDeps, presentSource, SourceItem } from './schemas.ts'

export const listSources = defineRoute<KnowledgeRouteDeps>()({
  id: 'source.list',
  method: 'GET',
  path: '/site/sources',
  summary: 'List the documents and pages that the site has added, oldest first.',
  tag: 'Site',
  access: { scope: 'site:read' },
  responses: { 200: Data(Type.Object({ sources: Type.Array(SourceItem) })) },
  async handle({ deps, caller }) {
    const sources = await selectSources(deps.db, caller.siteId)
    return ok({ sources: sources.map(presentSource) })
  },
})
