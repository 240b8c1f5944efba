import { Type } from 'typebox'
import { publishedLanguages } from '#content/index.ts'
import { Data, defineRoute, OneOf, ok } from '#http/index.ts'
import { findPhraser, type Phraser } from '#writing/port.ts'

const Language = Type.Object({
  name: OneOf(publishedLanguages, { description: 'What `language` takes.' }),
  is_available: Type.Boolean({
    description: 'A configured writer writes it; content in another language is refused.',
  }),
})

export const listLanguages = defineRoute<{ phrasers: readonly Phraser[] }>()({
  id: 'reference.languages',
  method: 'GET',
  path: '/reference/languages',
  summary: 'List the languages, and which of them can be written here.',
  tag: 'Reference',
  access: 'any-key',
  responses: { 200: Data(Type.Object({ languages: Type.Array(Language) })) },
  async handle({ deps }) {
    return ok({
      languages: publishedLanguages.map((name) => ({
        name,
        is_available: findPhraser(name, deps.phrasers) !== undefined,
      })),
    })
  },
})
