// The second check's own view of a fact and a finding: it must not depend on the product's types.

export type PlainFact = {
  attribute: string
  value: string | number | boolean
  unit: string | null
  subject: string
}

export type Finding = {
  text: string
  /** UTF-16 code units from the start of the text. */
  start: number
  reason: string
}
