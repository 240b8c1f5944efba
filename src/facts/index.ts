export type { Fact, FactSource, FactValue, SourceKind } from './fact.ts'
export { findMake, listMakes, type Make, normalizeName } from './makes.ts'
export { type Attribute, type AttributeKind, getAttribute, listAttributes } from './vocabulary.ts'
