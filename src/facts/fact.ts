// The ledger's language. A fact says one thing about one subject and where it was read.
// Everything that is written, verified or cited speaks of these and of nothing else.

/**
 * Where a fact was read: the dealer's feed, NHTSA vPIC by VIN, the site's own profile, tables of an uploaded document or
 * a web page, EPA's fuel economy data, a shipped pack, a sentence of a document or page that a model found.
 */
export const sourceKinds = ['feed', 'vpic', 'site', 'upload', 'web', 'epa', 'pack', 'prose'] as const
export type SourceKind = (typeof sourceKinds)[number]

export type FactSource = {
  kind: SourceKind
  /** What a reader calls it, such as "Inventory feed" or "NHTSA vPIC". */
  title: string
  url: string | null
  /** RFC 3339, UTC. */
  retrievedAt: string
  /** Of `prose`: the sentence that says it. */
  quote?: string
}

export type FactValue = string | number | boolean

export type Fact = {
  /** UUID of the ledger's row. */
  id: string
  /**
   * `vehicle:<VIN>`, `stock:<what is counted>`, `site:<site id>`, `event:<content id>`, `model:<year> <make> <model>` (a
   * model year as it is built, whether or not one is in stock), `topic:<topic of a pack>` (what holds for every car).
   */
  subject: string
  /** A key of the vocabulary (facts/vocabulary). An attribute that can have several values has one fact a value. */
  attribute: string
  value: FactValue
  /** The unit of a number as the vocabulary names it (`mi`, `mpg`, `USD`, `L`), else null. */
  unit: string | null
  source: FactSource
  /** RFC 3339; absent: until a newer reading replaces it. */
  validUntil?: string
}
