// A claim is the smallest stretch of a text that can be true or false by itself.

export type ClaimStatus = 'supported' | 'contradicted' | 'unsupported'

export const claimKinds = [
  'year',
  'make',
  'model',
  'trim',
  'price',
  'number',
  'color',
  'drivetrain',
  'transmission',
  'engine',
  'fuel',
  'body',
  'condition',
  'feature',
  'identifier',
  'contact',
  'count',
  'superlative',
  'assertion',
] as const
export type ClaimKind = (typeof claimKinds)[number]

export type Claim = {
  /** The words as they stand in the text. */
  text: string
  /** Offsets in UTF-16 code units, end exclusive: `source.slice(start, end) === text`. */
  start: number
  end: number
  kind: ClaimKind
  status: ClaimStatus
  /** Facts that carry it (supported) or that say otherwise (contradicted). */
  factIds: string[]
}
