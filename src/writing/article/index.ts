export {
  type Article,
  type ArticleHeading,
  assembleArticle,
  type WrittenSection,
} from './assemble.ts'
export { type ComposedSection, composer, composeSection } from './composer.ts'
export { type PlacedLinks, placeLinks } from './links.ts'
export { countWords } from './markdown.ts'
export { phraseContext } from './phrase-context.ts'
export { type ArticleInput, type ArticlePlan, planArticle } from './plan.ts'
export type { ArticleQuestion } from './questions.ts'
export { type ContentDepth, contentDepths, targetWordsFor } from './target-words.ts'
