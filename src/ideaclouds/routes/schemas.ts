import { Type } from 'typebox'
import { Nullable, OneOf, Timestamp, Uuid } from '#http/index.ts'

export const statuses = ['researching', 'complete', 'failed'] as const

export const IdeacloudInput = Type.Object({
  keyword: Type.String({
    minLength: 1,
    maxLength: 500,
    'x-trim': true,
    description: 'What a shopper would search for.',
    examples: ['2026 Chevrolet Equinox EV range'],
  }),
  category_id: Type.Optional(Uuid('A category of the site.')),
})

const Category = Nullable(Type.Object({ id: Type.String(), name: Type.String() }))

export const IdeacloudItem = Type.Object({
  id: Type.String(),
  keyword: Type.String(),
  title: Nullable(Type.String()),
  synopsis: Nullable(Type.String()),
  status: OneOf(statuses),
  error: Type.Optional(Type.String({ description: 'Why it failed, in a sentence.' })),
  category: Category,
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

export const IdeacloudDetail = Type.Object({
  ...IdeacloudItem.properties,
  tags: Type.Array(Type.String()),
  recommended_questions: Type.Array(Type.Object({ id: Type.String(), question: Type.String() })),
})
