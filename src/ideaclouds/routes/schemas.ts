import { Type } from 'typebox'
import { Id, Noun, Nullable, OneOf, Text, Timestamp, Uuid } from '#http/index.ts'

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

const Category = Nullable(Type.Object({ id: Id(), name: Text('Model research') }))

export const IdeacloudItem = Noun('IdeaCloudItem', {
  id: Id(),
  keyword: Text('2026 Chevrolet Equinox EV range'),
  title: Nullable(Text('2026 Chevrolet Equinox EV: What to Know')),
  synopsis: Nullable(
    Text('What shoppers ask of the 2026 Chevrolet Equinox EV: range, charging, price and equipment.'),
  ),
  status: OneOf(statuses),
  error: Type.Optional(Type.String({ description: 'Why it failed, in a sentence.' })),
  category: Category,
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

export const IdeacloudDetail = Noun('IdeaCloud', {
  ...IdeacloudItem.properties,
  tags: Type.Array(Text('Equinox EV')),
  recommended_questions: Type.Array(
    Type.Object({ id: Text('q-1772225333601-0'), question: Text('What is its range?') }),
  ),
})
