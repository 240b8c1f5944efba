import { type Insertable, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Tables } from '#db/index.ts'
import type { Vehicle } from './vehicle.ts'

export type VehicleStatus = 'in_stock' | 'sold'

/** A vehicle as it stands in the inventory, with the state of its description. */
export type StoredVehicle = Vehicle & {
  status: VehicleStatus
  createdAt: Date
  updatedAt: Date
  description: string | null
  descriptionStatus: 'not_generated' | 'generating' | 'complete' | 'failed'
}

export type VehicleFilter = { make?: string; model?: string; year?: number; condition?: 'new' | 'used' }

// Column by field of Vehicle; the rest of the file reads and writes by this one list.
const columnOf = {
  vin: 'vin',
  stockNumber: 'stock_number',
  condition: 'condition',
  year: 'year',
  make: 'make',
  model: 'model',
  trim: 'trim',
  bodyStyle: 'body_style',
  exteriorColor: 'exterior_color',
  interiorColor: 'interior_color',
  engine: 'engine',
  cylinders: 'cylinders',
  displacementL: 'displacement_l',
  transmission: 'transmission',
  drivetrain: 'drivetrain',
  fuelType: 'fuel_type',
  doors: 'doors',
  seats: 'seats',
  mileage: 'mileage',
  price: 'price',
  msrp: 'msrp',
  salePrice: 'sale_price',
  cityMpg: 'city_mpg',
  highwayMpg: 'highway_mpg',
  batteryRange: 'battery_range',
  options: 'options',
  features: 'features',
  dealerComments: 'dealer_comments',
  images: 'images',
  url: 'url',
} as const satisfies Partial<Record<keyof Vehicle, string>>

const fields = Object.keys(columnOf) as (keyof typeof columnOf)[]
const columns = fields.map((field) => columnOf[field])

export type VehicleWrite = { vehicle: Vehicle; status: VehicleStatus; hash: Buffer }
export type WriteOutcome = 'added' | 'changed' | 'unchanged'

/** Adds or updates the vehicles by VIN; a row whose hash is the stored one stays as it is. @returns the outcome by VIN. */
export async function upsertVehicles(
  db: Db,
  siteId: string,
  writes: readonly VehicleWrite[],
  now: Date,
): Promise<Map<string, WriteOutcome>> {
  const outcome = new Map<string, WriteOutcome>(writes.map(({ vehicle }) => [vehicle.vin, 'unchanged']))
  if (writes.length === 0) return outcome
  // In one order, so that two imports at once never wait for each other in a circle.
  const sorted = [...writes].sort((a, b) => (a.vehicle.vin < b.vehicle.vin ? -1 : 1))
  const rows = sorted.map(({ vehicle, status, hash }) => ({
    ...Object.fromEntries(fields.map((field) => [columnOf[field], vehicle[field]])),
    site_id: siteId,
    in_stock_since: vehicle.inStockSince,
    status,
    content_hash: hash,
    created_at: now,
    updated_at: now,
  })) as unknown as Insertable<Tables['vehicles']>[]
  const changed = await db
    .insertInto('vehicles')
    .values(rows)
    .onConflict((oc) =>
      oc
        .columns(['site_id', 'vin'])
        .doUpdateSet((eb) => {
          const set: Record<string, unknown> = {}
          for (const column of [...columns, 'in_stock_since', 'status', 'content_hash', 'updated_at']) {
            if (column !== 'vin') set[column] = eb.ref(`excluded.${column}` as never)
          }
          return set
        })
        .where((eb) => eb('vehicles.content_hash', '<>', eb.ref('excluded.content_hash'))),
    )
    .returning(['vin', sql<boolean>`xmax = 0`.as('inserted')])
    .execute()
  for (const row of changed) outcome.set(row.vin, row.inserted ? 'added' : 'changed')
  return outcome
}

/** @param behindVin where the VINs that are asked for begin. */
function selectColumns(db: Db, siteId: string, behindVin?: string) {
  return db
    .selectFrom('vehicles as v')
    .leftJoin('vehicle_descriptions as d', (join) => {
      const own = join.onRef('d.site_id', '=', 'v.site_id').onRef('d.vin', '=', 'v.vin')
      // A merge join reads all descriptions before the page otherwise: 26 ms instead of 1 in the middle of 50,000.
      return behindVin === undefined ? own : own.on('d.vin', '>', behindVin)
    })
    .where('v.site_id', '=', siteId)
    .select([
      ...columns.map((column) => `v.${column}` as const),
      sql<string | null>`to_char(v.in_stock_since, 'YYYY-MM-DD')`.as('in_stock_since'),
      'v.status',
      'v.created_at',
      'v.updated_at',
      'd.description',
      'd.status as description_status',
    ])
}

type SelectedRow = Awaited<ReturnType<ReturnType<typeof selectColumns>['execute']>>[number]

export async function findVehicle(db: Db, siteId: string, vin: string): Promise<StoredVehicle | undefined> {
  const row = await selectColumns(db, siteId).where('v.vin', '=', vin).executeTakeFirst()
  return row && storedOf(row)
}

/** Which of the VINs are vehicles of the site. */
export async function findVins(db: Db, siteId: string, vins: readonly string[]): Promise<Set<string>> {
  if (vins.length === 0) return new Set()
  const rows = await db
    .selectFrom('vehicles')
    .select('vin')
    .where('site_id', '=', siteId)
    .where('vin', 'in', [...vins])
    .execute()
  return new Set(rows.map((row) => row.vin))
}

/** Which of the VINs are vehicles of the site that are sold. */
export async function listSold(db: Db, siteId: string, vins: readonly string[]): Promise<string[]> {
  if (vins.length === 0) return []
  const rows = await db
    .selectFrom('vehicles')
    .select('vin')
    .where('site_id', '=', siteId)
    .where('vin', 'in', [...vins])
    .where('status', '=', 'sold')
    .execute()
  return rows.map((row) => row.vin)
}

/**
 * In stock, newest first; one row more than `limit` when there are more. They are found in the index of the newest,
 * which has what they are filtered by; only rows of the page are read.
 */
export async function listVehicles(
  db: Db,
  siteId: string,
  options: { filter: VehicleFilter; limit: number; after?: { at: string; id: string } },
): Promise<StoredVehicle[]> {
  const { filter, limit, after } = options
  let page = db
    .selectFrom('vehicles as f')
    .select('f.vin')
    .where('f.site_id', '=', siteId)
    .where(matches(filter))
    .orderBy('f.created_at', 'desc')
    .orderBy('f.vin', 'desc')
    .limit(limit + 1)
  if (after) page = page.where(sql<boolean>`(f.created_at, f.vin) < (${after.at}::timestamptz, ${after.id})`)
  const rows = await selectColumns(db, siteId)
    .innerJoin(page.as('p'), 'p.vin', 'v.vin')
    .orderBy('v.created_at', 'desc')
    .orderBy('v.vin', 'desc')
    .execute()
  return rows.map(storedOf)
}

/** In stock, by VIN, from behind `after` on. */
export async function listStockByVin(
  db: Db,
  siteId: string,
  options: { after: string; limit: number },
): Promise<StoredVehicle[]> {
  const rows = await selectColumns(db, siteId, options.after)
    .where('v.status', '=', 'in_stock')
    .where('v.vin', '>', options.after)
    .orderBy('v.vin')
    .limit(options.limit)
    .execute()
  return rows.map(storedOf)
}

export async function countVehicles(db: Db, siteId: string, filter: VehicleFilter): Promise<number> {
  const row = await db
    .selectFrom('vehicles as f')
    .where('f.site_id', '=', siteId)
    .where(matches(filter))
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return row.total
}

function matches(filter: VehicleFilter): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`f.status = 'in_stock'`]
  if (filter.make) conditions.push(sql`f.make ILIKE ${partial(filter.make)}`)
  if (filter.model) conditions.push(sql`f.model ILIKE ${partial(filter.model)}`)
  if (filter.year !== undefined) conditions.push(sql`f.year = ${filter.year}`)
  if (filter.condition === 'new') conditions.push(sql`f.condition = 'new'`)
  if (filter.condition === 'used') conditions.push(sql`f.condition IN ('used', 'certified')`)
  return sql.join(conditions, sql` AND `)
}

function partial(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

const countedFields = [
  'vin',
  'condition',
  'year',
  'make',
  'model',
  'trim',
  'bodyStyle',
  'exteriorColor',
  'interiorColor',
  'engine',
  'transmission',
  'drivetrain',
  'fuelType',
  'seats',
  'doors',
  'cityMpg',
  'highwayMpg',
  'batteryRange',
  'features',
  'price',
  'mileage',
] as const satisfies (keyof typeof columnOf)[]

/** What is counted of a vehicle in stock. */
export type CountedVehicle = Pick<Vehicle, (typeof countedFields)[number]>

/** Every vehicle in stock that fits what a keyword names, newest first; exact names in any case. */
export async function listStock(
  db: Db,
  siteId: string,
  match: { year: number | null; make: string | null; model: string | null; trim: string | null },
): Promise<CountedVehicle[]> {
  let query = db
    .selectFrom('vehicles as v')
    .select(countedFields.map((field) => `v.${columnOf[field]} as ${field}` as const))
    .where('v.site_id', '=', siteId)
    .where('v.status', '=', 'in_stock')
  if (match.make) query = query.where(sql`lower(v.make)`, '=', match.make.toLowerCase())
  if (match.model) query = query.where(sql`lower(v.model)`, '=', match.model.toLowerCase())
  if (match.year) query = query.where('v.year', '=', match.year)
  if (match.trim) query = query.where(sql`lower(v.trim)`, '=', match.trim.toLowerCase())
  const rows = await query.orderBy('v.created_at', 'desc').orderBy('v.vin').execute()
  return rows as unknown as CountedVehicle[]
}

export type StockModel = {
  year: number
  make: string
  model: string
  trim: string | null
  fuelType: string | null
  bodyStyle: string | null
  count: number
}

/** What is in stock by model year, make, model, trim, fuel and body. */
export async function listStockModels(db: Db, siteId: string): Promise<StockModel[]> {
  return await db
    .selectFrom('vehicles')
    .select([
      'year',
      'make',
      'model',
      'trim',
      'fuel_type as fuelType',
      'body_style as bodyStyle',
      sql<number>`count(*)::int`.as('count'),
    ])
    .where('site_id', '=', siteId)
    .where('status', '=', 'in_stock')
    .groupBy(['year', 'make', 'model', 'trim', 'fuel_type', 'body_style'])
    .execute()
}

export async function countInStock(db: Db, siteId: string): Promise<number> {
  return await countVehicles(db, siteId, {})
}

function storedOf(row: SelectedRow): StoredVehicle {
  const vehicle = Object.fromEntries(
    fields.map((field) => [field, row[columnOf[field]]]),
  ) as unknown as Vehicle
  return {
    ...vehicle,
    inStockSince: row.in_stock_since,
    status: row.status as VehicleStatus,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    description: row.description,
    descriptionStatus: (row.description_status ?? 'not_generated') as StoredVehicle['descriptionStatus'],
  }
}
