import { type Endpoint, type Field, oneOf } from './endpoint.ts'
import { cursor, eventTypes, idParam, limit, pages } from './fields.ts'

/** Nobody listens there. */
const url: Field = {
  type: 'url',
  required: true,
  max: 2048,
  refuses: [
    'https://user:secret@hooks.example.com/',
    'https://hooks.example.com/#part',
    'ftp://example.com/',
  ],
  value: 'https://hooks.example.com/forecourt',
}

const events: Field = {
  type: 'array',
  required: true,
  min: 1,
  items: { type: 'string', oneOf: eventTypes, value: undefined },
  value: ['content.completed', 'ideacloud.completed'],
}

const description: Field = { type: 'string', value: 'The web site' }

const event = oneOf(...eventTypes)

const printedId = '008ca3b4-3e47-48bd-89d0-cd3d46689f30'

export const webhooks: readonly Endpoint[] = [
  {
    number: 42,
    method: 'GET',
    path: '/webhooks',
    scope: 'webhooks:read',
    statuses: [200, 401, 403, 429],
    answers: {
      200: {
        holds: {
          data: {
            webhooks: [
              {
                id: 'uuid',
                url: 'string',
                events: [event],
                is_active: 'boolean',
                failure_count: 'integer',
                created_at: 'time',
                updated_at: 'time',
              },
            ],
          },
        },
      },
    },
    examples: [
      {
        page: 'scopes/webhooks-read',
        status: 200,
        printed: {
          data: {
            webhooks: [
              {
                id: 'wh-a1b2c3d4-e5f6-7890-abcd-ef1234567890',
                url: 'https://www.example.com/hooks',
                events: ['ideacloud.completed'],
                is_active: true,
                failure_count: 0,
                created_at: '2026-02-01T10:00:00Z',
                updated_at: '2026-02-01T10:00:00Z',
              },
            ],
          },
        },
        free: ['url', 'failure_count'],
      },
    ],
  },
  {
    number: 43,
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    scope: 'webhooks:read',
    statuses: [200, 400, 401, 403, 404, 429],
    params: idParam('$webhook'),
    query: {
      limit,
      cursor,
      status: {
        type: 'string',
        oneOf: ['pending', 'succeeded', 'failed', 'exhausted'],
        filters: 'status',
        value: 'failed',
      },
    },
    answers: {
      200: {
        asked: { query: { status: undefined, limit: '25' } },
        holds: {
          data: [
            {
              id: 'uuid',
              event_id: 'string',
              event_type: event,
              status: oneOf('pending', 'succeeded', 'failed', 'exhausted'),
              attempt: 'integer',
              response_status: 'integer?',
              response_body: 'string?',
              error: 'string?',
              duration_ms: 'integer?',
              next_retry_at: 'time?',
              created_at: 'time',
              delivered_at: 'time?',
            },
          ],
          pagination: pages,
        },
      },
    },
  },
  {
    number: 44,
    method: 'POST',
    path: '/webhooks',
    scope: 'webhooks:write',
    statuses: [201, 400, 401, 403, 409, 429],
    idempotent: true,
    body: { url, events, description },
    answers: {
      201: {
        holds: {
          data: {
            id: 'uuid',
            url: 'string',
            events: [event],
            secret: 'string',
            is_active: oneOf(true),
            created_at: 'time',
          },
        },
      },
    },
    examples: [
      {
        page: 'webhooks/create',
        asked: {
          body: {
            url: 'https://webhook.site/test-endpoint',
            events: ['content.completed', 'ideacloud.completed'],
            description: undefined,
          },
        },
        status: 201,
        printed: {
          data: {
            id: printedId,
            url: 'https://webhook.site/test-endpoint',
            events: ['content.completed', 'ideacloud.completed'],
            secret: 'c7788a44ceaa36581f2d11be7efca748cfe10389310c762888242be609372395',
            is_active: true,
            created_at: '2026-02-28T11:46:25.244782+00:00',
          },
        },
        free: ['secret'],
      },
    ],
  },
  {
    number: 45,
    method: 'PATCH',
    path: '/webhooks/{id}',
    scope: 'webhooks:write',
    statuses: [200, 400, 401, 403, 404, 429],
    params: idParam('$spareWebhook'),
    body: {
      url: { ...url, required: undefined },
      events: { ...events, required: undefined },
      is_active: { type: 'boolean', value: true },
      description,
    },
    answers: {
      200: {
        holds: {
          data: {
            id: 'uuid',
            url: 'string',
            events: [event],
            is_active: 'boolean',
            updated_at: 'time',
          },
        },
      },
    },
    examples: [
      {
        page: 'webhooks/update',
        asked: {
          body: {
            url: 'https://webhook.site/test-endpoint',
            events: ['content.completed', 'content.failed', 'ideacloud.completed', 'ideacloud.failed'],
            description: undefined,
          },
        },
        status: 200,
        printed: {
          data: {
            id: printedId,
            url: 'https://webhook.site/test-endpoint',
            events: ['content.completed', 'content.failed', 'ideacloud.completed', 'ideacloud.failed'],
            is_active: true,
            updated_at: '2026-02-28T11:46:34.05499+00:00',
          },
        },
      },
    ],
  },
  {
    number: 46,
    method: 'DELETE',
    path: '/webhooks/{id}',
    scope: 'webhooks:write',
    statuses: [204, 400, 401, 403, 404, 429],
    params: idParam('$spareWebhook'),
    answers: { 204: {} },
  },
  {
    number: 47,
    method: 'POST',
    path: '/webhooks/{id}/test',
    scope: 'webhooks:write',
    statuses: [200, 400, 401, 403, 404, 429],
    params: idParam('$receiver'),
    body: {
      event_type: { type: 'string', oneOf: ['test.ping', ...eventTypes], value: 'content.completed' },
    },
    bodyOptional: true,
    answers: {
      200: {
        holds: {
          data: {
            webhook_id: 'uuid',
            delivered: 'boolean',
            response_status: 'integer?',
            response_body: 'string?',
            success: 'boolean',
            http_status: 'integer?',
          },
        },
      },
    },
    examples: [
      {
        // The receiver answers as the printed one does.
        page: 'webhooks/test',
        asked: { body: { event_type: undefined } },
        status: 200,
        printed: {
          data: {
            webhook_id: printedId,
            delivered: false,
            response_status: 404,
            response_body: '{"success":false,"error":{"message":"Token not found"}}',
          },
        },
        free: ['webhook_id'],
      },
    ],
  },
]
