// The ledger's language. A fact says one thing about one subject and where it was read.
// Everything that is written, verified or cited speaks of these and of nothing else.

/** Where a fact was read: the dealer's feed, NHTSA vPIC by VIN, the site's own profile, an uploaded document, a web page, a shipped pack. */
export const sourceKinds = ['feed', 'vpic', 'site', 'upload', 'web', 'pack'] as const
export type SourceKind = (typeof sourceKinds)[number]

export type FactSource = {
  kind: SourceKind
  /** What a reader calls it, such as "Inventory feed" or "NHTSA vPIC". */
  title: string
  url: string | null
  /** RFC 3339, UTC. */
  retrievedAt: string
}

export type FactValue = string | number | boolean

export type Fact = {
  /** UUID of the ledger's row. */
  id: string
  /** `vehicle:<VIN>`, `stock:<what is counted>`, `site:<site id>`, `event:<content id>`. */
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
