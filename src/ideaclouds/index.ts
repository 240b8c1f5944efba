export { findIdeacloud, type IdeacloudWithResearch, type Research } from './ideacloud-store.ts'
export { researchHandler } from './research-job.ts'
export { researchJob } from './start-research.ts'
