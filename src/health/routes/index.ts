export { getHealth, type HealthDeps } from './get-health.ts'
export { getLive } from './get-live.ts'
