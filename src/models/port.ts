// The face of the room for who names models and what they cost, and asks none: nothing that asks is loaded by it.

export { BudgetReached, ModelError, type Usage } from './failure.ts'
export type { Generated, Models, Task } from './generate.ts'
export { type ModelSetting, type ProviderName, providers } from './providers.ts'
export { deleteOldCalls } from './spending/call-store.ts'
export { type Budget, openSpending, type Spending } from './spending/spending.ts'
