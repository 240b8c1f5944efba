// Pieces that several routes' schemas are made of. `x-…` members are ours: `x-says` is the sentence
// after the field's name when the shape is wrong, the others tell validate.ts how to read the field.

import { type TSchema, Type } from 'typebox'
import { instantPattern } from '#kernel/instant.ts'

/** 8-4-4-4-12 hex in any case; read as lower case. */
export const Uuid = (description = 'A UUID.') =>
  Type.String({
    pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
    description,
    'x-says': 'must be a UUID such as 3c90c3cc-0d44-4b50-8888-8dd25736052a',
    'x-case': 'lower',
  })

/** One of a list; the values stand in the message of a 400. */
export const OneOf = <const T extends string[]>(
  values: readonly [...T],
  options: Record<string, unknown> = {},
) => Type.Enum([...values], { type: 'string', ...options })

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const Timestamp = (description = 'RFC 3339, UTC, with milliseconds.') =>
  Type.String({ format: 'date-time', description })

/** A moment that a client names; read it with `instantOf`. */
export const Instant = (description: string) =>
  Type.String({
    format: 'date-time',
    pattern: instantPattern,
    description,
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
      next_cursor: Nullable(Type.String()),
      total_count: Type.Integer({ description: 'All matches, not those of the page.' }),
    }),
  })

export const Data = (data: TSchema) => Type.Object({ data })

export const idParams = Type.Object({ id: Uuid() })
