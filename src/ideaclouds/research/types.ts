export const intentKeys = [
  'specs',
  'price',
  'towing',
  'range',
  'charging',
  'fuel_economy',
  'comparison',
  'maintenance',
  'lease_or_buy',
  'financing',
  'safety',
  'technology',
  'interior',
  'cargo',
  'performance',
  'trims',
  'colors',
  'how_to',
  'local',
  'used',
  'certified',
  'warranty',
  'trade_in',
  'parts',
  'winter',
  'tires',
  'family',
  'availability',
] as const

/** What a shopper wants to know: the key of a cluster, and of the facts that answer it. */
export type Intent = (typeof intentKeys)[number]

/** One model of the site's stock, counted. Names as the feed spells them. */
export type StockModel = {
  year: number | null
  make: string
  model: string
  trim: string | null
  fuelType: string | null
  bodyStyle: string | null
  count: number
}

/** A question to which the answer is known, with where it was read. */
export type KnownQuestion = {
  question: string
  /** The same question in other words. */
  also: readonly string[]
  intent: string
  /** Words of a keyword that ask for it, in lower case. */
  keywords: readonly string[]
  source: QuestionSource
}

export type QuestionSource = { title: string; url: string | null }

/** Written by somebody else, such as a model: what of it does not hold is left out (join-proposed.ts). */
export type ProposedQuestion = { question: string; intent: string }

export type ResearchInput = {
  /** As a person typed it: any Unicode, up to 500 characters. */
  keyword: string
  /** Milliseconds since 1970 of the research: the stem of the question ids, and what "next model year" is held against. */
  questionIdBase: number
  stock: readonly StockModel[]
  siteCity?: string | null
  /** Of them those that the keyword asks for are among the questions. */
  known?: readonly KnownQuestion[]
  proposed?: readonly ProposedQuestion[]
}

type NamedVehicle = { year: number | null; make: string; model: string; trim: string | null }

export type Powertrain = 'electric' | 'plug_in_hybrid' | 'hybrid' | 'gas' | 'diesel'

export type Entities = {
  year: number | null
  make: string | null
  model: string | null
  trim: string | null
  /** Every vehicle that the keyword names; several for a comparison. */
  vehicles: NamedVehicle[]
  /** Known to run on electricity alone. */
  electric: boolean
  /** Null when nothing tells, or when the name covers several. */
  powertrain: Powertrain | null
  /** A kind of vehicle named without a model, such as "family SUVs". */
  segment: string | null
  /** A subject that is no vehicle, such as "tire rotation". */
  topic: string | null
  /** The intents that the keyword itself names, strongest first. */
  intents: Intent[]
}

type ResearchQuestion = {
  /** `q-<ms>-<index>` */
  id: string
  question: string
  intent: Intent
  /** `cluster-<n>` */
  clusterId: string
  isRecommended: boolean
  /** Where its answer was read. */
  source: QuestionSource | null
}

type ResearchCluster = { id: string; label: string; questionCount: number }

export type ResearchResult =
  | {
      ok: true
      title: string
      synopsis: string
      tags: string[]
      entities: Entities
      /** Of the questions, in the order of the clusters. */
      intents: Intent[]
      questions: ResearchQuestion[]
      clusters: ResearchCluster[]
      recommendedQuestionIds: string[]
    }
  | { ok: false; error: string }
