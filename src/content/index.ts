export { deleteAbandoned } from './content-store.ts'
export { generateHandler } from './generate-content.ts'
export { createIdeacloudCache, type IdeacloudCache } from './ideacloud-cache.ts'
export { generateJob } from './start-content.ts'
