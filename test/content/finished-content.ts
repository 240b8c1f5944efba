import { randomUUID } from 'node:crypto'
import type { TestDatabase } from '../harness/database.ts'

export type Finished = {
  title?: string
  markdown?: string
  language?: string
  status?: 'complete' | 'generating' | 'failed' | 'awaiting_input'
  ideacloudId?: string
  wordCount?: number
}

/** A content as its writing leaves it; only a complete one has a body. @returns its id. */
export async function insertFinished(
  { pool }: TestDatabase,
  siteId: string,
  {
    title = 'A title',
    markdown = '## A heading\n\nSome text.\n',
    language = 'English',
    ...more
  }: Finished = {},
): Promise<string> {
  const { status = 'complete', ideacloudId = null, wordCount = 4 } = more
  const id = randomUUID()
  const body = status === 'complete' ? markdown : null
  await pool.query(
    `INSERT INTO contents (id, site_id, ideacloud_id, article_type, title, status, settings, language, content_intent,
       word_count, api_key_id, api_creator_label, created_at, updated_at)
     VALUES ($1, $2, $3, 'basic', $4, $5, '{}', $6, 'general', $7, $1, 'test', now(), now())`,
    [id, siteId, ideacloudId, title, status, language, body === null ? null : wordCount],
  )
  await pool.query(
    `INSERT INTO content_components (id, content_id, type, status, content, created_at, updated_at)
     VALUES (gen_random_uuid(), $1, 'body', $2, $3, now(), now())`,
    [id, status, body],
  )
  if (body !== null) {
    await pool.query(
      `INSERT INTO content_versions (content_id, version, title, content, word_count, claims, created_at)
       VALUES ($1, 1, $2, $3, $4, '{}', now())`,
      [id, title, body, wordCount],
    )
  }
  return id
}

/** What a content tool would have made of it. */
export async function insertComponent(
  { pool }: TestDatabase,
  contentId: string,
  type: string,
  content: string,
): Promise<void> {
  await pool.query(
    `INSERT INTO content_components (id, content_id, type, status, content, created_at, updated_at)
     VALUES (gen_random_uuid(), $1, $2, 'complete', $3, now(), now())`,
    [contentId, type, content],
  )
}

export type AuditEntry = {
  actor: string
  key_id: string | null
  key_label: string | null
  action: string
  noun: string
  details: Record<string, { from: unknown; to: unknown }>
  request_id: string | null
}

/** What the audit log says of a thing, oldest first. */
export async function auditOf({ pool }: TestDatabase, nounId: string): Promise<AuditEntry[]> {
  const { rows } = await pool.query(
    `SELECT actor, key_id, key_label, action, noun, details, request_id FROM audit_log WHERE noun_id = $1
     ORDER BY id`,
    [nounId],
  )
  return rows
}
