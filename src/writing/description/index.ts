export { type ComposedDescription, type ComposeOptions, composeDescription } from './compose-description.ts'
export {
  type Angle,
  type DescriptionPlan,
  type PlannedSection,
  type PlanOptions,
  planDescription,
  type SectionId,
} from './plan-description.ts'
export { toneOf, type Voice } from './voice.ts'
