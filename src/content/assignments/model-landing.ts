import type { ModelLandingInput } from '../inputs/model-landing.ts'
import type { Run } from '../run-store.ts'
import type { AssignDeps, Assignment } from './assignment.ts'
import { gatherNamed } from './named-stock.ts'

/** One model, or one trim of it. */
export async function assignModelLanding(
  deps: AssignDeps,
  run: Run,
  { vehicle }: ModelLandingInput,
): Promise<Assignment> {
  const { subjects, ...assignment } = await gatherNamed(deps, run, [vehicle])
  return { ...assignment, featured: null, category: null }
}
