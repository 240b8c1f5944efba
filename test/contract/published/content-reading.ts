import { type Endpoint, oneOf } from './endpoint.ts'
import { articleTypes, category, componentTypes, cursor, idParam, limit, pages } from './fields.ts'

const intents = ['general', 'fixed_ops', 'variable']
const statuses = ['generating', 'complete', 'failed', 'awaiting_input']

const item = {
  id: 'uuid',
  title: 'string',
  article_type: oneOf(...articleTypes),
  status: oneOf(...statuses),
  category: 'object?',
  created_at: 'time',
  updated_at: 'time',
} as const

const component = {
  id: 'uuid',
  type: oneOf(...componentTypes),
  content: 'string',
  metadata: 'object?',
  status: 'string',
  created_at: 'time',
  updated_at: 'time',
} as const

const notFound = 'Content not found or belongs to a different site'
const noBody = 'Content not found or body component not ready'

const report = {
  score: 'integer',
  overall_status: oneOf('pass', 'warning', 'fail'),
  checked_at: 'time',
  issues: [
    {
      rule: 'string',
      severity: oneOf('error', 'warning', 'info'),
      message: 'string',
      location: 'string',
      excerpt: 'string',
      start: 'integer',
      end: 'integer',
      citation: { title: 'string', url: 'string' },
      suggestion: 'string?',
    },
  ],
} as const

export const contentReading: readonly Endpoint[] = [
  {
    number: 12,
    method: 'GET',
    path: '/content',
    scope: 'content:read',
    statuses: [200, 400, 401, 403, 429],
    query: {
      limit,
      cursor,
      article_type: { type: 'string', oneOf: articleTypes, filters: 'article_type', value: 'basic' },
      content_intent: { type: 'string', oneOf: intents, filters: 'content_intent', value: 'general' },
      status: { type: 'string', oneOf: statuses, filters: 'status', value: 'complete' },
      ideacloud_id: { type: 'uuid', value: '$ideacloud' },
      category_id: { type: 'uuid', value: '$category' },
    },
    answers: { 200: { holds: { data: [{ ...item, category }], pagination: pages } } },
    examples: [
      {
        page: 'scopes/content-read',
        asked: { query: { limit: '1' } },
        status: 200,
        printed: {
          data: [
            {
              id: '52ea1ca9-0c9b-48ae-aa7d-1b4e009af364',
              title: 'Comparing 2026 Toyota and Chevrolet Trucks: What Rock Hill Drivers Need to Know',
              article_type: 'basic',
              status: 'complete',
              category: { id: '6e4f43af-dd6a-4a81-a1bf-555c7c98afe0', name: 'Model Research' },
              created_at: '2026-02-26T18:10:54.938675+00:00',
              updated_at: '2026-02-28T02:11:24.34567+00:00',
            },
          ],
          pagination: { has_more: true, next_cursor: 'eyJjcmVhdGVkX2F0IjoiMjAy', total_count: 154 },
        },
        free: ['has_more', 'next_cursor', 'total_count'],
      },
    ],
  },
  {
    number: 13,
    method: 'GET',
    path: '/content/{id}',
    scope: 'content:read',
    statuses: [200, 400, 401, 403, 404, 429],
    notFound,
    params: idParam('$content'),
    answers: {
      200: {
        holds: {
          data: {
            ...item,
            category,
            ideacloud: { id: 'uuid', keyword: 'string' },
            metadata: {
              source: oneOf('public_api'),
              api_key_id: 'uuid',
              api_creator_label: 'string',
              tone: 'string?',
              language: 'string',
              content_depth: 'string?',
              content_length: 'integer?',
            },
            components: [{ type: oneOf(...componentTypes), status: 'string', updated_at: 'time' }],
            content_intent: oneOf(...intents),
            target_audience: 'string?',
            funnel_stage: 'string?',
            content_lifespan: 'string?',
            search_intent_type: 'string?',
            word_count: 'integer',
            grounding: { claims: 'integer', supported: 'integer', removed: 'integer' },
          },
        },
      },
    },
    examples: [
      {
        // Its maxTokens is a value of another writer, and its other components come of content tools.
        page: 'content/get',
        status: 200,
        printed: {
          data: {
            id: '4d42cdcf-e24f-4123-960e-6c15761fcfcf',
            title: 'Unveiling the Power and Performance of the 2026 Chevy Silverado 3500 DRW',
            status: 'complete',
            article_type: 'basic',
            category: { id: 'b24ad569-f7ce-47ad-be44-cec02c0fab70', name: 'Model Research' },
            metadata: { tone: 'BrandVoice:profile-1751473166161', language: 'English' },
            components: [
              { type: 'body', status: 'complete', updated_at: '2026-02-27T21:42:56.625882+00:00' },
            ],
            created_at: '2026-02-27T21:41:20.418301+00:00',
            updated_at: '2026-02-27T21:42:56.623718+00:00',
          },
        },
        free: ['tone'],
      },
    ],
  },
  {
    number: 14,
    method: 'GET',
    path: '/content/{id}/html',
    scope: 'content:read',
    statuses: [200, 400, 401, 403, 404, 429],
    notFound: noBody,
    params: idParam('$content'),
    query: { document: { type: 'boolean', value: 'true', default: { is: 'false' } } },
    answers: {
      200: { holds: { data: { id: 'uuid', title: 'string', html: 'string', updated_at: 'time' } } },
    },
    examples: [
      {
        page: 'scopes/content-read',
        asked: { headers: { Accept: 'text/html' }, query: { document: undefined } },
        status: 200,
        text: /^<h2[ >]/,
      },
      {
        page: 'scopes/content-read, as a whole page',
        asked: { headers: { Accept: 'text/html' } },
        status: 200,
        text: /^<!doctype html>[\s\S]*application\/ld\+json/i,
      },
      {
        page: 'scopes/content-read, before the body is there',
        asked: { params: { id: '$waiting' } },
        status: 404,
        printed: { error: { code: 'not_found', message: noBody } },
      },
    ],
  },
  {
    number: 15,
    method: 'GET',
    path: '/content/{id}/components',
    scope: 'content:read',
    statuses: [200, 400, 401, 403, 404, 429],
    notFound,
    params: idParam('$content'),
    answers: { 200: { holds: { data: { components: [component] } } } },
    examples: [
      {
        page: 'content/get-components',
        status: 200,
        printed: {
          data: {
            components: [
              {
                id: 'efa776ff-2ab4-4ac7-b591-9468e1c120f5',
                type: 'body',
                content: '## Unveiling the Power and Performance of the 2026 Chevy Silverado 3500 DRW\n\n',
                metadata: null,
                status: 'complete',
                created_at: '2026-02-27T21:42:56.812584+00:00',
                updated_at: '2026-02-27T21:43:02.084779+00:00',
              },
            ],
          },
        },
        free: ['content'],
      },
    ],
  },
  {
    number: 16,
    method: 'GET',
    path: '/content/{id}/components/{type}',
    scope: 'content:read',
    statuses: [200, 400, 401, 403, 404, 429],
    params: {
      ...idParam('$content'),
      type: { type: 'string', required: true, oneOf: componentTypes, anyCase: true, value: 'body' },
    },
    answers: { 200: { holds: { data: component } } },
    examples: [
      {
        page: 'get-component, in capitals',
        asked: { params: { type: 'BODY' } },
        status: 200,
        text: /"type":"body"/,
      },
      {
        page: 'get-component, one that is not there yet',
        asked: { params: { type: 'videoScript' } },
        status: 404,
      },
    ],
  },
  {
    number: 17,
    method: 'GET',
    path: '/content/{id}/compliance',
    scope: 'content:read',
    statuses: [200, 400, 401, 403, 404, 429],
    params: idParam('$checked'),
    answers: {
      200: {
        holds: {
          data: {
            article_id: 'uuid',
            status: oneOf('not_checked', 'checking', 'complete', 'failed'),
            report,
          },
        },
      },
    },
    examples: [
      {
        page: 'compliance/get, never checked',
        asked: { params: { id: '$content' } },
        status: 200,
        printed: { data: { article_id: 'a', status: 'not_checked', report: null } },
        free: ['article_id'],
      },
      {
        page: 'compliance/get',
        status: 200,
        printed: {
          data: {
            article_id: '4d42cdcf-e24f-4123-960e-6c15761fcfcf',
            status: 'complete',
            report: {
              score: 92,
              issues: [
                {
                  rule: 'no_competitor_mentions',
                  severity: 'error',
                  message: "Article mentions competitor brand 'Ford'",
                  location: 'paragraph 3',
                },
              ],
            },
          },
        },
        free: ['article_id', 'score', 'rule', 'severity', 'location'],
      },
    ],
  },
  {
    number: 18,
    method: 'GET',
    path: '/content/published',
    scope: 'content:read',
    statuses: [200, 400, 401, 403, 429],
    query: {
      limit,
      cursor,
      status: { type: 'string', oneOf: ['published', 'scheduled'], filters: 'status', value: 'published' },
    },
    answers: {
      200: {
        holds: {
          data: [
            {
              id: 'uuid',
              title: 'string',
              article_type: oneOf(...articleTypes),
              status: oneOf('published', 'scheduled'),
              slug: 'string',
              date: 'time',
              published_at: 'time?',
              featured_image: 'string?',
              created_at: 'time',
              updated_at: 'time',
            },
          ],
          pagination: pages,
        },
      },
    },
    examples: [
      {
        page: 'content/list-published, scheduled',
        asked: { query: { status: 'scheduled', limit: undefined } },
        status: 200,
        printed: {
          data: [
            {
              id: '52ea1ca9-0c9b-48ae-aa7d-1b4e009af364',
              title: 'Best Trucks',
              article_type: 'basic',
              status: 'scheduled',
              slug: 'best-trucks',
              date: '2026-05-01T09:00:00.000Z',
              published_at: null,
              featured_image: null,
              created_at: '2026-02-26T18:10:54.938675+00:00',
              updated_at: '2026-02-28T02:11:24.34567+00:00',
            },
          ],
        },
        free: ['slug', 'date', 'article_type'],
      },
    ],
  },
  {
    number: 19,
    method: 'GET',
    path: '/content/{id}/publish-data',
    scope: 'content:read',
    statuses: [200, 400, 401, 403, 404, 429],
    params: idParam('$content'),
    answers: {
      200: {
        holds: {
          data: {
            id: 'uuid',
            title: 'string',
            slug: 'string',
            language: 'string',
            html: 'string',
            markdown: 'string',
            excerpt: 'string',
            seo: { title: 'string', description: 'string', keywords: 'list' },
            schema: ['object'],
            social: {
              facebook: 'string?',
              twitter: 'string?',
              instagram: 'string?',
              google_business: 'string?',
            },
            tags: 'list',
            categories: [category],
            featured_image: 'string?',
            posting_status: oneOf('draft', 'scheduled', 'published'),
            publish_at: 'time?',
            updated_at: 'time',
          },
        },
      },
    },
  },
]
