// A batch is read twice: its envelope as any body, where a fault is a 400 for the whole, and its items
// one by one, where a fault fails that item alone.

import { type TObject, type TSchema, Type } from 'typebox'
import { check } from './validate.ts'

/** The schema of `{items: [...]}`: the items must be objects, and `item` is what the reference shows of them. */
export const Batch = (item: TObject, max: number) =>
  Type.Object({
    items: Type.Array(Type.Unsafe<Record<string, unknown>>({ type: 'object', 'x-each': item }), {
      minItems: 1,
      maxItems: max,
      'x-items-apart': true,
    }),
  })

/** Each item as it was read, or what is wrong with it in words. */
export function checkItems<Input>(
  schema: TSchema,
  items: readonly unknown[],
  options: { strict: boolean },
): ({ input: Input } | { error: string })[] {
  return items.map((item) => {
    const { value, faults } = check(schema, item, '', options)
    return faults.length === 0
      ? { input: value as Input }
      : { error: faults.map((fault) => fault.message).join('; ') }
  })
}
