// A text on its way through the verifier: its words and links found once, its claims gathered.

import type { Context, Target } from './about/targets.ts'
import type { Claim } from './claim.ts'
import type { Address } from './find/addresses.ts'
import type { Figure } from './find/figures.ts'
import type { Cells } from './find/mentions.ts'
import type { PreparedFacts } from './hold/prepared-facts.ts'
import type { Named, Scope, Verdict } from './hold/verdict.ts'
import type { Block } from './text/blocks.ts'
import { type Token, tokenAt } from './text/tokens.ts'

/** Vehicles whose names stand side by side, and what parts the names. */
export type Columns = { mark: string; each: readonly ReadonlySet<string>[] }

export type Reading = {
  text: string
  p: PreparedFacts
  tokens: readonly Token[]
  addresses: readonly Address[]
  allowed: ReadonlySet<string>
  claims: Claim[]
  /** What each sentence claims, and the vehicles that it names. */
  sentences: Sentence[]
  /** What each row of a table claims as a whole, and each cell with the head of its column. */
  rows: Stretch[]
  /** What the heads of the columns of the last table claim. */
  heads: Claim[][]
  /** Figures that no fact carries as they were read, as far as the text as a whole may tell more. */
  unheld: UnheldFigure[]
  /** What the headings above name, by level. */
  headings: { level: number; named: Named | undefined; condition?: string | undefined }[]
  /** Whom the last sentence that named a vehicle named, and in which block. */
  spokenOf: { named: Named; block: Block } | undefined
  /** Words of the question that what follows answers. */
  asked: readonly Token[]
  /** The first two vehicles that were named, in their order. */
  order: ReadonlySet<string>[]
  /** What the text calls vehicles for short. */
  aliases: Map<string, ReadonlySet<string>>
  /** The names that stood side by side in the last line of names. */
  columns: Columns | undefined
  /** Whom a question, a line that is a name, or the words before a colon named, for what follows. */
  led: { named: Named; block: number; by: 'question' | 'name' | 'colon' | 'item'; level?: number } | undefined
  /** What the few figures of the last sentence are about, and in which block it stands. */
  told: { targets: readonly (Target | undefined)[]; block: number } | undefined
  /** Number of the block that is read. */
  block: number
}

/** Part of the text, with what it claims. */
export type Stretch = { start: number; end: number; claims: readonly Claim[] }

export type Sentence = Stretch & {
  each: readonly { to: number; subjects: ReadonlySet<string> }[]
  /** A table's column or row says whom it is about. */
  isOfColumn: boolean
}

export type UnheldFigure = {
  claim: Claim
  figure: Figure
  context: Context
  scope: Scope
  sentence: Sentence
}

/** A sentence, heading or cell, with the labels of its table and the vehicle that they name. */
export type Place = {
  block: Block
  from: number
  to: number
  labels: readonly Token[]
  /** What a table's cell is known to hold. */
  cells?: Cells
  named?: Named | undefined
  /** The names that stand side by side in the label of its column or row. */
  columns?: Columns | undefined
}

export const spanTokens = (r: Reading, from: number, to: number): { from: number; to: number } => ({
  from: tokenAt(r.tokens, from),
  to: tokenAt(r.tokens, to),
})

/** Links, telephone numbers and the like in text[from..to). */
export function addressesIn(r: Reading, from: number, to: number): Address[] {
  const found: Address[] = []
  let low = 0
  let high = r.addresses.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (r.addresses[middle]!.start < from) low = middle + 1
    else high = middle
  }
  for (let i = low; i < r.addresses.length && r.addresses[i]!.start < to; i++) found.push(r.addresses[i]!)
  return found
}

export function push(r: Reading, start: number, end: number, verdict: Verdict): void {
  r.claims.push({ text: r.text.slice(start, end), start, end, ...verdict })
}
