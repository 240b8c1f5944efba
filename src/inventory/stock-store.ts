import { sql } from 'kysely'
import type { Db } from '#db/index.ts'

/** What tells one state of a site's inventory from another. */
export type StockVersion = { text: string; changedAt: Date }

/**
 * Changes with every change of the site's row, its vehicles (sold ones too) and their descriptions. Times are summed,
 * not only compared: what commits late brings a time before the last one.
 */
export async function findStockVersion(db: Db, siteId: string): Promise<StockVersion | undefined> {
  const { rows } = await sql<StockVersion>`
    SELECT
      concat_ws('-', extract(epoch FROM s.updated_at), v.count, v.times, d.count, d.times) AS text,
      greatest(s.updated_at, v.last, d.last) AS "changedAt"
    FROM sites s,
      (SELECT count(*), sum(extract(epoch FROM updated_at)) AS times, max(updated_at) AS last
        FROM vehicles WHERE site_id = ${siteId}) v,
      (SELECT count(*), sum(extract(epoch FROM updated_at)) AS times, max(updated_at) AS last
        FROM vehicle_descriptions WHERE site_id = ${siteId}) d
    WHERE s.id = ${siteId}`.execute(db)
  return rows[0]
}

type Counted<Name extends string> = (Record<Name, string> & { count: number })[]

/** What is in stock. Prices are in dollars. */
export type StockStats = {
  total: number
  new: number
  /** With the certified ones, as the list's filter has it. */
  used: number
  certified: number
  withDescription: number
  averagePrice: number | null
  /** By the site's own calendar, of those whose day is known. */
  averageAgeDays: number | null
  byMake: Counted<'make'>
  byBodyStyle: Counted<'body_style'>
  /** Band 0 is below the first of the bounds, band 1 from there on; bands without a vehicle are left out. */
  byBand: { band: number; count: number }[]
}

/** @param bounds of the price bands, ascending. */
export async function findStockStats(
  db: Db,
  siteId: string,
  bounds: readonly number[],
  now: Date,
): Promise<StockStats> {
  const { rows } = await sql<StockStats>`
    WITH stock AS (
      SELECT v.condition, v.make, v.body_style, v.price, d.description IS NOT NULL AS described,
        CASE WHEN v.in_stock_since IS NOT NULL
          THEN greatest((${now}::timestamptz AT TIME ZONE s.timezone)::date - v.in_stock_since, 0) END AS age,
        width_bucket(v.price, ${[...bounds]}::int[]) AS band
      FROM vehicles v
      JOIN sites s ON s.id = v.site_id
      LEFT JOIN vehicle_descriptions d ON d.site_id = v.site_id AND d.vin = v.vin
      WHERE v.site_id = ${siteId} AND v.status = 'in_stock'
    ),
    makes AS (SELECT make, count(*)::int AS count FROM stock GROUP BY make),
    styles AS (SELECT body_style, count(*)::int AS count FROM stock WHERE body_style IS NOT NULL GROUP BY body_style),
    bands AS (SELECT band, count(*)::int AS count FROM stock WHERE band IS NOT NULL GROUP BY band)
    SELECT
      count(*)::int AS total,
      count(*) FILTER (WHERE condition = 'new')::int AS new,
      count(*) FILTER (WHERE condition IN ('used', 'certified'))::int AS used,
      count(*) FILTER (WHERE condition = 'certified')::int AS certified,
      count(*) FILTER (WHERE described)::int AS "withDescription",
      round(avg(price))::int AS "averagePrice",
      round(avg(age), 1)::float8 AS "averageAgeDays",
      (SELECT coalesce(json_agg(makes ORDER BY count DESC, make), '[]') FROM makes) AS "byMake",
      (SELECT coalesce(json_agg(styles ORDER BY count DESC, body_style), '[]') FROM styles) AS "byBodyStyle",
      (SELECT coalesce(json_agg(bands), '[]') FROM bands) AS "byBand"
    FROM stock`.execute(db)
  return rows[0] as StockStats
}
