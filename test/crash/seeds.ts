// Rows that requests need to stand on, written straight into the tables: no worker runs here.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { research } from '#ideaclouds/research/index.ts'
import type { TestDatabase } from '../harness/database.ts'

/** A complete IdeaCloud of the site. @returns its id. */
export async function insertIdeacloud({ pool }: TestDatabase, siteId: string): Promise<string> {
  const found = research({ keyword: 'Honda CR-V winter tires', questionIdBase: 1_790_000_000_000, stock: [] })
  assert.ok(found.ok)
  const id = randomUUID()
  await pool.query(
    `INSERT INTO ideaclouds (id, site_id, keyword, status, title, synopsis, tags, research, created_at, updated_at)
     VALUES ($1, $2, 'Honda CR-V winter tires', 'complete', $3, $4, $5, $6, now(), now())`,
    [id, siteId, found.title, found.synopsis, found.tags, JSON.stringify(found)],
  )
  return id
}

/** A content that was written once. @returns its id. */
export async function insertContent(
  { pool }: TestDatabase,
  siteId: string,
  keyId: string,
  ideacloudId: string,
): Promise<string> {
  const id = randomUUID()
  const settings = { selectedQuestionIds: null, brandVoiceId: null, contentDepth: null, contentLength: null }
  await pool.query(
    `WITH c AS (INSERT INTO contents (id, site_id, ideacloud_id, article_type, title, status, settings, language,
        content_intent, run, api_key_id, api_creator_label, created_at, updated_at)
      VALUES ($1, $2, $3, 'basic', 'Winter tires', 'complete', $4, 'English', 'general', gen_random_uuid(),
        $5, 'test key', now(), now()))
     INSERT INTO content_components (id, content_id, type, status, content, created_at, updated_at)
      VALUES (gen_random_uuid(), $1, 'body', 'complete', 'Winter tires.', now(), now())`,
    [id, siteId, ideacloudId, { ...settings, autoCompliance: false, autoContentTools: false }, keyId],
  )
  return id
}

export async function insertVehicles(
  { pool }: TestDatabase,
  siteId: string,
  vins: readonly string[],
): Promise<void> {
  await pool.query(
    `INSERT INTO vehicles (site_id, vin, condition, year, make, model, status, content_hash, created_at, updated_at)
     SELECT $1, vin, 'new', 2026, 'Honda', 'CR-V', 'in_stock', '', now(), now() FROM unnest($2::text[]) vin`,
    [siteId, vins],
  )
}
