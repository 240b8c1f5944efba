export { type ComposedDescription, composeDescription } from './compose-description.ts'
export { planDescription } from './plan-description.ts'
export type { Voice } from './voice.ts'
