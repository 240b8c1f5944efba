export { getModelCalls } from './get-model-calls.ts'
export { getSiteModels } from './get-site-models.ts'
export type { ModelRouteDeps } from './schemas.ts'
export { updateSiteModels } from './update-site-models.ts'
