export * from './article/index.ts'
export {
  type ComposedDescription,
  composeDescription,
  type DescriptionPlan,
  planDescription,
  type Voice,
} from './description/index.ts'
export {
  type ArticleElements,
  type ArticleLink,
  type ArticleType,
  articleTypes,
  type ContentIntent,
  type Featured,
  findPhraser,
  listLanguages,
  type PhraseContext,
  type Phrased,
  type Phraser,
  type PhraseWork,
  type SectionPlan,
  type Wording,
  WriterWaits,
} from './port.ts'
