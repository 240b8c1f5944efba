export { callsMax, createModels } from './generate.ts'
export { type Judge, type Judgement, modelPhraser } from './model-phraser.ts'
export * from './port.ts'
export { faultsOf, markdownOf, PhrasedSection } from './section-task.ts'
