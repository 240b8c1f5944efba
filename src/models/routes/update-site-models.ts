import { Type } from 'typebox'
import { actingKey } from '#audit/index.ts'
import { Data, defineRoute, OneOf, ok } from '#http/index.ts'
import { changeSiteModels, readSiteModels } from '../spending/site-models.ts'
import { atLimits } from '../spending/site-models-store.ts'
import { allowedOf, type ModelRouteDeps, presentSiteModels, SiteModels } from './schemas.ts'

const SiteModelsChange = Type.Object(
  {
    models: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 250 }), {
        maxItems: 5,
        uniqueItems: true,
        description:
          'Of those in `allowed`, in the order in which they are to be asked. Empty: none, the built-in writer writes all.',
      }),
    ),
    tokens_per_day: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2_000_000_000,
        description: '0: no limit of the site’s own. The operator’s holds in any case.',
      }),
    ),
    cents_per_day: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 100_000_000,
        description: 'Of a US dollar. 0: no limit of the site’s own. What has no price does not count.',
      }),
    ),
    at_limit: Type.Optional(OneOf(atLimits)),
  },
  { examples: [{ tokens_per_day: 400_000, at_limit: 'fall_back' }] },
)

export const updateSiteModels = defineRoute<ModelRouteDeps>()({
  id: 'site.updateModels',
  method: 'PATCH',
  path: '/site/models',
  summary: 'Choose which language models write for the dealership, and for how much a day.',
  description:
    'Only what is sent changes. What waits for the next day’s budget is begun again, and waits on where the change leaves none.',
  tag: 'Site',
  access: { scope: 'site:write' },
  body: SiteModelsChange,
  responses: { 200: Data(SiteModels) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, body, unit, requestId }) {
    const { siteId } = caller
    const allowed = allowedOf(deps)
    const now = deps.clock.now()
    const by = { siteId, actor: actingKey(caller, requestId), now }
    const { models, tokens_per_day, cents_per_day, at_limit } = body
    const change = { models, tokensPerDay: tokens_per_day, centsPerDay: cents_per_day, atLimit: at_limit }
    return await unit.tx(async (tx) => {
      await changeSiteModels(tx, allowed, by, change)
      await deps.wakeWaiting(tx, siteId)
      return ok(presentSiteModels(await readSiteModels(tx, allowed, siteId, now)))
    })
  },
})
