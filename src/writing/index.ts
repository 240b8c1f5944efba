export * from './article/index.ts'
export { type ComposedDescription, composeDescription, type Voice } from './description/index.ts'
export { findPhraser, listLanguages } from './language.ts'
export {
  type ArticleLink,
  type ArticleType,
  type AskGroup,
  articleTypes,
  type ContentIntent,
  type LinkIntent,
  type PhraseContext,
  type Phraser,
  type PlannedQuestion,
  type SectionKind,
  type SectionPlan,
} from './port.ts'
