export { ModelError, type Usage } from './failure.ts'
export { createModels, type Generated, type Models, type Task } from './generate.ts'
export { type Judge, type Judgement, modelPhraser } from './model-phraser.ts'
export { type ModelSetting, type ProviderName, providers } from './providers.ts'
