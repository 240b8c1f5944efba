export { research } from './research.ts'
export {
  type Entities,
  type Intent,
  intentKeys,
  type NamedVehicle,
  type Powertrain,
  type ResearchCluster,
  type ResearchInput,
  type ResearchQuestion,
  type ResearchResult,
  type StockModel,
} from './types.ts'
