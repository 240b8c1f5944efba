export * from './article/index.ts'
export { type ComposedDescription, composeDescription, type Voice } from './description/index.ts'
export {
  type ArticleLink,
  type ArticleType,
  type AskGroup,
  articleTypes,
  builtInWriter,
  type ContentIntent,
  findPhraser,
  type LinkIntent,
  listLanguages,
  type PhraseContext,
  type Phraser,
  type PlannedQuestion,
  type SectionKind,
  type SectionPlan,
} from './port.ts'
