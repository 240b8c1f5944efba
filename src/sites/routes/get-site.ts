import { Type } from 'typebox'
import { Data, defineRoute, Nullable, ok, Timestamp } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { findSite } from '../site-store.ts'
import type { SiteRouteDeps } from './deps.ts'

const Site = Type.Object({
  id: Type.String(),
  name: Type.String(),
  vertical: Type.String({ description: 'Always automotive.' }),
  domain: Type.String({ description: 'Host name of the web site.' }),
  platform: Nullable(Type.String({ description: 'Who runs the web site.' })),
  oem: Nullable(Type.String({ description: 'The franchise.' })),
  oems: Type.Array(Type.String()),
  phone: Nullable(Type.String()),
  address: Nullable(Type.String()),
  city: Type.String(),
  state: Type.String({ description: 'Two letters.' }),
  zip: Type.String(),
  timezone: Type.String({ description: 'IANA name.' }),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

export const getSite = defineRoute<SiteRouteDeps>()({
  id: 'site.get',
  method: 'GET',
  path: '/site',
  summary: 'Read the dealership that the key belongs to.',
  tag: 'Site',
  access: { scope: 'site:read' },
  responses: { 200: Data(Site) },
  errors: ['not_found'],
  async handle({ deps, caller }) {
    const site = await findSite(deps.db, caller.siteId)
    if (!site) throw notFound('Site not found')
    return ok({
      ...site,
      created_at: site.created_at.toISOString(),
      updated_at: site.updated_at.toISOString(),
    })
  },
})
