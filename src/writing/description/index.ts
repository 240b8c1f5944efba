export { type ComposedDescription, composeDescription } from './compose-description.ts'
export { type DescriptionPlan, planDescription } from './plan-description.ts'
export type { Voice } from './voice.ts'
