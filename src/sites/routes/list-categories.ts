import { Type } from 'typebox'
import { Data, defineRoute, Id, Noun, Nullable, ok, Text, Whole } from '#http/index.ts'
import { listCategories as selectCategories } from '../site-store.ts'
import type { SiteRouteDeps } from './deps.ts'

const Category = Noun('Category', {
  id: Id(),
  name: Text('Model research'),
  slug: Text('model-research'),
  description: Nullable(Text('Pages on single models.')),
  article_count: Whole(45, 'Contents whose IdeaCloud has the category.'),
})

export const listCategories = defineRoute<SiteRouteDeps>()({
  id: 'site.categories',
  method: 'GET',
  path: '/site/categories',
  summary: 'List the categories that IdeaClouds and their contents are put in, by name.',
  tag: 'Site',
  access: { scope: 'site:read' },
  responses: { 200: Data(Type.Object({ categories: Type.Array(Category) })) },
  async handle({ deps, caller }) {
    const rows = await selectCategories(deps.db, caller.siteId)
    return ok({
      categories: rows.map(({ id, name, slug, description, article_count }) => ({
        id,
        name,
        slug,
        description,
        article_count,
      })),
    })
  },
})
