import { type Endpoint, oneOf } from './endpoint.ts'
import { category, cursor, idParam, limit, message, pages } from './fields.ts'

const status = oneOf('researching', 'complete', 'failed')

const item = {
  id: 'uuid',
  keyword: 'string',
  title: 'string?',
  synopsis: 'string?',
  status,
  category: 'object?',
  created_at: 'time',
  updated_at: 'time',
} as const

const researched = {
  ...item,
  title: 'string',
  synopsis: 'string',
  category,
  tags: ['string'],
  recommended_questions: [{ id: 'string', question: 'string' }],
} as const

const keyword = { type: 'string', required: true, min: 1, max: 500, value: '2026 Honda Civic' } as const
const categoryId = {
  type: 'uuid',
  refuses: ['0199a3c4-0000-7000-8000-000000000001'],
  value: '$category',
} as const

export const ideaclouds: readonly Endpoint[] = [
  {
    number: 7,
    method: 'GET',
    path: '/ideaclouds',
    scope: 'ideaclouds:read',
    statuses: [200, 400, 401, 403, 429],
    query: {
      limit,
      cursor,
      status: {
        type: 'string',
        oneOf: ['researching', 'complete', 'failed'],
        filters: 'status',
        value: 'complete',
      },
      keyword: { type: 'string', value: 'hONDA' },
    },
    answers: { 200: { holds: { data: [item], pagination: pages } } },
    examples: [
      {
        page: 'ideaclouds/list',
        asked: { query: { keyword: 'silverado 3500', limit: '1' } },
        status: 200,
        printed: {
          data: [
            {
              id: '23a66cb1-f5d9-4c91-b9d2-06c8203bd251',
              keyword: '2026 Chevy Silverado 3500 DRW',
              title: '2026 Chevy Silverado 3500 DRW: Deep Dive',
              synopsis: 'Comprehensive exploration',
              status: 'complete',
              category: null,
              created_at: '2026-02-27T20:47:44.372053+00:00',
              updated_at: '2026-02-27T20:47:44.372053+00:00',
            },
          ],
          pagination: { has_more: true, next_cursor: 'eyJjcmVhdGVkX2F0IjoiMjAyNi0wMi0yN1', total_count: 77 },
        },
        free: ['synopsis', 'next_cursor', 'total_count'],
      },
    ],
  },
  {
    number: 8,
    method: 'GET',
    path: '/ideaclouds/{id}',
    scope: 'ideaclouds:read',
    statuses: [200, 400, 401, 403, 404, 429],
    params: idParam('$ideacloud'),
    answers: { 200: { holds: { data: researched } } },
    examples: [
      {
        page: 'ideaclouds/get',
        asked: { params: { id: '$silverado' } },
        status: 200,
        printed: {
          data: {
            id: '23a66cb1-f5d9-4c91-b9d2-06c8203bd251',
            keyword: '2026 Chevy Silverado 3500 DRW',
            title: '2026 Chevy Silverado 3500 DRW: Deep Dive',
            synopsis: 'Comprehensive exploration',
            tags: ['2026 Silverado 3500 DRW'],
            status: 'complete',
            category: null,
            recommended_questions: [
              {
                id: 'q-1772225333602-60',
                question: 'What are the key specs for the 2026 Chevy Silverado 3500 DRW?',
              },
              {
                id: 'q-1772225333601-0',
                question: 'What is the maximum towing capacity of the 2026 Chevy Silverado 3500 DRW?',
              },
            ],
            created_at: '2026-02-27T20:47:44.372053+00:00',
            updated_at: '2026-02-27T20:47:44.372053+00:00',
          },
        },
        free: ['synopsis', 'tags'],
      },
    ],
  },
  {
    number: 9,
    method: 'GET',
    path: '/ideaclouds/{id}/questions',
    scope: 'ideaclouds:read',
    statuses: [200, 400, 401, 403, 404, 429],
    params: idParam('$ideacloud'),
    answers: {
      200: {
        holds: {
          data: {
            id: 'uuid',
            status: oneOf('complete'),
            questions: [
              {
                id: 'string',
                question: 'string',
                cluster_id: 'string',
                source_url: 'string?',
                source_title: 'string?',
                is_recommended: 'boolean',
              },
            ],
            clusters: [{ id: 'string', label: 'string', question_count: 'integer' }],
            recommended_question_ids: ['string'],
          },
        },
      },
    },
    examples: [
      {
        page: 'ideaclouds/get-questions',
        asked: { params: { id: '$silverado' } },
        status: 200,
        printed: {
          data: {
            id: '23a66cb1-f5d9-4c91-b9d2-06c8203bd251',
            status: 'complete',
            questions: [
              {
                id: 'q-1772225333601-0',
                question: 'What is the maximum towing capacity of the 2026 Chevy Silverado 3500 DRW?',
                cluster_id: 'cluster-0',
                source_title: null,
                is_recommended: true,
              },
            ],
            clusters: [
              { id: 'cluster-0', label: 'Towing and Payload Capacity', question_count: 29 },
              { id: 'cluster-1', label: 'Engine and Performance', question_count: 15 },
            ],
            recommended_question_ids: ['q-1772225333602-60', 'q-1772225333601-0', 'q-1772225333601-5'],
          },
        },
        free: ['is_recommended', 'label', 'question_count', 'recommended_question_ids'],
      },
    ],
  },
  {
    number: 10,
    method: 'POST',
    path: '/ideaclouds',
    scope: 'ideaclouds:write',
    statuses: [202, 400, 401, 403, 409, 429],
    idempotent: true,
    body: { keyword: { ...keyword, refuses: ['', '   '] }, category_id: categoryId },
    answers: {
      202: {
        holds: {
          data: {
            id: 'uuid',
            status: oneOf('researching'),
            keyword: 'string',
            created_at: 'time',
            message: 'string',
          },
        },
      },
    },
    examples: [
      {
        page: 'ideaclouds/create',
        asked: { body: { keyword: '2026 Chevrolet Equinox EV range and features', category_id: undefined } },
        status: 202,
        printed: {
          data: {
            id: 'bd72cd59-beda-4ce5-a9a1-20acf16c9a5d',
            status: 'researching',
            keyword: '2026 Chevrolet Equinox EV range and features',
            created_at: '2026-02-28T11:39:55.287Z',
            message,
          },
        },
      },
    ],
  },
  {
    number: 11,
    method: 'POST',
    path: '/ideaclouds/batch',
    scope: 'ideaclouds:write',
    statuses: [202, 400, 401, 403, 409, 429],
    idempotent: true,
    body: {
      items: {
        type: 'array',
        required: true,
        min: 1,
        max: 25,
        apart: true,
        items: { type: 'object', fields: { keyword, category_id: categoryId }, value: undefined },
        value: [{ keyword: '2026 Honda Civic', category_id: '$category' }],
      },
    },
    answers: {
      202: {
        holds: {
          data: {
            items: [{ id: 'uuid', keyword: 'string', status: oneOf('researching') }],
            message: 'string',
          },
        },
      },
    },
    examples: [
      {
        page: 'ideaclouds/create-batch',
        asked: {
          body: {
            items: [
              { keyword: 'best SUVs for families 2026' },
              { keyword: 'Chevrolet Silverado towing capacity guide' },
            ],
          },
        },
        status: 202,
        printed: {
          data: {
            items: [
              {
                id: '0b3252dd-d82c-4dab-9656-c6095163bb30',
                keyword: 'best SUVs for families 2026',
                status: 'researching',
              },
              {
                id: 'edc2bcc6-0000-4000-8000-000000000000',
                keyword: 'Chevrolet Silverado towing capacity guide',
                status: 'researching',
              },
            ],
            message,
          },
        },
      },
    ],
  },
]
