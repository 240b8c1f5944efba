import { Type } from 'typebox'
import { Data, defineRoute, Id, Noun, Nullable, OneOf, ok, Text } from '#http/index.ts'
import { linkIntents } from '#writing/port.ts'
import { elementTypes, listElements as selectElements } from '../element-store.ts'
import type { SiteRouteDeps } from './deps.ts'

const Element = Noun('SiteElement', {
  id: Id(),
  type: OneOf(elementTypes),
  name: Text('Schedule service', 'What the dealership calls it; of hours the label before them.'),
  content: Text('Schedule your service', 'Plain text, placed as it is; of a link its words.'),
  is_active: Type.Boolean({ description: 'Articles that are written from now on place it.' }),
  url: Nullable(Text('https://www.example.com/service', 'Of a link, and of a call to action that is one.')),
  intent: Nullable(
    OneOf(linkIntents, {
      description: 'Of a link: its department. `content_intent` decides where its links stand.',
    }),
  ),
})

export const listElements = defineRoute<SiteRouteDeps>()({
  id: 'site.elements',
  method: 'GET',
  path: '/site/elements',
  summary: 'List the blocks that articles place in the dealership’s own words, oldest first.',
  tag: 'Site',
  access: { scope: 'site:read' },
  responses: { 200: Data(Type.Object({ elements: Type.Array(Element) })) },
  async handle({ deps, caller }) {
    const rows = await selectElements(deps.db, caller.siteId)
    return ok({
      elements: rows.map(({ id, type, name, content, is_active, url, intent }) => ({
        id,
        type,
        name,
        content,
        is_active,
        url,
        intent,
      })),
    })
  },
})
