export { listFacts, type NewFact, type Reading, replaceFacts } from './fact-store.ts'
export { factsOfSite } from './site-facts.ts'
export { openVpic, type Vpic, vpicFacts } from './vpic/vpic.ts'
