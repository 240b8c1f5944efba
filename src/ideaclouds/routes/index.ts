import { createIdeacloud, type IdeacloudRouteDeps } from './create-ideacloud.ts'
import { createIdeaclouds } from './create-ideaclouds.ts'
import { getIdeacloud } from './get-ideacloud.ts'
import { getQuestions } from './get-questions.ts'
import { listIdeaclouds } from './list-ideaclouds.ts'

export type { IdeacloudRouteDeps }
export { createIdeacloud, createIdeaclouds, getIdeacloud, getQuestions, listIdeaclouds }
