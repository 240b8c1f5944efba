import { handlesLater, type JobHandler } from '#jobs/index.ts'
import type { GenerateDeps } from './generate-content.ts'
import { publishHandler, publishJob } from './publishing/publish-due.ts'
import { generateJob } from './start-content.ts'

export { componentContents } from './component-contents.ts'
export { componentTypes, publishedLanguages } from './content.ts'
export { createFindContent, deleteAbandoned, hasContent } from './content-store.ts'
export { openVerifier } from './grounding/verifier.ts'
export { createIdeacloudCache, type IdeacloudCache } from './ideacloud-cache.ts'
export { generateJob, publishHandler, publishJob }

export function generateHandler(deps: GenerateDeps): JobHandler {
  return handlesLater(generateJob, async () => (await import('./generate-content.ts')).generateHandler(deps))
}
