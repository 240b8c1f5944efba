export { research } from './research.ts'
export { intentKeys, type ResearchInput, type ResearchResult, type StockModel } from './types.ts'
