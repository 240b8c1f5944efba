export { proposedMax } from './join-proposed.ts'
export { research } from './research.ts'
export {
  intentKeys,
  type ProposedQuestion,
  type ResearchInput,
  type ResearchResult,
  type StockModel,
} from './types.ts'
