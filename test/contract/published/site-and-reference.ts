import { type Endpoint, oneOf } from './endpoint.ts'
import { articleTypes } from './fields.ts'

/** A key belongs to a site and is deleted with it. */
const siteIsThere = 'a key is gone with its site'

export const siteAndReference: readonly Endpoint[] = [
  {
    number: 1,
    method: 'GET',
    path: '/health',
    scope: 'no key',
    statuses: [200],
    beyond: { 503: 'the database or the queues would have to be away' },
    answers: {
      200: {
        holds: {
          status: oneOf('ok'),
          version: 'string',
          checks: { database: oneOf('ok'), jobs: oneOf('ok') },
        },
      },
    },
  },
  {
    number: 2,
    method: 'GET',
    path: '/site',
    scope: 'site:read',
    statuses: [200, 401, 403, 429],
    beyond: { 404: siteIsThere },
    answers: {
      200: {
        holds: {
          data: {
            id: 'uuid',
            name: 'string',
            vertical: 'string',
            domain: 'string',
            platform: 'string?',
            oem: 'string?',
            oems: ['string'],
            phone: 'string?',
            address: 'string?',
            city: 'string',
            state: 'string',
            zip: 'string',
            timezone: 'string',
            created_at: 'time',
            updated_at: 'time',
          },
        },
      },
    },
    examples: [
      {
        page: 'quickstart',
        status: 200,
        printed: {
          data: {
            id: '8eba316f-8424-4863-8f4b-e53c4a44d2b7',
            name: 'Empire Chevrolet of Huntington',
            vertical: 'automotive',
            domain: 'https://www.shopempirechevrolet.com',
            city: 'Huntington',
            state: 'NY',
            zip: '11743',
            created_at: '2024-11-08T16:21:08.780217+00:00',
            updated_at: '2026-02-27T21:11:02.638221+00:00',
          },
        },
        free: ['name', 'domain'],
      },
      {
        page: 'scopes/site-read',
        status: 200,
        printed: {
          data: {
            id: 'site-a1b2c3d4-e5f6-7890-abcd-ef1234567890',
            name: 'Metro Honda',
            domain: 'www.metrohondadowntown.com',
            platform: 'dealer_com',
            oem: 'Honda',
            state: 'NY',
            city: 'Huntington',
            zip: '11743',
            created_at: '2026-02-01T10:00:00Z',
            updated_at: '2026-02-01T10:00:00Z',
          },
        },
        free: ['name', 'domain', 'platform'],
      },
    ],
  },
  {
    number: 3,
    method: 'GET',
    path: '/site/categories',
    scope: 'site:read',
    statuses: [200, 401, 403, 429],
    answers: {
      200: {
        holds: {
          data: {
            categories: [
              {
                id: 'uuid',
                name: 'string',
                slug: 'string',
                description: 'string?',
                article_count: 'integer',
              },
            ],
          },
        },
      },
    },
    examples: [
      {
        page: 'scopes/site-read',
        status: 200,
        printed: {
          data: {
            categories: [
              {
                id: 'cat-001-uuid',
                name: 'Model Research',
                slug: 'model-research',
                description: 'In-depth research pages for specific vehicle models',
                article_count: 45,
              },
            ],
          },
        },
        free: ['article_count'],
      },
    ],
  },
  {
    number: 4,
    method: 'GET',
    path: '/site/brand-voices',
    scope: 'site:read',
    statuses: [200, 401, 403, 429],
    answers: {
      200: {
        holds: {
          data: {
            brand_voices: [
              {
                id: 'string',
                name: 'string',
                description: 'string?',
                tone: 'string',
                is_default: 'boolean',
                created_at: 'time',
                updated_at: 'time',
              },
            ],
          },
        },
      },
    },
  },
  {
    number: 5,
    method: 'GET',
    path: '/site/elements',
    scope: 'site:read',
    statuses: [200, 401, 403, 429],
    answers: {
      200: {
        holds: {
          data: {
            elements: [
              {
                id: 'uuid',
                type: oneOf('cta', 'disclaimer', 'link', 'author', 'hours'),
                name: 'string',
                content: 'string',
                is_active: 'boolean',
              },
            ],
          },
        },
      },
    },
  },
  {
    number: 6,
    method: 'GET',
    path: '/site/content-types',
    scope: 'site:read',
    statuses: [200, 401, 403, 429],
    answers: {
      200: {
        holds: {
          data: {
            content_types: [
              {
                article_type: oneOf(...articleTypes),
                name: 'string',
                description: 'string',
                default_word_count: 'integer',
                is_enabled: 'boolean',
              },
            ],
          },
        },
      },
    },
  },
  {
    number: 48,
    method: 'GET',
    path: '/reference/content-intelligence-types',
    scope: 'any key',
    statuses: [200, 401, 429],
    answers: {
      200: {
        holds: {
          data: {
            types: [
              {
                type: 'string',
                group: 'string',
                description: 'string',
                actionable_via: 'string',
                suggested_article_type: 'string?',
              },
            ],
          },
        },
      },
    },
  },
  {
    number: 49,
    method: 'GET',
    path: '/reference/scopes',
    scope: 'any key',
    statuses: [200, 401, 429],
    answers: { 200: { holds: { data: { scopes: 'object' } } } },
    examples: [
      {
        page: 'api-reference/reference/scopes',
        status: 200,
        printed: {
          data: {
            scopes: {
              'ideaclouds:read': 'List and view IdeaClouds and questions',
              'ideaclouds:write': 'Create IdeaClouds',
              'content:read': 'List and view content, components, HTML',
              'content:write': 'Create content, trigger generation',
              'compliance:write': 'Trigger compliance checks',
              'content_tools:write': 'Generate schemas, meta, social snippets',
              'inventory:read': 'List and view inventory, descriptions, feeds',
              'inventory:write': 'Trigger inventory description generation',
              'webhooks:read': 'View webhook subscriptions and deliveries',
              'webhooks:write': 'Create, update, delete webhook subscriptions',
              'site:read': 'View site details, brand voices, elements, categories',
            },
          },
        },
      },
    ],
  },
]
