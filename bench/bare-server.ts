// The limit that the API is held against: node:http alone. POST commits the same rows in one
// data-modifying statement, over a pool of the same size, with the body parsed and hashed; GET is one select.

import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 })
const [siteId, ideacloudId, keyId] = process.argv.slice(2)

const insert = `WITH k AS (
  INSERT INTO idempotency_keys (site_id, key, fingerprint, status, body, created_at)
  VALUES ($1, $2, $3, 202, $4, $5) RETURNING 1
), c AS (
  INSERT INTO contents (id, site_id, ideacloud_id, article_type, title, status, settings, language, content_intent,
    run, stage, percent, api_key_id, api_creator_label, created_at, updated_at)
  VALUES ($6, $1, $7, 'basic', $8, 'generating', $9, 'English', 'general', $10, 'planning', 5, $11, 'bench', $5, $5)
), b AS (
  INSERT INTO content_components (id, content_id, type, status, created_at, updated_at)
  VALUES ($12, $6, 'body', 'generating', $5, $5)
), e AS (
  INSERT INTO events (id, site_id, type, data, created_at) VALUES ($13, $1, 'content.progress', $14, $5)
)
INSERT INTO pgboss.job (id, name, data, group_id, expire_seconds, deletion_seconds, keep_until, retry_limit, retry_delay,
  retry_backoff, policy, dead_letter, heartbeat_seconds)
VALUES ($15, 'content.generate', $16, $1::text, 900, 3600, now() + interval '30 days', 1000000, 0, false, 'standard',
  'dead_letters', 10)`

const settings = {
  selectedQuestionIds: null,
  brandVoiceId: null,
  contentDepth: null,
  contentLength: null,
  autoCompliance: false,
  autoContentTools: false,
}

async function create(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const body = Buffer.concat(parts)
  const { title } = JSON.parse(body.toString())
  const fingerprint = createHash('sha256').update(body).digest()
  const [id, run, now] = [randomUUID(), randomUUID(), new Date()]
  const answer = JSON.stringify({
    data: { id, status: 'generating', article_type: 'basic', title, created_at: now },
  })
  const event = {
    article_id: id,
    article_type: 'basic',
    component_type: 'body',
    stage: 'planning',
    message: 'x',
    progress_percent: 5,
  }
  const values = [
    siteId,
    request.headers['x-idempotency-key'],
    fingerprint,
    answer,
    now,
    id,
    ideacloudId,
    title,
    settings,
    run,
    keyId,
    randomUUID(),
    `evt_${randomUUID()}`,
    event,
    randomUUID(),
    { contentId: id, run },
  ]
  await pool.query({ name: 'create', text: insert, values })
  return answer
}

const select = `SELECT id, title, status, article_type, settings, language, word_count, created_at, updated_at FROM contents
  WHERE site_id = $1 AND id = $2`

async function read(id: string): Promise<string> {
  const { rows } = await pool.query({ name: 'read', text: select, values: [siteId, id] })
  return JSON.stringify({ data: rows[0] })
}

createServer(async (request, response) => {
  const post = request.method === 'POST'
  const text = post
    ? await create(request)
    : request.url === '/'
      ? '{}'
      : await read((request.url as string).slice(1))
  response.writeHead(post ? 202 : 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}).listen(Number(process.env.PORT), '127.0.0.1')

process.on('SIGTERM', () => process.exit(0))
