import { type Endpoint, type Example, oneOf } from './endpoint.ts'
import { componentTypes, idParam, message } from './fields.ts'

const tools = ['seo-metadata', 'schemas', 'social-snippets', 'page-slugs', 'post-tags', 'search-intent']

const working = {
  data: {
    article_id: 'uuid',
    status: oneOf('generating'),
    tools: [oneOf(...tools)],
    components: [oneOf(...componentTypes)],
    message: 'string',
  },
} as const

const article_id = '4d42cdcf-e24f-4123-960e-6c15761fcfcf'

const notComplete: Example = {
  page: 'content that is not complete',
  asked: { params: { id: '$generating' } },
  status: 400,
}

export const complianceAndTools: readonly Endpoint[] = [
  {
    number: 26,
    method: 'POST',
    path: '/content/{id}/compliance',
    scope: 'compliance:write',
    statuses: [202, 400, 401, 403, 404, 409, 429],
    idempotent: true,
    params: idParam('$complete'),
    bodyOptional: true,
    answers: { 202: { holds: { data: { article_id: 'uuid', status: oneOf('checking') } } } },
    examples: [
      {
        page: 'scopes/compliance-write',
        status: 202,
        printed: { data: { article_id, status: 'checking' } },
        free: ['article_id'],
      },
      notComplete,
    ],
  },
  {
    number: 27,
    method: 'POST',
    path: '/content/{id}/content-tools',
    scope: 'content_tools:write',
    statuses: [202, 400, 401, 403, 404, 409, 429],
    idempotent: true,
    params: idParam('$complete'),
    body: {
      tools: { type: 'array', items: { type: 'string', oneOf: tools, value: undefined }, value: tools },
    },
    bodyOptional: true,
    answers: { 202: { holds: working } },
    examples: [
      {
        page: 'content-tools/generate, the default tools',
        asked: { body: { tools: undefined } },
        status: 202,
        printed: {
          data: {
            article_id,
            status: 'generating',
            tools: ['seo-metadata', 'schemas', 'social-snippets'],
            components: [
              'seoMetadata',
              'combinedSchema',
              'facebookSnip',
              'instagramSnip',
              'twitterSnip',
              'googleBusinessSnip',
            ],
            message,
          },
        },
        free: ['article_id', 'components'],
      },
      notComplete,
    ],
  },
  {
    number: 28,
    method: 'POST',
    path: '/content/{id}/content-tools/{tool}',
    scope: 'content_tools:write',
    statuses: [202, 400, 401, 403, 404, 409, 429],
    idempotent: true,
    params: {
      ...idParam('$complete'),
      tool: { type: 'string', required: true, oneOf: tools, value: 'seo-metadata' },
    },
    bodyOptional: true,
    answers: { 202: { holds: working } },
    examples: [notComplete],
  },
]
