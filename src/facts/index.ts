export { type Fact, type FactSource, type FactValue, type SourceKind, sourceKinds } from './fact.ts'
export { findMake, listMakes, type Make, normalizeName } from './makes.ts'
export { type Attribute, type AttributeKind, getAttribute, listAttributes } from './vocabulary.ts'
