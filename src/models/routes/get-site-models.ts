import { Data, defineRoute, ok } from '#http/index.ts'
import { readSiteModels } from '../spending/site-models.ts'
import { allowedOf, type ModelRouteDeps, presentSiteModels, SiteModels } from './schemas.ts'

export const getSiteModels = defineRoute<ModelRouteDeps>()({
  id: 'site.models',
  method: 'GET',
  path: '/site/models',
  summary: 'Read which language models write for the dealership, for how much, and what they have cost.',
  tag: 'Site',
  access: { scope: 'site:read' },
  responses: { 200: Data(SiteModels) },
  errors: ['not_found'],
  async handle({ deps, caller }) {
    const view = await readSiteModels(deps.db, allowedOf(deps), caller.siteId, deps.clock.now())
    return ok(presentSiteModels(view))
  },
})
