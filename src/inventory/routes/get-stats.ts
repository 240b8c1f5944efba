import { Type } from 'typebox'
import { Data, defineRoute, Noun, Nullable, ok, Text, Timestamp, Whole } from '#http/index.ts'
import { readStockStats } from '../read-stock-stats.ts'
import type { InventoryRouteDeps } from './schemas.ts'

export const getStats = defineRoute<InventoryRouteDeps>()({
  id: 'inventory.stats',
  method: 'GET',
  path: '/inventory/stats',
  summary: 'Count the vehicles in stock.',
  description: 'Of the vehicles in stock alone; prices are in US dollars. Longer counts come first.',
  tag: 'Inventory',
  access: { scope: 'inventory:read' },
  responses: {
    200: Data(
      Noun('StockStats', {
        total: Whole(84, '`new` and `used`.'),
        new: Whole(52),
        used: Whole(32, 'With the certified ones, as `condition=used` has it in the list.'),
        certified: Whole(11, 'They are counted in `used` too.'),
        with_description: Whole(60, 'There is a text, also while a new one is written.'),
        without_description: Whole(24),
        average_price: Nullable(
          Whole(31240, 'Of `price` where it is known, in whole dollars; null when none is.'),
        ),
        average_age_days: Nullable(
          Type.Number({
            description:
              'Days since `in_stock_since` where it is known, by the calendar of the site; null when none is.',
            examples: [41.5],
          }),
        ),
        by_make: Type.Array(Type.Object({ make: Text('Honda'), count: Whole(84) })),
        by_body_style: Type.Array(Type.Object({ body_style: Text('SUV'), count: Whole(40) }), {
          description: 'A vehicle whose body style is unknown is in none.',
        }),
        by_price_band: Type.Array(
          Type.Object({
            from: Whole(20000, 'Prices from this on.'),
            to: Nullable(Whole(30000, 'Prices below this; null in the last band.')),
            count: Whole(25),
          }),
          { description: 'Always the same bands, ascending. A vehicle whose price is unknown is in none.' },
        ),
        last_feed_at: Nullable(
          Timestamp('When the last feed was read in; null when none was within the last 400 days.'),
        ),
      }),
    ),
  },
  async handle({ deps, caller }) {
    return ok(await readStockStats(deps, caller.siteId))
  },
})
