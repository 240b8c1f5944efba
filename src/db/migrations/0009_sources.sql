-- What a site hands in or names to be read, and what operators import for all sites.

CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE sources (
  id uuid PRIMARY KEY,
  -- Null: of the whole installation.
  site_id uuid REFERENCES sites ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('upload', 'web', 'epa')),
  title text NOT NULL,
  url text,
  media_type text,
  -- What was handed in, until it is read.
  content bytea,
  status text NOT NULL CHECK (status IN ('reading', 'ready', 'failed')),
  error text,
  fact_count integer NOT NULL DEFAULT 0,
  passage_count integer NOT NULL DEFAULT 0,
  retrieved_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
CREATE INDEX sources_site ON sources (site_id, created_at, id);

-- Prose of a source, in pieces that can be shown whole.
CREATE TABLE passages (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  source_id uuid NOT NULL REFERENCES sources ON DELETE CASCADE,
  place integer NOT NULL,
  -- Of a document with pages, from 1.
  page integer,
  -- In characters of the source's text (of the page's, where there are pages).
  start integer NOT NULL,
  heading text,
  text text NOT NULL,
  search tsvector NOT NULL GENERATED ALWAYS AS
    (setweight(to_tsvector('english', coalesce(heading, '')), 'A') || to_tsvector('english', text)) STORED,
  UNIQUE (source_id, place)
);
-- With the site in the index a search costs what the site has, not what all have.
CREATE INDEX passages_search ON passages USING gin (site_id, search);

-- The words of a site's passages, for those that a question spells otherwise. A word stays when its passages go.
CREATE TABLE passage_words (
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  word text NOT NULL,
  PRIMARY KEY (site_id, word)
);
CREATE INDEX passage_words_near ON passage_words USING gin (site_id, word gin_trgm_ops);

-- A fact of a document or page belongs to it; a fact of the whole installation has no site.
ALTER TABLE facts
  ALTER COLUMN site_id DROP NOT NULL,
  ADD COLUMN source_id uuid REFERENCES sources ON DELETE CASCADE,
  DROP CONSTRAINT facts_source_kind_check,
  ADD CONSTRAINT facts_source_kind_check
    CHECK (source_kind IN ('feed', 'vpic', 'site', 'upload', 'web', 'epa', 'pack')),
  DROP CONSTRAINT facts_site_id_subject_attribute_value_source_kind_key,
  ADD CONSTRAINT facts_said UNIQUE NULLS NOT DISTINCT (site_id, subject, attribute, value, source_kind, source_id);
CREATE INDEX facts_source ON facts (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX facts_shared ON facts (subject) WHERE site_id IS NULL;
