// What a vehicle is below a higher price of its own: "$1,500 off MSRP", "discounted".

import type { Fact } from '#facts/index.ts'
import type { PreparedFacts } from './prepared-facts.ts'
import type { Scope } from './verdict.ts'

const pairs = [
  ['msrp', 'price'],
  ['msrp', 'sale_price'],
  ['price', 'sale_price'],
] as const

/** The higher and the lower price of the same subject. */
export function savingsOf(p: PreparedFacts, scope: Scope): { high: Fact; low: Fact }[] {
  return pairs.flatMap(([from, to]) =>
    (p.byAttribute.get(from) ?? [])
      .filter(scope)
      .flatMap((high) =>
        (p.byAttribute.get(to) ?? [])
          .filter(
            (low) => low.subject === high.subject && scope(low) && Number(high.value) > Number(low.value),
          )
          .map((low) => ({ high, low })),
      ),
  )
}
