import { type Endpoint, oneOf } from './endpoint.ts'
import { cursor, idParam, limit, pages } from './fields.ts'

const statuses = ['active', 'dismissed', 'acted_on', 'expired']
const suggested = ['basic', 'qa', 'expert', 'modellanding', 'comparison', 'salesevent']

const item = {
  id: 'uuid',
  type: 'string',
  suggestion_type: 'string',
  comparison_subtype: 'string?',
  title: 'string',
  description: 'string',
  priority_score: 'integer',
  metadata: 'object',
  suggested_article_type: 'string?',
  status: oneOf(...statuses),
  created_at: 'time',
  expires_at: 'time',
} as const

const printed = {
  id: 'c3a1f8b2-7e4d-4a9c-b5e6-1234567890ab',
  suggestion_type: 'missing_model_page',
  comparison_subtype: null,
  title: 'Create a 2026 Toyota Camry model page',
  description: 'The 2026 Toyota Camry has 14 units in inventory but no dedicated model research page.',
  priority_score: 92,
  metadata: { make: 'Toyota', model: 'Camry', year: 2026, inventory_count: 14 },
  suggested_article_type: 'modellanding',
  status: 'active',
  created_at: '2026-03-01T04:00:00.000Z',
  expires_at: '2026-03-31T04:00:00.000Z',
}

const settled = { id: 'uuid', status: oneOf('dismissed'), updated_at: 'time' } as const

export const contentIntelligence: readonly Endpoint[] = [
  {
    number: 29,
    method: 'GET',
    path: '/content-intelligence',
    scope: 'content_intelligence:read',
    statuses: [200, 400, 401, 403, 429],
    query: {
      limit,
      cursor,
      type: { type: 'string', filters: 'suggestion_type', value: 'missing_model_page' },
      types: { type: 'string', value: 'missing_model_page,comparison_opportunity' },
      priority_min: { type: 'integer', min: 0, max: 100, value: '0' },
      status: {
        type: 'string',
        oneOf: statuses,
        filters: 'status',
        value: 'active',
        default: { is: 'active' },
      },
      suggested_article_type: {
        type: 'string',
        oneOf: suggested,
        filters: 'suggested_article_type',
        value: 'modellanding',
      },
    },
    answers: { 200: { holds: { data: [item], pagination: pages } } },
    examples: [
      {
        page: 'content-intelligence/list-recommendations',
        status: 200,
        printed: { data: [printed] },
        free: ['description', 'priority_score', 'make', 'model', 'year', 'inventory_count'],
      },
    ],
  },
  {
    number: 30,
    method: 'GET',
    path: '/content-intelligence/summary',
    scope: 'content_intelligence:read',
    statuses: [200, 401, 403, 429],
    answers: {
      200: {
        holds: {
          data: {
            total: 'integer',
            high_priority: 'integer',
            by_type: 'object',
            by_status: 'object',
            last_run_at: 'time?',
            next_run_at: 'time?',
          },
        },
      },
    },
  },
  {
    number: 31,
    method: 'GET',
    path: '/content-intelligence/{id}',
    scope: 'content_intelligence:read',
    statuses: [200, 400, 401, 403, 404, 429],
    params: idParam('$recommendation'),
    answers: { 200: { holds: { data: item } } },
  },
  {
    number: 32,
    method: 'PATCH',
    path: '/content-intelligence/{id}',
    scope: 'content_intelligence:read',
    statuses: [200, 400, 401, 403, 404, 429],
    params: idParam('$recommendation'),
    body: { status: { type: 'string', required: true, oneOf: ['dismissed'], value: 'dismissed' } },
    answers: { 200: { holds: { data: settled } } },
    examples: [
      {
        page: 'content-intelligence/dismiss',
        status: 200,
        printed: { data: { id: printed.id, status: 'dismissed', updated_at: '2026-03-02T10:30:00.000Z' } },
      },
    ],
  },
  {
    number: 33,
    method: 'POST',
    path: '/content-intelligence/{id}/act',
    scope: 'content_intelligence:write',
    statuses: [200, 400, 401, 403, 404, 409, 429],
    idempotent: true,
    params: idParam('$recommendation'),
    body: { article_id: { type: 'uuid', required: true, value: '$content' } },
    answers: {
      200: {
        holds: {
          data: {
            id: 'uuid',
            status: oneOf('acted_on'),
            acted_on_article_id: 'uuid',
            updated_at: 'time',
          },
        },
      },
    },
  },
  {
    number: 34,
    method: 'POST',
    path: '/content-intelligence/bulk-dismiss',
    scope: 'content_intelligence:write',
    statuses: [200, 400, 401, 403, 409, 429],
    idempotent: true,
    body: {
      ids: {
        type: 'array',
        required: true,
        min: 1,
        max: 50,
        items: { type: 'uuid', value: undefined },
        value: ['$recommendation'],
      },
    },
    answers: { 200: { holds: { data: { dismissed_count: 'integer', dismissed: [settled] } } } },
    examples: [
      {
        page: 'content-intelligence/bulk-dismiss, unknown ids are skipped',
        asked: { body: { ids: ['0199a3c4-0000-7000-8000-000000000001'] } },
        status: 200,
        printed: { data: { dismissed_count: 0, dismissed: [] } },
      },
    ],
  },
]
