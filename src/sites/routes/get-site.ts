import { Type } from 'typebox'
import { Data, defineRoute, Id, Noun, Nullable, ok, Text, Timestamp } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { findSite } from '../site-store.ts'
import type { SiteRouteDeps } from './deps.ts'

const Site = Noun('Site', {
  id: Id(),
  name: Text('Harbor Honda'),
  vertical: Text('automotive', 'Always automotive.'),
  domain: Text('www.example.com', 'Host name of the web site.'),
  platform: Nullable(Text('dealer_com', 'Who runs the web site.')),
  oem: Nullable(Text('Honda', 'The franchise.')),
  oems: Type.Array(Text('Honda')),
  phone: Nullable(Text('(631) 555-0142')),
  address: Nullable(Text('12 Harbor Road')),
  city: Text('Huntington'),
  state: Text('NY', 'Two letters.'),
  zip: Text('11743'),
  timezone: Text('America/New_York', 'IANA name.'),
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
