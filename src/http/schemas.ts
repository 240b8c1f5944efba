// Pieces that several routes' schemas are made of. `x-…` members are ours: `x-says` is the sentence
// after the field's name when the shape is wrong, `x-name` the noun's name in the reference, and the
// others tell validate.ts how to read the field.
// Every string and number has an example: the reference puts those of whole bodies together from them.

import { type TProperties, type TSchema, type TSchemaOptions, Type } from 'typebox'
import { instantPattern } from '#kernel/instant.ts'

const exampleId = '0199a3c4-5b1e-7c3a-9d2f-4e8a6b7c8d9e'

/** 8-4-4-4-12 hex in any case; read as lower case. */
export const Uuid = (description = 'A UUID.') =>
  Type.String({
    pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
    description,
    examples: [exampleId],
    'x-says': 'must be a UUID such as 3c90c3cc-0d44-4b50-8888-8dd25736052a',
    'x-case': 'lower',
  })

/** Read as upper case. */
export const Vin = Type.String({
  pattern: '^[A-HJ-NPR-Za-hj-npr-z0-9]{11,17}$',
  description: '11-17 characters of A-Z and 0-9 without I, O and Q, in any case.',
  examples: ['1HGBH41JXMN109186'],
  'x-says': 'must be a VIN: 11 to 17 letters and digits, without I, O and Q',
  'x-case': 'upper',
})

/** An object of an answer that the reference, and so a generated client, has under this name. */
export const Noun = <T extends TProperties>(name: string, members: T) =>
  Type.Object(members, { 'x-name': name })

/** A string of an answer. */
export const Text = (example: string, description?: string) =>
  Type.String({ ...(description === undefined ? {} : { description }), examples: [example] })

/** A whole number of an answer. */
export const Whole = (example: number, description?: string) =>
  Type.Integer({ ...(description === undefined ? {} : { description }), examples: [example] })

/** An id in an answer. */
export const Id = (description?: string) => Text(exampleId, description)

/** What is said of work that was accepted. */
export const Message = () =>
  Text('This usually takes a few minutes; webhooks tell you in real time when it is done: https://…/docs')

/** One of a list; the values stand in the message of a 400. */
export const OneOf = <const T extends string[]>(
  values: readonly [...T],
  options: Record<string, unknown> = {},
) => Type.Enum([...values], { type: 'string', ...options })

export const Nullable = <T extends TSchema>(schema: T, options: TSchemaOptions = {}) =>
  Type.Union([schema, Type.Null()], options)

/** What is null unless something went wrong, in the example too. */
export const NullAsARule = <T extends TSchema>(schema: T) => Nullable(schema, { examples: [null] })

export const Timestamp = (description = 'RFC 3339, UTC, with milliseconds.') =>
  Type.String({ format: 'date-time', description, examples: ['2026-02-28T11:39:55.287Z'] })

/** A moment that a client names; read it with `instantOf`. */
export const Instant = (description: string) =>
  Type.String({
    format: 'date-time',
    pattern: instantPattern,
    description,
    examples: ['2026-08-01T09:00:00-04:00'],
    'x-says': 'must be a date and time with its offset, such as 2026-08-01T09:00:00-04:00',
  })

export const listQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25, description: 'Items a page.' })),
  cursor: Type.Optional(
    Type.String({ minLength: 1, description: 'Where the last page ended (`pagination.next_cursor`).' }),
  ),
}

export const Page = (item: TSchema) =>
  Type.Object({
    data: Type.Array(item),
    pagination: Type.Object({
      has_more: Type.Boolean(),
      next_cursor: Nullable(Text('WyIyMDI2LTAyLTI4VDExOjM5OjU1LjI4N1oi.c2lnbmVk')),
      total_count: Whole(77, 'All matches, not those of the page.'),
    }),
  })

export const Data = (data: TSchema) => Type.Object({ data })

export const idParams = Type.Object({ id: Uuid() })
