export { type EpaReport, importEpa } from './epa/import-epa.ts'
export { listDisputed, listFacts, type NewFact, type Reading } from './fact-store.ts'
export type { KnownQuestion } from './packs/known-questions.ts'
export { recordReadings } from './record-readings.ts'
export { recordText } from './record-text.ts'
export { hasPassages } from './retrieval/passage-store.ts'
export { findPassages, retrieve } from './retrieval/retrieve.ts'
export type { SearchSettings } from './search/search-engines.ts'
export { searchWeb } from './search/search-web.ts'
export { factsOfSite } from './site-facts.ts'
export { addSource, readSourceJob, type SourceInput } from './sources/add-source.ts'
export { fileEndings, mediaTypeOfFile } from './sources/media-types.ts'
export { readSource, readSourceHandler } from './sources/read-source.ts'
export { removeSource } from './sources/remove-source.ts'
export { findSource, listSources, type Source } from './sources/source-store.ts'
export { hashFacts, type StatedFact, statedFacts } from './stated-facts.ts'
export { deleteGone, type GoneFact, listGone, lockLedger } from './stated-store.ts'
export { openVpic, type Vpic, vpicFacts } from './vpic/vpic.ts'

/** See packs/known-questions.ts; the packs are read when research or a text asks for them. */
export const loadKnownQuestions = (): Promise<typeof import('./packs/known-questions.ts')> =>
  import('./packs/known-questions.ts')
