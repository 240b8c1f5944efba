import { handlesLater, type JobHandler } from '#jobs/index.ts'
import type { ResearchDeps } from './research-job.ts'
import { researchJob } from './start-research.ts'

export { findIdeacloud, type IdeacloudWithResearch, type Research } from './ideacloud-store.ts'
export { namedVehicles } from './named-vehicles.ts'
export { researchJob }

/** See research-keyword.ts; the bank of questions is loaded when one is asked. */
export const researchKeyword: typeof import('./research-keyword.ts').researchKeyword = async (...given) =>
  (await import('./research-keyword.ts')).researchKeyword(...given)

export function researchHandler(deps: ResearchDeps): JobHandler {
  return handlesLater(researchJob, async () => (await import('./research-job.ts')).researchHandler(deps))
}
