import { Type } from 'typebox'
import { Data, defineRoute, Id, Noun, Nullable, ok, Text, Timestamp } from '#http/index.ts'
import { listBrandVoices as selectBrandVoices } from '../site-store.ts'
import type { SiteRouteDeps } from './deps.ts'

const BrandVoice = Noun('BrandVoice', {
  id: Id('What `brand_voice_id` takes.'),
  name: Text('House'),
  description: Nullable(Text('Short sentences, no slang.')),
  tone: Text('friendly', 'How texts are worded; it never changes what they say.'),
  is_default: Type.Boolean({ description: 'Texts are written in it unless another is named.' }),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

export const listBrandVoices = defineRoute<SiteRouteDeps>()({
  id: 'site.brandVoices',
  method: 'GET',
  path: '/site/brand-voices',
  summary: 'List the brand voices, oldest first.',
  tag: 'Site',
  access: { scope: 'site:read' },
  responses: { 200: Data(Type.Object({ brand_voices: Type.Array(BrandVoice) })) },
  async handle({ deps, caller }) {
    const rows = await selectBrandVoices(deps.db, caller.siteId)
    return ok({
      brand_voices: rows.map(({ site_id: _, created_at, updated_at, ...voice }) => ({
        ...voice,
        created_at: created_at.toISOString(),
        updated_at: updated_at.toISOString(),
      })),
    })
  },
})
