import { type Endpoint, type Fields, oneOf } from './endpoint.ts'
import { afterwards, articleTypes, idParam, message, started, writing } from './fields.ts'

const missing = '0199a3c4-0000-7000-8000-000000000001'

const content: Fields = {
  ideacloud_id: { type: 'uuid', required: true, value: '$ideacloud' },
  article_type: { type: 'string', required: true, oneOf: articleTypes, value: 'basic' },
  selected_question_ids: {
    type: 'array',
    min: 1,
    items: { type: 'string', min: 1, refuses: ['q-1772225333601-0'], value: undefined },
    value: '$questions',
  },
  ...writing,
  title: { ...writing.title, default: { shows: 'data.title', as: '$ideacloudTitle' } },
  content_intent: {
    type: 'string',
    oneOf: ['fixed_ops', 'variable', 'general'],
    value: 'variable',
    default: { is: 'general', shows: 'data.content_intent', inContent: true },
  },
  ...afterwards,
}

const mode = { type: 'string', oneOf: ['simple', 'interactive'], value: 'simple' } as const

const printedTitle = '2026 Chevy Silverado 3500 DRW: Deep Dive'
const printedDone = {
  id: 'b70db6bb-0000-4000-8000-000000000000',
  status: 'generating',
  article_type: 'basic',
  title: printedTitle,
  created_at: '2026-02-28T11:41:21.797772+00:00',
  message,
}
const failed = { article_type: 'basic', status: 'failed', error: 'Failed to create content' }

const vehicle: Fields = {
  year: { type: 'integer', required: true, value: 2026 },
  make: { type: 'string', required: true, value: 'Chevrolet' },
  model: { type: 'string', required: true, value: 'Silverado 1500' },
  trim: { type: 'string', value: 'LT' },
}

const silverado = { year: 2026, make: 'Chevrolet', model: 'Silverado 1500', trim: 'LT' }
const f150 = { year: 2026, make: 'Ford', model: 'F-150', trim: 'XLT' }

export const contentCreating: readonly Endpoint[] = [
  {
    number: 20,
    method: 'POST',
    path: '/content',
    scope: 'content:write',
    statuses: [200, 202, 400, 401, 403, 404, 409, 429],
    notFound: 'IdeaCloud not found',
    absent: { body: { ideacloud_id: missing } },
    idempotent: true,
    body: {
      ...content,
      mode: { ...mode, default: { is: 'simple', shows: 'data.status', as: 'generating' } },
    },
    answers: {
      200: {
        asked: { body: { mode: 'interactive' } },
        holds: {
          data: {
            id: 'null',
            content_id: 'uuid',
            status: oneOf('awaiting_input'),
            ideacloud_id: 'uuid',
            article_type: oneOf('basic'),
            required_inputs: {
              selected_question_ids: {
                type: oneOf('array'),
                required: oneOf(true),
                options: [{ id: 'string', question: 'string' }],
              },
              brand_voice_id: { type: oneOf('string'), required: oneOf(false) },
              title: { type: oneOf('string'), required: oneOf(false) },
            },
          },
        },
      },
      202: { holds: { data: started } },
    },
    examples: [
      {
        page: 'content/create, simple mode',
        asked: { body: { ideacloud_id: '$silverado', selected_question_ids: undefined, title: undefined } },
        status: 202,
        printed: { data: printedDone },
      },
      {
        page: 'content/create, interactive mode',
        asked: { body: { mode: 'interactive' } },
        status: 200,
        printed: {
          data: {
            id: null,
            status: 'awaiting_input',
            ideacloud_id: missing,
            article_type: 'basic',
            required_inputs: {
              selected_question_ids: {
                type: 'array',
                required: true,
                options: [{ id: 'q-1772225333601-0', question: 'What is the maximum towing capacity?' }],
              },
              brand_voice_id: { type: 'string', required: false },
              title: { type: 'string', required: false },
            },
          },
        },
      },
      {
        page: 'content/create, an IdeaCloud that is not complete',
        asked: { body: { ideacloud_id: '$researching', selected_question_ids: undefined } },
        status: 400,
        printed: {
          error: {
            code: 'validation_error',
            message: 'IdeaCloud is not complete (status: researching)',
          },
        },
      },
    ],
  },
  {
    number: 21,
    method: 'POST',
    path: '/content/batch',
    scope: 'content:write',
    statuses: [202, 400, 401, 403, 409, 429],
    idempotent: true,
    body: {
      items: {
        type: 'array',
        required: true,
        min: 1,
        max: 10,
        apart: true,
        items: {
          type: 'object',
          fields: { ...content, mode: { ...mode, oneOf: ['simple'], refuses: ['interactive'] } },
          value: undefined,
        },
        value: [{ ideacloud_id: '$ideacloud', article_type: 'basic' }],
      },
    },
    answers: { 202: { holds: { data: { items: [started], message: 'string' } } } },
    examples: [
      {
        page: 'content/create-batch',
        asked: {
          body: {
            items: [
              { ideacloud_id: '$silverado', article_type: 'qa' },
              { ideacloud_id: '$silverado', article_type: 'expert' },
            ],
          },
        },
        status: 202,
        printed: {
          data: {
            items: [
              { ...printedDone, article_type: 'qa' },
              { ...printedDone, article_type: 'expert' },
            ],
            message,
          },
        },
      },
      {
        page: 'scopes/content-write, failed in part',
        asked: {
          body: {
            items: [
              { ideacloud_id: '$ideacloud', article_type: 'comparison' },
              { ideacloud_id: missing, article_type: 'basic' },
            ],
          },
        },
        status: 202,
        printed: { data: { items: [{ ...printedDone, article_type: 'comparison' }, failed] } },
        free: ['error'],
      },
    ],
  },
  {
    number: 22,
    method: 'POST',
    path: '/content/{id}/generate',
    scope: 'content:write',
    statuses: [202, 400, 401, 403, 404, 409, 429],
    idempotent: true,
    params: idParam('$waiting'),
    body: {
      selected_question_ids: { ...content.selected_question_ids!, required: true },
      ...writing,
      // What is left out is as it was at creation.
      language: { ...writing.language, default: undefined },
      content_depth: { ...writing.content_depth, default: undefined },
    },
    answers: { 202: { holds: { data: { id: 'uuid', status: oneOf('generating'), message: 'string' } } } },
    examples: [
      {
        page: 'content/generate',
        status: 202,
        printed: {
          data: { id: 'd4e5f6a7-b8c9-0123-def0-456789abcdef', status: 'generating', message },
        },
      },
      {
        page: 'content/regenerate-content',
        asked: {
          params: { id: '$complete' },
          body: { selected_question_ids: undefined, content_length: undefined },
        },
        status: 202,
        printed: {
          data: { id: 'd4e5f6a7-b8c9-0123-def0-456789abcdef', status: 'generating', message },
        },
      },
      {
        page: 'content/regenerate-content, while it is generating',
        asked: { params: { id: '$generating' } },
        status: 400,
        printed: { error: { code: 'validation_error', message: 'Content is already generating' } },
      },
      {
        page: 'content/regenerate-content, not linked to an IdeaCloud',
        asked: { params: { id: '$unlinked' }, body: { selected_question_ids: undefined } },
        status: 400,
      },
    ],
  },
  {
    number: 23,
    method: 'POST',
    path: '/comparisons',
    alias: '/content/comparison',
    scope: 'content:write',
    statuses: [202, 400, 401, 403, 409, 429],
    idempotent: true,
    body: {
      vehicles: {
        type: 'array',
        required: true,
        min: 2,
        max: 5,
        items: { type: 'object', fields: vehicle, value: undefined },
        value: [silverado, f150],
      },
      ...writing,
      title: {
        ...writing.title,
        default: { shows: 'data.title', as: '2026 Chevrolet Silverado 1500 vs 2026 Ford F-150' },
      },
      featured_vehicle_index: { type: 'integer', min: 0, max: 1, value: 0 },
      bias_level: {
        type: 'integer',
        min: 0,
        max: 100,
        value: 75,
        default: { is: 50, shows: 'data.bias_level' },
      },
    },
    answers: {
      202: {
        holds: {
          data: {
            ...started,
            article_type: oneOf('comparison'),
            vehicles: [{ year: 'integer', make: 'string', model: 'string', trim: 'string?' }],
            featured_vehicle_index: 'integer?',
            bias_level: 'integer?',
          },
        },
      },
    },
    examples: [
      {
        page: 'content/create-vehicle-comparison',
        asked: { body: { title: undefined, bias_level: undefined } },
        status: 202,
        printed: {
          data: {
            ...printedDone,
            article_type: 'comparison',
            vehicles: [silverado, f150],
            featured_vehicle_index: 0,
            bias_level: 50,
          },
        },
      },
      {
        page: 'content/create-vehicle-comparison, neutral',
        asked: { body: { featured_vehicle_index: undefined, bias_level: undefined } },
        status: 202,
        printed: { data: { featured_vehicle_index: null, bias_level: null } },
      },
    ],
  },
  {
    number: 24,
    method: 'POST',
    path: '/model-landing-pages',
    alias: '/content/model-landing',
    scope: 'content:write',
    statuses: [202, 400, 401, 403, 409, 429],
    idempotent: true,
    body: {
      ...vehicle,
      ...writing,
      title: { ...writing.title, default: { shows: 'data.title', as: '2026 Chevrolet Silverado 1500' } },
      ...afterwards,
    },
    answers: {
      202: {
        holds: {
          data: {
            ...started,
            article_type: oneOf('modellanding'),
            vehicle: { year: 'integer', make: 'string', model: 'string', trim: 'string?' },
          },
        },
      },
    },
  },
  {
    number: 25,
    method: 'POST',
    path: '/sales-events',
    alias: '/content/sales-event',
    scope: 'content:write',
    statuses: [202, 400, 401, 403, 409, 429],
    idempotent: true,
    body: {
      event_name: { type: 'string', required: true, min: 1, max: 500, value: 'Spring Clearance Sale' },
      start_date: { type: 'time', required: true, value: '2026-04-01T09:00:00Z' },
      end_date: {
        type: 'time',
        required: true,
        refuses: ['2026-03-31T21:00:00Z'],
        value: '2026-04-07T21:00:00Z',
      },
      location: {
        type: 'string',
        required: true,
        min: 1,
        max: 500,
        value: '315 W Jericho Tpke, Huntington, NY 11743',
      },
      category: {
        type: 'string',
        required: true,
        oneOf: [
          'Sales Event',
          'New Model Launch',
          'Owner Appreciation',
          'Service Special',
          'Community Event',
          'Holiday Celebration',
          'Test Drive Event',
        ],
        value: 'Sales Event',
      },
      description: { type: 'string', max: 2000, value: 'Coffee and donuts all week.' },
      brand_voice_id: writing.brand_voice_id,
      language: writing.language,
      title: { ...writing.title, default: { shows: 'data.title', as: 'Spring Clearance Sale' } },
    },
    answers: {
      202: {
        holds: {
          data: {
            ...started,
            article_type: oneOf('salesevent'),
            event: {
              name: 'string',
              location: 'string',
              category: 'string',
              start_date: 'time',
              end_date: 'time',
              description: 'string?',
            },
          },
        },
      },
    },
    examples: [
      {
        page: 'content/create-sales-event-page',
        asked: { body: { title: undefined, description: undefined } },
        status: 202,
        printed: {
          data: {
            ...printedDone,
            article_type: 'salesevent',
            title: 'Spring Clearance Sale',
            event: {
              name: 'Spring Clearance Sale',
              location: '315 W Jericho Tpke, Huntington, NY 11743',
              category: 'Sales Event',
              start_date: '2026-04-01T09:00:00Z',
              end_date: '2026-04-07T21:00:00Z',
              description: null,
            },
          },
        },
        free: ['start_date', 'end_date'],
      },
    ],
  },
]
