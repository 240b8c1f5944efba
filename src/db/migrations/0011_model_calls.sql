-- What models were asked, what that cost, and what they answered (src/models/spending/).

CREATE TABLE model_calls (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  -- In the site's time zone.
  day date NOT NULL,
  -- What it was asked for, such as a content, and which part of it, such as a section.
  work_kind text NOT NULL,
  work_id text NOT NULL,
  part text,
  task text NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  input_tokens integer NOT NULL,
  output_tokens integer NOT NULL,
  -- Reckoned by bytes: until it is answered, and where the provider told no figures.
  is_estimate boolean NOT NULL,
  -- Null where no price is known.
  cost_usd numeric(14, 8),
  -- A row that stays 'asked' is that of a killed process; its estimate counts.
  outcome text NOT NULL CHECK (outcome IN ('asked', 'answered', 'failed')),
  -- Of the task, its instructions, its data, its schema and the model.
  hash bytea NOT NULL,
  -- What was taken, for some days. As json: jsonb refuses characters that a model may write.
  answer json,
  -- Of the text that was made of the answer; null until it has been held against the facts.
  claims_held integer,
  claims_cut integer,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX model_calls_day ON model_calls (site_id, day);
CREATE INDEX model_calls_work ON model_calls (site_id, work_kind, work_id);
CREATE INDEX model_calls_bought ON model_calls (site_id, hash) WHERE answer IS NOT NULL;
CREATE INDEX model_calls_age ON model_calls (created_at);
CREATE INDEX model_calls_kept ON model_calls (created_at) WHERE answer IS NOT NULL;

-- What a site chooses among what the operator allows; without a row all of that, in the operator's order.
CREATE TABLE site_models (
  site_id uuid PRIMARY KEY REFERENCES sites ON DELETE CASCADE,
  -- provider/model, in the order in which they are asked; null: as the operator has them.
  models text[],
  tokens_per_day integer CHECK (tokens_per_day > 0),
  -- Of a US dollar.
  cents_per_day integer CHECK (cents_per_day > 0),
  at_limit text NOT NULL DEFAULT 'wait' CHECK (at_limit IN ('wait', 'fall_back')),
  updated_at timestamptz(3) NOT NULL
);

-- What a content is at, in words; null: what its stage says.
ALTER TABLE contents ADD COLUMN message text;
