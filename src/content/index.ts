import { handlesLater, type JobHandler } from '#jobs/index.ts'
import type { PhraseContext, SectionPlan } from '#writing/port.ts'
import type { GenerateDeps } from './generate-content.ts'
import type { SectionJudgement } from './grounding/judge-section.ts'
import { publishHandler, publishJob } from './publishing/publish-due.ts'
import { generateJob } from './start-content.ts'

export { componentContents } from './component-contents.ts'
export { componentTypes, publishedLanguages } from './content.ts'
export { createFindContent, deleteAbandoned, hasContent } from './content-store.ts'
export { openVerifier } from './grounding/verifier.ts'
export { listWriters } from './grounding/writers-store.ts'
export { createIdeacloudCache, type IdeacloudCache } from './ideacloud-cache.ts'
export { generateJob, publishHandler, publishJob }

/** As grounding/judge-section.ts, which is loaded at the first section. */
export async function judgeSection(
  markdown: string,
  section: SectionPlan,
  context: PhraseContext,
): Promise<SectionJudgement> {
  return (await import('./grounding/judge-section.ts')).judgeSection(markdown, section, context)
}

export function generateHandler(deps: GenerateDeps): JobHandler {
  return handlesLater(generateJob, async () => (await import('./generate-content.ts')).generateHandler(deps))
}
