// What a million tokens cost, as far as it was read on a page: prices.json names page and day for each. What stands in
// none has no price here; its tokens are counted, and its cost is not known.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Usage } from '../failure.ts'
import type { ProviderName } from '../providers.ts'

export type Price = {
  provider: ProviderName
  /** As the provider calls it, without the date of a snapshot. */
  model: string
  /** US dollars for a million tokens of what is asked, and of what is answered. */
  input: number
  output: number
  /** The last day on which it holds; null: until another is read. */
  until: string | null
  source: string
  read_on: string
}

export const prices: readonly Price[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'prices.json'), 'utf8'),
)

const snapshot = /-20\d{2}-?\d{2}-?\d{2}$/

/** A snapshot (`claude-haiku-4-5-20251001`) costs what its model does. @param day such as `2026-11-29`. */
export function priceOf(provider: string, model: string, day: string): Price | undefined {
  const name = model.replace(snapshot, '')
  return prices.find(
    (price) =>
      price.provider === provider && price.model === name && (price.until === null || day <= price.until),
  )
}

/** In US dollars; null where the price is not known. */
export function costOf({ inputTokens, outputTokens }: Usage, price: Price | undefined): number | null {
  return price ? (inputTokens * price.input + outputTokens * price.output) / 1_000_000 : null
}
