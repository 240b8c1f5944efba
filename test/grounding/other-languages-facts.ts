import type { Fact } from '#facts/index.ts'

const source = {
  kind: 'feed',
  title: 'Inventory feed',
  url: null,
  retrievedAt: '2026-11-29T10:00:00Z',
} as const

let count = 0
const fact = (subject: string, attribute: string, value: Fact['value'], unit: string | null = null): Fact => {
  count += 1
  return { id: `f-${count}`, subject, attribute, value, unit, source }
}

const accord = 'vehicle:1HGCV1F34NA000001'
const civic = 'vehicle:2HGFE2F50RH000002'
const site = 'site:11111111-1111-7111-8111-111111111111'

/** A dealership with an Accord EX-L and a Civic Sport. */
export const facts: readonly Fact[] = [
  fact(site, 'site_name', 'Harbor Honda'),
  fact(site, 'site_city', 'Huntington'),
  fact(site, 'site_state', 'NY'),
  fact(site, 'site_phone', '(631) 555-0142'),
  fact('stock:Honda', 'stock_count', 12),
  fact(accord, 'vin', '1HGCV1F34NA000001'),
  fact(accord, 'year', 2022),
  fact(accord, 'make', 'Honda'),
  fact(accord, 'model', 'Accord'),
  fact(accord, 'trim', 'EX-L'),
  fact(accord, 'price', 28_995, 'USD'),
  fact(accord, 'mileage', 11_200, 'mi'),
  fact(accord, 'city_mpg', 29, 'mpg'),
  fact(accord, 'highway_mpg', 37, 'mpg'),
  fact(accord, 'horsepower', 192, 'hp'),
  fact(accord, 'displacement_l', 1.5, 'L'),
  fact(accord, 'seats', 5),
  fact(accord, 'feature', '18-inch alloy wheels'),
  fact(civic, 'vin', '2HGFE2F50RH000002'),
  fact(civic, 'year', 2024),
  fact(civic, 'make', 'Honda'),
  fact(civic, 'model', 'Civic'),
  fact(civic, 'trim', 'Sport'),
  fact(civic, 'price', 24_500, 'USD'),
  fact(civic, 'horsepower', 158, 'hp'),
  fact(civic, 'doors', 4),
]
