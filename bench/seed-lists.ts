// A site with long lists, as the pages of lists are measured on it, and twenty small ones beside it. Statuses, types
// and intents come in unequal shares, so that some filters fit nearly all and some a few.

import { foldCounts } from '#db/index.ts'
import type { Stage } from './stage.ts'

const sizes = { contents: 100_000, ideaclouds: 20_000, vehicles: 5000, events: 100_000, deliveries: 100_000 }
const neighbours = 20
/** A neighbour's lists are so much shorter. */
const share = 50

/** @returns the webhook whose deliveries they are, a category and an IdeaCloud of the site. */
export async function seedLists(
  stage: Stage,
): Promise<{ webhookId: string; categoryId: string; ideacloudId: string }> {
  const { pool } = stage.database
  await pool.query(
    `INSERT INTO sites (id, name, domain, city, state, zip, timezone, created_at, updated_at)
     SELECT gen_random_uuid(), 'Neighbour ' || i, 'www.example.com', 'Duluth', 'MN', '55802', 'America/Chicago', now(), now()
     FROM generate_series(1, $1::int) i`,
    [neighbours],
  )
  for (const text of texts) await pool.query(text.replaceAll('$site', `'${stage.siteId}'`))
  await foldCounts(stage.database.db)
  await pool.query('UPDATE event_log_end SET place = (SELECT max(place) FROM events)')
  for (const table of [...tables, 'list_counts']) await pool.query(`VACUUM ANALYZE ${table}`)
  // Else the first pages are measured while the disk takes all of this.
  await pool.query('CHECKPOINT')
  const { rows } = await pool.query(
    `SELECT w.id AS "webhookId", i.category_id AS "categoryId", i.id AS "ideacloudId" FROM webhooks w
     JOIN ideaclouds i ON i.site_id = w.site_id AND i.category_id IS NOT NULL AND i.status = 'complete'
     WHERE w.site_id = $1 LIMIT 1`,
    [stage.siteId],
  )
  return rows[0]
}

const tables = [
  'contents',
  'ideaclouds',
  'vehicles',
  'vehicle_descriptions',
  'events',
  'webhook_deliveries',
  'webhook_undelivered',
]

/** So many of the main site, and their share of each of the others. */
const many = (size: number) =>
  `generate_series(1, CASE WHEN s.id = $site THEN ${size} ELSE ${size / share} END) AS i`

const texts = [
  `INSERT INTO categories (id, site_id, name, slug, created_at)
   SELECT gen_random_uuid(), s.id, 'Category ' || i, 'category-' || i, now() FROM sites s, generate_series(1, 12) i`,

  `INSERT INTO webhooks (id, site_id, url, events, secret, activated_at, created_at, updated_at)
   SELECT gen_random_uuid(), id, 'https://www.example.com/hook', '{content.completed}', '', now(), now(), now() FROM sites`,

  `INSERT INTO ideaclouds (id, site_id, category_id, keyword, status, title, synopsis, tags, research, created_at, updated_at)
   SELECT uuidv7(-i * interval '1 minute'), s.id, CASE WHEN i % 3 = 0 THEN k.ids[1 + i / 3 % 12] END,
     concat_ws(' ', 2020 + i % 8, (ARRAY['Honda', 'Toyota', 'Ford', 'Kia', 'Mazda'])[1 + i % 5],
       (ARRAY['CR-V', 'Civic', 'Escape', 'Camry', 'Sportage', 'Pilot', 'Odyssey'])[1 + i % 7],
       (ARRAY['lease deals', 'towing capacity', 'vs RAV4', 'near me'])[1 + i / 35 % 4]),
     x.status, 'A title ' || i, repeat('A synopsis. ', 12), '{suv,hybrid,family}',
     CASE x.status WHEN 'complete' THEN jsonb_build_object('questions', repeat(md5(i::text), 60)) END,
     now() - i * interval '1 minute', now()
   FROM sites s JOIN (SELECT site_id, array_agg(id) AS ids FROM categories GROUP BY site_id) k ON k.site_id = s.id,
     ${many(sizes.ideaclouds)},
     LATERAL (SELECT CASE i % 1000 WHEN 1 THEN 'failed' WHEN 2 THEN 'researching' ELSE 'complete' END AS status) x
   WHERE s.id IN (SELECT site_id FROM categories) ORDER BY i DESC`,

  `INSERT INTO contents (id, site_id, ideacloud_id, category_id, article_type, title, status, settings, language,
     content_intent, posting_status, slug, publish_at, run, word_count, claims_supported, claims_removed, api_key_id,
     api_creator_label, created_at, updated_at)
   SELECT uuidv7(-i * interval '10 seconds'), s.id, c.id, c.category_id,
     (ARRAY['basic', 'basic', 'basic', 'basic', 'qa', 'qa', 'expert', 'expert', 'modellanding', 'comparison',
       'enhancedcontent'])[1 + i * 31 % 11], 'A title of an article ' || i,
     CASE WHEN i % 5000 = 1 THEN 'failed' WHEN i % 2000 = 2 THEN 'generating' WHEN i % 1000 = 3 THEN 'awaiting_input'
       ELSE 'complete' END,
     '{"selectedQuestionIds":null,"brandVoiceId":null,"contentDepth":"concise","contentLength":null,"autoCompliance":false,"autoContentTools":false}',
     'English', CASE WHEN i % 20000 = 7 THEN 'variable' WHEN i % 6 = 0 THEN 'fixed_ops' ELSE 'general' END,
     p.posting, CASE WHEN p.posting <> 'draft' THEN 'slug-' || i END, CASE WHEN p.posting <> 'draft' THEN now() END,
     gen_random_uuid(), 900, 40, 2, gen_random_uuid(), 'bench', now() - i * interval '10 seconds', now()
   FROM sites s JOIN (SELECT site_id, array_agg(id ORDER BY id) AS ids FROM ideaclouds WHERE status = 'complete' GROUP BY site_id) k
     ON k.site_id = s.id, ${many(sizes.contents)}
     JOIN LATERAL (SELECT id, category_id FROM ideaclouds WHERE id = k.ids[1 + i * 7 % cardinality(k.ids)]) c ON true,
     LATERAL (SELECT CASE WHEN i % 10 < 3 THEN 'draft' WHEN i % 3000 = 9 THEN 'scheduled' ELSE 'published' END AS posting) p
   ORDER BY i DESC`,

  `INSERT INTO vehicles (site_id, vin, stock_number, condition, year, make, model, trim, body_style, engine, price,
     features, dealer_comments, images, status, content_hash, created_at, updated_at)
   SELECT s.id, lpad(i::text, 17, 'S'), 'S' || i, (ARRAY['new', 'new', 'used', 'used', 'certified'])[1 + i % 5],
     2015 + i % 12, (ARRAY['Honda', 'Toyota', 'Ford', 'Kia', 'Mazda'])[1 + i % 5],
     (ARRAY['CR-V', 'Civic', 'Escape', 'Camry', 'Sportage', 'Pilot', 'Odyssey'])[1 + i % 7], 'EX-L', 'SUV', '1.5L I4',
     20000 + i, '{"heated seats","power liftgate","sunroof","apple carplay","blind spot monitor","lane assist"}',
     repeat('A comment. ', 20), ARRAY['https://www.example.com/' || i || '.jpg'],
     CASE WHEN i % 10 = 0 THEN 'sold' ELSE 'in_stock' END, '', now() - i * interval '1 minute', now()
   FROM sites s, ${many(sizes.vehicles)} ORDER BY i DESC`,

  `INSERT INTO vehicle_descriptions (id, site_id, vin, status, run, description, word_count, claims_supported, claims_removed,
     generated_at, created_at, updated_at)
   SELECT gen_random_uuid(), site_id, vin, 'complete', gen_random_uuid(), repeat('A sentence of a description. ', 30), 180, 15,
     0, now(), now(), now() FROM vehicles WHERE price % 5 <> 0 ON CONFLICT DO NOTHING`,

  `INSERT INTO events (id, site_id, type, data, created_at, place, logged_at)
   SELECT 'evt_' || s.nth || '_' || lpad(i::text, 9, '0'), s.id, CASE WHEN i % 10000 = 5 THEN 'webhook.disabled'
       WHEN i % 10 = 0 THEN 'content.completed' WHEN i % 25 = 1 THEN 'inventory.description.completed' ELSE 'content.progress' END,
     json_build_object('article_id', gen_random_uuid(), 'article_type', 'basic', 'component_type', 'body', 'stage', 'writing',
       'message', 'Writing the sections', 'progress_percent', 45), now() - i * interval '20 seconds',
     (SELECT place FROM event_log_end) + row_number() OVER (ORDER BY i DESC, s.nth), now() - i * interval '20 seconds'
   FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM sites) s, ${many(sizes.events)} ORDER BY i DESC`,

  `INSERT INTO webhook_deliveries (id, webhook_id, event_id, event_type, attempt, response_status, duration_ms, created_at,
     delivered_at)
   SELECT gen_random_uuid(), w.id, e.id, e.type, 1, 200, 12, e.created_at,
     CASE WHEN e.place % 9000 <> 1 AND e.place % 50 <> 1 THEN e.created_at END
   FROM webhooks w JOIN events e ON e.site_id = w.site_id ORDER BY e.place`,

  `INSERT INTO webhook_undelivered (delivery_id, webhook_id, event_id, activation, status, attempt, created_at)
   SELECT d.id, d.webhook_id, d.event_id, 1, CASE WHEN e.place % 9000 = 1 THEN 'exhausted' ELSE 'failed' END, 1, d.created_at
   FROM webhook_deliveries d JOIN events e ON e.id = d.event_id WHERE e.place % 9000 = 1 OR e.place % 50 = 1`,
]
