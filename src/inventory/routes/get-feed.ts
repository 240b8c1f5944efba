import { Type } from 'typebox'
import { defineRoute, Noun, Nullable, OneOf, preferredType, Text } from '#http/index.ts'
import { type FeedFormatName, feedFormatNames } from '../feed-out/feed-format.ts'
import { openFeed } from '../open-feed.ts'
import { type InventoryRouteDeps, VehicleDetail } from './schemas.ts'

const { ai_description: description, ...shown } = VehicleDetail.properties

const FeedItem = Noun('FeedVehicle', {
  ...shown,
  description,
  description_html: Nullable(Text('<p>This 2026 Honda Civic EX has a 2.0-liter engine.</p>\n')),
})

const formatOfType = {
  'application/json': 'json',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'text/csv': 'csv',
} as const satisfies Record<string, FeedFormatName>

const types = ['application/json', 'application/xml', 'text/xml', 'text/csv'] as const

const xmlExample = `<?xml version="1.0" encoding="UTF-8"?>
<inventory>
<vehicle><vin>1HGBH41JXMN109186</vin><year>2026</year><make>Honda</make><model>Civic</model></vehicle>
</inventory>
`

export const getFeed = defineRoute<InventoryRouteDeps>()({
  id: 'inventory.feed',
  method: 'GET',
  path: '/inventory/feed',
  summary: 'Read every vehicle in stock with its description, as one feed.',
  description:
    'In the order of VINs, sent while it is read. Without `format`, `Accept` decides. ' +
    '`ETag` names the state of the stock: send it as `If-None-Match`, and while nothing has changed the answer is 304. ' +
    '`Last-Modified` has whole seconds, and so misses a second change within one. ' +
    'A feed that breaks off ends its connection: take only one that came whole.',
  tag: 'Inventory',
  access: { scope: 'inventory:read' },
  query: Type.Object({
    format: Type.Optional(
      OneOf(feedFormatNames, {
        description:
          'Default json, or what `Accept` names. `csv` is what `inventory import` reads; ' +
          '`google` is the feed of Google vehicle listings, ' +
          '`meta` that of Meta automotive catalogs, both as CSV.',
      }),
    ),
  }),
  responses: { 200: Type.Object({ data: Type.Array(FeedItem) }) },
  media: {
    'application/xml': Type.String({
      description: 'The same members as elements; what is null has none.',
      examples: [xmlExample],
    }),
    'text/csv': Type.String({
      description:
        'RFC 4180, with a header. In `csv` a text that a spreadsheet would run has an apostrophe before it.',
      examples: [
        'vin,stock_number,condition,year,make,model\r\n1HGBH41JXMN109186,H1001,new,2026,Honda,Civic\r\n',
      ],
    }),
  },
  errors: ['validation_error'],
  async handle({ deps, caller, query, headers }) {
    const format = query.format ?? formatOfType[preferredType(headers.accept, types)]
    return { status: 200, ...(await openFeed(deps.db, caller.siteId, format)) }
  },
})
