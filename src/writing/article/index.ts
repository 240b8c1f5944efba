export {
  type Article,
  type ArticleHeading,
  type ArticleSection,
  assembleArticle,
  type WrittenSection,
} from './assemble.ts'
export { type ComposedSection, composer, composeSection } from './compose/composer.ts'
export { eventQuestions } from './event.ts'
export { countWords } from './markdown.ts'
export { phraseContext } from './phrase-context.ts'
export { type PlacedBody, placeElements } from './place/place-elements.ts'
export { answeringFacts } from './plan/answering-facts.ts'
export { missingQuestion } from './plan/missing-question.ts'
export { type ArticleInput, type ArticlePlan, planArticle } from './plan/plan-article.ts'
export type { ArticleQuestion } from './plan/questions.ts'
export { type ContentDepth, contentDepths, targetWordsFor } from './plan/target-words.ts'
export { type Sayable, sayable } from './sayable.ts'
