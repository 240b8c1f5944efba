import { Type } from 'typebox'
import type { Db } from '#db/index.ts'
import { Nullable, OneOf, Timestamp } from '#http/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { vehicleConditions } from '../vehicle.ts'

export type InventoryRouteDeps = { db: Db; clock: Clock; acceptedMessage: string; cursorSecret: Uint8Array }

export const vinParams = Type.Object({
  vin: Type.String({
    pattern: '^[A-HJ-NPR-Za-hj-npr-z0-9]{11,17}$',
    'x-says': 'must be a VIN: 11 to 17 letters and digits, without I, O and Q',
    'x-case': 'upper',
    description: '11-17 characters of A-Z and 0-9 without I, O and Q, in any case.',
  }),
})

const text = () => Nullable(Type.String())
const whole = () => Nullable(Type.Integer())

export const VehicleItem = Type.Object({
  vin: Type.String(),
  stock_number: text(),
  year: Type.Integer(),
  make: Type.String(),
  model: Type.String(),
  trim: text(),
  condition: OneOf(vehicleConditions),
  vehicle_type: OneOf(['New', 'Used']),
  certified: Type.Boolean(),
  price: whole(),
  msrp: whole(),
  sale_price: whole(),
  mileage: whole(),
  exterior_color: text(),
  interior_color: text(),
  body_style: text(),
  engine: text(),
  cylinders: whole(),
  transmission: text(),
  drivetrain: text(),
  fuel_type: text(),
  doors: whole(),
  city_mpg: whole(),
  highway_mpg: whole(),
  battery_range: Nullable(Type.Integer({ description: 'Miles.' })),
  in_stock_since: Nullable(Type.String({ format: 'date' })),
  status: OneOf(['in_stock', 'sold']),
  url: text(),
  image_url: text(),
  has_description: Type.Boolean(),
  description_status: OneOf(['not_generated', 'generating', 'complete', 'failed']),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

export const VehicleDetail = Type.Object({
  ...VehicleItem.properties,
  images: Type.Array(Type.String()),
  options: Type.Array(Type.String()),
  features: Type.Array(Type.String()),
  dealer_comments: text(),
  ai_description: Nullable(Type.String({ description: 'Markdown.' })),
})

export const StartedDescription = Type.Object({
  vin: Type.String(),
  status: Type.Literal('generating'),
  component_id: Type.String(),
})
