-- What the texts say of the ledger, so that a change of the ledger finds them at once (src/knowledge/stated-store.ts).

CREATE TABLE stated_facts (
  -- A content or a vehicle's description.
  text_id uuid NOT NULL,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  subject text NOT NULL,
  attribute text NOT NULL,
  value jsonb NOT NULL,
  -- The text's claims, by number, that it carries.
  claims integer[] NOT NULL,
  -- Why it no longer carries them; null while it does.
  gone text CHECK (gone IN ('changed', 'sold')),
  PRIMARY KEY (text_id, subject, attribute, value)
);
CREATE INDEX stated_facts_subject ON stated_facts (site_id, subject);

-- What was counted under each name, so that it can be counted again.
CREATE TABLE counted_stock (
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  subject text NOT NULL,
  year integer,
  make text,
  model text,
  trim text,
  -- The newest change of the site's vehicles that the count has seen.
  seen_at timestamptz(3),
  PRIMARY KEY (site_id, subject)
);

-- Since when a text says what no fact carries any more; null while all of it is carried.
ALTER TABLE vehicle_descriptions ADD COLUMN stale_since timestamptz(3), ADD COLUMN facts_hash bytea;
CREATE INDEX vehicle_descriptions_stale ON vehicle_descriptions (site_id, vin) WHERE stale_since IS NOT NULL;
ALTER TABLE content_versions ADD COLUMN facts_hash bytea;
ALTER TABLE contents ADD COLUMN stale_since timestamptz(3);
CREATE INDEX contents_stale ON contents (site_id, created_at DESC, id DESC) WHERE stale_since IS NOT NULL;

-- The total of those that are stale is kept as the other totals are.
CREATE OR REPLACE FUNCTION content_facets(c contents) RETURNS jsonb STABLE LANGUAGE sql AS $$
  SELECT jsonb_build_object('status', c.status, 'article_type', c.article_type, 'content_intent', c.content_intent,
    'category_id', c.category_id, 'posting_status', c.posting_status, 'stale', c.stale_since IS NOT NULL)
$$;
UPDATE list_counts SET facets = facets || '{"stale": false}' WHERE list = 'content';
DROP TRIGGER contents_recounted ON contents;
CREATE TRIGGER contents_recounted
  AFTER UPDATE OF status, article_type, content_intent, category_id, posting_status, stale_since ON contents FOR EACH ROW
  WHEN ((OLD.status, OLD.article_type, OLD.content_intent, OLD.category_id, OLD.posting_status, OLD.stale_since IS NULL)
    IS DISTINCT FROM
    (NEW.status, NEW.article_type, NEW.content_intent, NEW.category_id, NEW.posting_status, NEW.stale_since IS NULL))
  EXECUTE FUNCTION count_content();
