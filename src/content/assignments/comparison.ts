import type { ComparisonInput } from '../inputs/comparison.ts'
import type { Run } from '../run-store.ts'
import type { AssignDeps, Assignment } from './assignment.ts'
import { gatherNamed } from './named-stock.ts'

/** The vehicles side by side; the featured one leads by its bias. */
export async function assignComparison(
  deps: AssignDeps,
  run: Run,
  { vehicles, featured }: ComparisonInput,
): Promise<Assignment> {
  const { subjects, ...assignment } = await gatherNamed(deps, run, vehicles)
  const subject = featured ? subjects[featured.index] : undefined
  return {
    ...assignment,
    featured: featured && subject && featured.bias > 0 ? { subject, bias: featured.bias } : null,
    category: null,
  }
}
