-- Sites and who may act for them

CREATE TABLE sites (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  vertical text NOT NULL DEFAULT 'automotive',
  domain text NOT NULL,
  platform text,
  oem text,
  oems text[] NOT NULL DEFAULT '{}',
  phone text,
  address text,
  city text NOT NULL,
  state text NOT NULL,
  zip text NOT NULL,
  timezone text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);

CREATE TABLE api_keys (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  name text NOT NULL,
  prefix text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  per_minute integer NOT NULL CHECK (per_minute BETWEEN 10 AND 500),
  per_day integer NOT NULL CHECK (per_day BETWEEN 1 AND 100000),
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX api_keys_site ON api_keys (site_id);

-- Every change of a key is told to all processes, whoever makes it.
CREATE FUNCTION notify_api_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('forecourt_api_key', encode(coalesce(NEW.hash, OLD.hash), 'hex'));
  RETURN NULL;
END $$;
CREATE TRIGGER api_keys_changed AFTER UPDATE OR DELETE ON api_keys FOR EACH ROW EXECUTE FUNCTION notify_api_key();

-- Requests of a minute that a process has reserved or used; what keeps the day's limit over a restart.
CREATE TABLE rate_minutes (
  key_id uuid NOT NULL REFERENCES api_keys ON DELETE CASCADE,
  minute timestamptz(0) NOT NULL,
  admitted integer NOT NULL,
  PRIMARY KEY (key_id, minute)
);

CREATE TABLE categories (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  name text NOT NULL,
  slug text NOT NULL,
  description text,
  created_at timestamptz(3) NOT NULL,
  UNIQUE (site_id, slug)
);

CREATE TABLE brand_voices (
  id text PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  name text NOT NULL,
  description text,
  tone text NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
CREATE INDEX brand_voices_site ON brand_voices (site_id);
CREATE UNIQUE INDEX brand_voices_default ON brand_voices (site_id) WHERE is_default;

-- The mechanisms of the API

CREATE TABLE idempotency_keys (
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  status smallint NOT NULL,
  body text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (site_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

CREATE TABLE events (
  id text PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  type text NOT NULL,
  data jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX events_site ON events (site_id, created_at DESC, id DESC);
CREATE INDEX events_age ON events (created_at);

-- Failures of a job's own work. A killed process is none.
CREATE TABLE job_failures (
  job_id uuid PRIMARY KEY,
  failures integer NOT NULL,
  error text NOT NULL,
  failed_at timestamptz(3) NOT NULL
);

-- Inventory

CREATE TABLE vehicles (
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  vin text NOT NULL,
  stock_number text,
  condition text NOT NULL CHECK (condition IN ('new', 'used', 'certified')),
  year smallint NOT NULL,
  make text NOT NULL,
  model text NOT NULL,
  trim text,
  body_style text,
  exterior_color text,
  interior_color text,
  engine text,
  cylinders smallint,
  displacement_l double precision,
  transmission text,
  drivetrain text,
  fuel_type text,
  doors smallint,
  seats smallint,
  mileage integer,
  price integer,
  msrp integer,
  sale_price integer,
  city_mpg smallint,
  highway_mpg smallint,
  battery_range smallint,
  options text[] NOT NULL DEFAULT '{}',
  features text[] NOT NULL DEFAULT '{}',
  dealer_comments text,
  images text[] NOT NULL DEFAULT '{}',
  url text,
  in_stock_since date,
  status text NOT NULL CHECK (status IN ('in_stock', 'sold')),
  content_hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (site_id, vin)
);
CREATE INDEX vehicles_newest ON vehicles (site_id, created_at DESC, vin DESC);
CREATE INDEX vehicles_model ON vehicles (site_id, lower(make), lower(model), year);

CREATE TABLE vehicle_descriptions (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL,
  vin text NOT NULL,
  status text NOT NULL CHECK (status IN ('generating', 'complete', 'failed')),
  run uuid NOT NULL,
  description text,
  word_count integer,
  claims_supported integer,
  claims_removed integer,
  claims jsonb,
  error text,
  generated_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  UNIQUE (site_id, vin),
  FOREIGN KEY (site_id, vin) REFERENCES vehicles ON DELETE CASCADE
);

CREATE TABLE description_batches (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  finished_at timestamptz(3),
  created_at timestamptz(3) NOT NULL
);

-- One row a vehicle of a batch; `outcome` is null while its description is being made.
CREATE TABLE description_batch_items (
  batch_id uuid NOT NULL REFERENCES description_batches ON DELETE CASCADE,
  site_id uuid NOT NULL,
  vin text NOT NULL,
  outcome text CHECK (outcome IN ('complete', 'failed')),
  PRIMARY KEY (batch_id, vin)
);
CREATE INDEX description_batch_items_open ON description_batch_items (site_id, vin) WHERE outcome IS NULL;

-- Knowledge

CREATE TABLE facts (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  subject text NOT NULL,
  attribute text NOT NULL,
  value jsonb NOT NULL,
  unit text,
  source_kind text NOT NULL CHECK (source_kind IN ('feed', 'vpic', 'site', 'upload', 'web', 'pack')),
  source_title text NOT NULL,
  source_url text,
  retrieved_at timestamptz(3) NOT NULL,
  valid_until timestamptz(3),
  UNIQUE (site_id, subject, attribute, value, source_kind)
);

-- Research and content

CREATE TABLE ideaclouds (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  category_id uuid REFERENCES categories ON DELETE SET NULL,
  keyword text NOT NULL,
  status text NOT NULL CHECK (status IN ('researching', 'complete', 'failed')),
  title text,
  synopsis text,
  tags text[] NOT NULL DEFAULT '{}',
  research jsonb,
  error text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
CREATE INDEX ideaclouds_newest ON ideaclouds (site_id, created_at DESC, id DESC);

CREATE TABLE contents (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  ideacloud_id uuid REFERENCES ideaclouds ON DELETE SET NULL,
  article_type text NOT NULL,
  title text NOT NULL,
  status text NOT NULL CHECK (status IN ('awaiting_input', 'generating', 'complete', 'failed')),
  settings jsonb NOT NULL,
  language text NOT NULL,
  content_intent text NOT NULL,
  -- Title, language and settings of the complete body, while another is being written.
  previous jsonb,
  posting_status text NOT NULL DEFAULT 'draft' CHECK (posting_status IN ('draft', 'scheduled', 'published')),
  run uuid,
  stage text,
  percent smallint,
  word_count integer,
  claims_supported integer,
  claims_removed integer,
  error text,
  api_key_id uuid NOT NULL,
  api_creator_label text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
CREATE INDEX contents_newest ON contents (site_id, created_at DESC, id DESC);
CREATE INDEX contents_ideacloud ON contents (ideacloud_id);
CREATE INDEX contents_waiting ON contents (created_at) WHERE status = 'awaiting_input';

CREATE TABLE content_components (
  id uuid PRIMARY KEY,
  content_id uuid NOT NULL REFERENCES contents ON DELETE CASCADE,
  type text NOT NULL,
  status text NOT NULL CHECK (status IN ('awaiting_input', 'generating', 'complete', 'failed')),
  content text,
  metadata jsonb,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  UNIQUE (content_id, type)
);

CREATE TABLE content_versions (
  content_id uuid NOT NULL REFERENCES contents ON DELETE CASCADE,
  version integer NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  word_count integer NOT NULL,
  claims jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (content_id, version)
);

-- A finished stage of a run. A successor goes on after the last of them.
CREATE TABLE content_stages (
  content_id uuid NOT NULL REFERENCES contents ON DELETE CASCADE,
  run uuid NOT NULL,
  stage text NOT NULL,
  output jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (content_id, run, stage)
);
