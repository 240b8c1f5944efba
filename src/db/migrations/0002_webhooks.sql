-- The log of events

-- As written, member by member: every attempt of a delivery sends the same bytes.
ALTER TABLE events ALTER COLUMN data TYPE json;

-- An event gets its place in the log when it is handed to the subscriptions, one hand-out at a time: one that
-- commits late gets a later place than all that could be seen before it. Null: not handed out yet.
ALTER TABLE events ADD COLUMN place bigint;
ALTER TABLE events ADD COLUMN logged_at timestamptz(3);
UPDATE events e SET place = o.place, logged_at = e.created_at
  FROM (SELECT id, row_number() OVER (ORDER BY created_at, id) AS place FROM events) o WHERE e.id = o.id;
CREATE UNIQUE INDEX events_place ON events (site_id, place);
CREATE INDEX events_logged ON events (site_id, logged_at, place);
CREATE INDEX events_open ON events (created_at, id) WHERE place IS NULL;

-- The last place that was given, in the one row; whoever gives the next ones holds it.
CREATE TABLE event_log_end (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  place bigint NOT NULL,
  logged_at timestamptz(3) NOT NULL
);
INSERT INTO event_log_end (place, logged_at)
  SELECT coalesce(max(place), 0), coalesce(max(logged_at), '2000-01-01') FROM events;

-- When a run's progress was last told, so that it is told at most once a second.
ALTER TABLE contents ADD COLUMN told_at timestamptz(3);

-- Subscriptions and what is delivered to them

CREATE TABLE webhooks (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  url text NOT NULL,
  events text[] NOT NULL,
  description text,
  -- Encrypted (kernel/crypto.ts).
  secret bytea NOT NULL,
  previous_secret bytea,
  previous_secret_expires_at timestamptz(3),
  is_active boolean NOT NULL DEFAULT true,
  disabled_reason text,
  -- Rises whenever it is switched on: a delivery of an earlier activation is not sent.
  activation integer NOT NULL DEFAULT 1,
  -- Earlier events are not for it.
  activated_at timestamptz(3) NOT NULL,
  -- Seen by nobody from then on; gone once its deliveries are.
  deleted_at timestamptz(3),
  -- Failed attempts since the last success, and when the first of them was.
  failure_count integer NOT NULL DEFAULT 0,
  failing_since timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
CREATE INDEX webhooks_site ON webhooks (site_id, created_at, id) WHERE deleted_at IS NULL;

-- One row an event and subscription. `attempt` counts all attempts, `tries` those of the present schedule, which
-- a retry by hand starts anew. `due_at` is null once the delivery is settled.
CREATE TABLE webhook_deliveries (
  id uuid PRIMARY KEY,
  webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  event_id text NOT NULL REFERENCES events ON DELETE CASCADE,
  event_type text NOT NULL,
  activation integer NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed', 'exhausted')),
  attempt integer NOT NULL DEFAULT 0,
  tries smallint NOT NULL DEFAULT 0,
  due_at timestamptz(3),
  response_status smallint,
  response_body text,
  error text,
  duration_ms integer,
  created_at timestamptz(3) NOT NULL,
  delivered_at timestamptz(3),
  UNIQUE (event_id, webhook_id)
);
CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (webhook_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, due_at, id) WHERE due_at IS NOT NULL;

-- The lane of a subscription is worked by one process at a time, which holds it by a lease that it renews.
-- `due_at`: when its next delivery is due, null when none is.
CREATE TABLE webhook_lanes (
  webhook_id uuid PRIMARY KEY REFERENCES webhooks ON DELETE CASCADE,
  due_at timestamptz(3),
  -- A receiver that fails again and again is asked again only then.
  paused_until timestamptz(3),
  owner uuid,
  held_until timestamptz(3)
);
CREATE INDEX webhook_lanes_due ON webhook_lanes (due_at) WHERE due_at IS NOT NULL;
