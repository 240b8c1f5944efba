-- What a delivery waits for stands apart from its log, so that recording an attempt changes no index of the log: its
-- row is written anew in its own page.

-- A row of each delivery that has not succeeded. A delivery without one has.
CREATE TABLE webhook_undelivered (
  delivery_id uuid PRIMARY KEY,
  webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  event_id text NOT NULL,
  activation integer NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'failed', 'exhausted')),
  -- All attempts, and those of the present schedule, which a retry by hand starts anew.
  attempt integer NOT NULL DEFAULT 0,
  tries smallint NOT NULL DEFAULT 0,
  -- Null: it is not attempted again.
  due_at timestamptz(3),
  -- Of the delivery: the order of its list.
  created_at timestamptz(3) NOT NULL
);
INSERT INTO webhook_undelivered (delivery_id, webhook_id, event_id, activation, status, attempt, tries, due_at, created_at)
  SELECT id, webhook_id, event_id, activation, status, attempt, tries, due_at, created_at
  FROM webhook_deliveries WHERE status <> 'succeeded';
CREATE INDEX webhook_undelivered_due ON webhook_undelivered (webhook_id, due_at, delivery_id)
  WHERE due_at IS NOT NULL;
CREATE INDEX webhook_undelivered_status ON webhook_undelivered (webhook_id, status, created_at DESC, delivery_id DESC);

DROP TRIGGER deliveries_recounted ON webhook_deliveries;
-- Its indexes of them go with the columns.
ALTER TABLE webhook_deliveries DROP COLUMN status, DROP COLUMN due_at, DROP COLUMN tries, DROP COLUMN activation;
-- Half of a page is left to what its rows become.
ALTER TABLE webhook_deliveries SET (fillfactor = 50);

-- Totals: a delivery counts as succeeded, but for what has a row there.
CREATE OR REPLACE FUNCTION count_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO list_counts (list, owner, facets, n)
      SELECT 'deliveries', webhook_id, '{"status": "succeeded"}', count(*) FROM added GROUP BY webhook_id;
  ELSE
    INSERT INTO list_counts (list, owner, facets, n)
      SELECT 'deliveries', webhook_id, '{"status": "succeeded"}', -count(*) FROM gone GROUP BY webhook_id;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION count_undelivered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO list_counts (list, owner, facets, n)
      SELECT 'deliveries', a.webhook_id, jsonb_build_object('status', of.status), of.n
      FROM (SELECT webhook_id, status, count(*) AS n FROM added GROUP BY webhook_id, status) a,
        LATERAL (VALUES (a.status, a.n), ('succeeded', -a.n)) AS of (status, n);
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO list_counts (list, owner, facets, n)
      SELECT 'deliveries', g.webhook_id, jsonb_build_object('status', of.status), of.n
      FROM (SELECT webhook_id, status, count(*) AS n FROM gone GROUP BY webhook_id, status) g,
        LATERAL (VALUES (g.status, -g.n), ('succeeded', g.n)) AS of (status, n);
  ELSE
    INSERT INTO list_counts (list, owner, facets, n)
      SELECT 'deliveries', webhook_id, jsonb_build_object('status', status), sum(n)
      FROM (SELECT webhook_id, status, 1 AS n FROM added UNION ALL SELECT webhook_id, status, -1 FROM gone) changed
      GROUP BY webhook_id, status HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER undelivered_counted AFTER INSERT ON webhook_undelivered
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_undelivered();
CREATE TRIGGER undelivered_recounted AFTER UPDATE ON webhook_undelivered
  REFERENCING OLD TABLE AS gone NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_undelivered();
CREATE TRIGGER undelivered_uncounted AFTER DELETE ON webhook_undelivered
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_undelivered();

-- Nothing waits for a delivery that has left the log.
CREATE FUNCTION forget_undelivered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    TRUNCATE webhook_undelivered;
  ELSE
    DELETE FROM webhook_undelivered u USING gone g WHERE u.delivery_id = g.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER deliveries_forgotten AFTER DELETE ON webhook_deliveries
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_undelivered();
CREATE TRIGGER deliveries_emptied_with AFTER TRUNCATE ON webhook_deliveries
  FOR EACH STATEMENT EXECUTE FUNCTION forget_undelivered();
