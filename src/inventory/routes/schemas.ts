import { Type } from 'typebox'
import type { Db } from '#db/index.ts'
import { Id, Noun, Nullable, OneOf, Text, Timestamp, Vin, Whole } from '#http/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { vehicleConditions } from '../vehicle.ts'

export type InventoryRouteDeps = { db: Db; clock: Clock; acceptedMessage: string; cursorSecret: Uint8Array }

export const vinParams = Type.Object({
  vin: Vin,
})

const text = (example: string) => Nullable(Text(example))
const whole = (example: number) => Nullable(Whole(example))

export const VehicleItem = Noun('VehicleItem', {
  vin: Text('1HGBH41JXMN109186'),
  stock_number: text('H1001'),
  year: Whole(2026),
  make: Text('Honda'),
  model: Text('Civic'),
  trim: text('EX'),
  condition: OneOf(vehicleConditions),
  vehicle_type: OneOf(['New', 'Used']),
  certified: Type.Boolean(),
  price: whole(28500),
  msrp: whole(29000),
  sale_price: whole(28500),
  mileage: whole(12),
  exterior_color: text('Crystal Black Pearl'),
  interior_color: text('Black'),
  body_style: text('Sedan'),
  engine: text('2.0L I4'),
  cylinders: whole(4),
  transmission: text('CVT'),
  drivetrain: text('FWD'),
  fuel_type: text('Gasoline'),
  doors: whole(4),
  city_mpg: whole(31),
  highway_mpg: whole(39),
  battery_range: Nullable(Whole(319, 'Miles.')),
  in_stock_since: Nullable(Type.String({ format: 'date', examples: ['2026-01-15'] })),
  status: OneOf(['in_stock', 'sold']),
  url: text('https://www.example.com/inventory/civic'),
  image_url: text('https://cdn.example.com/civic.jpg'),
  has_description: Type.Boolean(),
  description_status: OneOf(['not_generated', 'generating', 'complete', 'failed']),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

export const VehicleDetail = Noun('Vehicle', {
  ...VehicleItem.properties,
  images: Type.Array(Text('https://cdn.example.com/civic.jpg')),
  options: Type.Array(Text('All-season floor mats')),
  features: Type.Array(Text('Apple CarPlay')),
  dealer_comments: text('One of two in this color.'),
  ai_description: Nullable(Text('This 2026 Honda Civic EX has a 2.0-liter engine.', 'Markdown.')),
})

export const StartedDescription = Type.Object({
  vin: Text('1HGBH41JXMN109186'),
  status: Type.Literal('generating'),
  component_id: Id(),
})
