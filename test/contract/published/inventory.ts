import { type Endpoint, type Field, oneOf, type Shape } from './endpoint.ts'
import { cursor, limit, message, pages, vinParam } from './fields.ts'

const statuses = oneOf('not_generated', 'generating', 'complete', 'failed')
const notFound = 'Vehicle not found or belongs to a different site'
const noVehicle = 'Vehicle not found or generation failed'

const both = {
  vin: 'string',
  year: 'integer',
  make: 'string',
  model: 'string',
  trim: 'string?',
  condition: oneOf('new', 'used', 'certified'),
  vehicle_type: oneOf('New', 'Used'),
  price: 'integer?',
  mileage: 'integer?',
  exterior_color: 'string?',
  interior_color: 'string?',
  image_url: 'string?',
  has_description: 'boolean',
  description_status: statuses,
  updated_at: 'time',
} as const

const vehicle = {
  ...both,
  engine: 'string?',
  transmission: 'string?',
  drivetrain: 'string?',
  fuel_type: 'string?',
  body_style: 'string?',
  stock_number: 'string?',
  images: 'list',
  ai_description: 'string?',
  msrp: 'integer?',
  sale_price: 'integer?',
  doors: 'integer?',
  cylinders: 'integer?',
  city_mpg: 'integer?',
  highway_mpg: 'integer?',
  battery_range: 'integer?',
  options: 'list',
  features: 'list',
  dealer_comments: 'string?',
  certified: 'boolean',
  in_stock_since: 'date?',
  status: oneOf('in_stock', 'sold'),
  url: 'string?',
  created_at: 'time',
} as const

const started = { vin: 'string', status: oneOf('generating'), component_id: 'uuid' } as const

const counts = (of: string): readonly [Shape] => [{ [of]: 'string', count: 'integer' }]

const civic = '1HGBH41JXMN109186'
const componentId = '239e61d6-34d0-4741-9dd1-eed56edec1ab'

const vins: Field = {
  type: 'array',
  required: true,
  min: 1,
  max: 50,
  items: { type: 'string', min: 11, max: 17, value: undefined },
  value: ['$vin', '$otherVin'],
}

export const inventory: readonly Endpoint[] = [
  {
    number: 35,
    method: 'GET',
    path: '/inventory',
    scope: 'inventory:read',
    statuses: [200, 400, 401, 403, 429],
    query: {
      limit,
      cursor,
      make: { type: 'string', value: 'hON' },
      model: { type: 'string', value: 'cIVi' },
      year: { type: 'integer', filters: 'year', value: '2026' },
      condition: { type: 'string', oneOf: ['new', 'used'], value: 'new' },
    },
    answers: { 200: { holds: { data: [both], pagination: pages } } },
    examples: [
      {
        page: 'scopes/inventory-read',
        asked: { query: { make: 'honda', model: 'civic', year: '2026', condition: 'new' } },
        status: 200,
        printed: {
          data: [
            {
              vin: civic,
              year: 2026,
              make: 'Honda',
              model: 'Civic',
              trim: 'EX',
              condition: 'new',
              price: 28500,
              mileage: 12,
              exterior_color: 'Crystal Black Pearl',
              interior_color: 'Black',
              has_description: true,
              image_url: 'https://cdn.example.com/civic.jpg',
              updated_at: '2026-02-01T10:00:00Z',
            },
          ],
        },
      },
    ],
  },
  {
    number: 36,
    method: 'GET',
    path: '/inventory/{vin}',
    scope: 'inventory:read',
    statuses: [200, 400, 401, 403, 404, 429],
    notFound,
    params: vinParam,
    answers: { 200: { holds: { data: vehicle } } },
    examples: [
      {
        page: 'inventory/get-vehicle',
        status: 200,
        printed: {
          data: {
            vin: civic,
            year: 2026,
            make: 'Honda',
            model: 'Civic',
            trim: 'EX',
            vehicle_type: 'New',
            price: 28500,
            mileage: 12,
            exterior_color: 'Crystal Black Pearl',
            interior_color: 'Black',
            engine: '2.0L I4',
            transmission: 'CVT',
            drivetrain: 'FWD',
            fuel_type: 'Gasoline',
            body_style: 'Sedan',
            stock_number: 'H1001',
            image_url: 'https://cdn.example.com/civic.jpg',
            images: ['https://cdn.example.com/civic.jpg'],
            description_status: 'complete',
            created_at: '2026-02-01T10:00:00Z',
            updated_at: '2026-02-01T10:00:00Z',
          },
        },
      },
      {
        page: 'inventory/get-vehicle, in lower case',
        asked: { params: { vin: civic.toLowerCase() } },
        status: 200,
        printed: { data: { vin: civic } },
      },
    ],
  },
  {
    number: 37,
    method: 'GET',
    path: '/inventory/{vin}/description',
    scope: 'inventory:read',
    statuses: [200, 400, 401, 403, 404, 429],
    notFound,
    params: vinParam,
    answers: {
      200: {
        holds: {
          data: {
            vin: 'string',
            status: oneOf('complete'),
            description: 'string',
            html: 'string',
            component_id: 'uuid',
            word_count: 'integer',
            grounding: { claims: 'integer', supported: 'integer', removed: 'integer' },
            compliance: 'object?',
            generated_at: 'time',
          },
        },
      },
    },
    examples: [
      {
        page: 'inventory/get-description, not generated',
        asked: { params: { vin: '$otherVin' } },
        status: 200,
        printed: { data: { status: 'not_generated', description: null, html: null } },
      },
    ],
  },
  {
    number: 38,
    method: 'GET',
    path: '/inventory/feed',
    scope: 'inventory:read',
    statuses: [200, 400, 401, 403, 429],
    query: {
      format: {
        type: 'string',
        oneOf: ['json', 'xml', 'csv', 'google', 'meta'],
        value: 'json',
        default: { is: 'json' },
      },
    },
    answers: { 200: { holds: { data: [{ ...both, description: 'string?' }] } } },
    examples: [
      {
        page: 'scopes/inventory-read, XML',
        asked: { query: { format: 'xml' } },
        status: 200,
        text: /^<\?xml /,
      },
      {
        page: 'scopes/inventory-read, CSV',
        asked: { query: { format: 'csv' } },
        status: 200,
        text: /^[^\n]*vin/i,
      },
    ],
  },
  {
    number: 39,
    method: 'GET',
    path: '/inventory/stats',
    scope: 'inventory:read',
    statuses: [200, 401, 403, 429],
    answers: {
      200: {
        holds: {
          data: {
            total: 'integer',
            new: 'integer',
            used: 'integer',
            certified: 'integer',
            with_description: 'integer',
            without_description: 'integer',
            average_price: 'number?',
            average_age_days: 'number?',
            by_make: counts('make'),
            by_body_style: counts('body_style'),
            by_price_band: 'list',
            last_feed_at: 'time?',
          },
        },
      },
    },
  },
  {
    number: 40,
    method: 'POST',
    path: '/inventory/{vin}/description',
    scope: 'inventory:write',
    statuses: [202, 400, 401, 403, 404, 409, 429],
    notFound,
    idempotent: true,
    params: vinParam,
    bodyOptional: true,
    answers: { 202: { holds: { data: { ...started, message: 'string' } } } },
    examples: [
      {
        page: 'inventory/generate-description',
        status: 202,
        printed: { data: { vin: civic, status: 'generating', component_id: componentId, message } },
      },
    ],
  },
  {
    number: 41,
    method: 'POST',
    path: '/inventory/descriptions/batch',
    scope: 'inventory:write',
    statuses: [202, 400, 401, 403, 409, 429],
    idempotent: true,
    body: { vins },
    answers: { 202: { holds: { data: { items: [started], batch_id: 'uuid', message: 'string' } } } },
    examples: [
      {
        page: 'inventory/generate-description-batch',
        asked: { body: { vins: [civic, '$otherVin'] } },
        status: 202,
        printed: {
          data: { items: [{ vin: civic, status: 'generating', component_id: componentId }], message },
        },
      },
      {
        page: 'scopes/inventory-write, failed in part',
        asked: { body: { vins: [civic, 'INVALIDVIN123'] } },
        status: 202,
        printed: {
          data: {
            items: [
              { vin: civic, status: 'generating' },
              { vin: 'INVALIDVIN123', status: 'failed', error: noVehicle },
            ],
          },
        },
      },
    ],
  },
]
