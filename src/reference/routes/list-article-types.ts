import { Type } from 'typebox'
import { Data, defineRoute, OneOf, ok, Text, Whole } from '#http/index.ts'
import { articleTypeDetails, articleTypes } from '#writing/port.ts'

const ArticleType = Type.Object({
  article_type: OneOf(articleTypes),
  name: Text('Basic article'),
  description: Text('Answers what shoppers ask about a subject.'),
  default_word_count: Whole(1200, 'A site may have another: /site/content-types.'),
})

export const listArticleTypes = defineRoute<unknown>()({
  id: 'reference.articleTypes',
  method: 'GET',
  path: '/reference/article-types',
  summary: 'List the types of articles.',
  tag: 'Reference',
  access: 'any-key',
  responses: { 200: Data(Type.Object({ article_types: Type.Array(ArticleType) })) },
  async handle() {
    return ok({
      article_types: articleTypes.map((type) => {
        const { name, description, words } = articleTypeDetails[type]
        return { article_type: type, name, description, default_word_count: words }
      }),
    })
  },
})
