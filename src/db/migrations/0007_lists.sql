-- Lists at any size: an index for each filter in the order of its list, and totals that are kept instead of counted.

-- Of which lists the totals are kept, by what they can be filtered by. A total is the sum of the rows that fit: a
-- change adds its own rows and touches none that others hold. Folding puts one row in the place of several
-- (src/db/list-counts.ts), which changes no sum.
CREATE TABLE list_counts (
  list text NOT NULL,
  -- Whose list: a site, or a webhook.
  owner uuid NOT NULL,
  facets jsonb NOT NULL,
  n integer NOT NULL
);
CREATE INDEX list_counts_owner ON list_counts (owner, list);

-- Content. Its category is that of its IdeaCloud, which does not change.
ALTER TABLE contents ADD COLUMN category_id uuid REFERENCES categories ON DELETE SET NULL;
UPDATE contents c SET category_id = i.category_id
  FROM ideaclouds i WHERE i.id = c.ideacloud_id AND i.category_id IS NOT NULL;

CREATE INDEX contents_status ON contents (site_id, status, created_at DESC, id DESC);
CREATE INDEX contents_type ON contents (site_id, article_type, created_at DESC, id DESC);
CREATE INDEX contents_intent ON contents (site_id, content_intent, created_at DESC, id DESC);
CREATE INDEX contents_category ON contents (site_id, category_id, created_at DESC, id DESC)
  WHERE category_id IS NOT NULL;
DROP INDEX contents_ideacloud;
CREATE INDEX contents_ideacloud ON contents (ideacloud_id, created_at DESC, id DESC) WHERE ideacloud_id IS NOT NULL;
CREATE INDEX contents_posting ON contents (site_id, posting_status, created_at DESC, id DESC)
  WHERE posting_status <> 'draft';

CREATE FUNCTION content_facets(c contents) RETURNS jsonb STABLE LANGUAGE sql AS $$
  SELECT jsonb_build_object('status', c.status, 'article_type', c.article_type, 'content_intent', c.content_intent,
    'category_id', c.category_id, 'posting_status', c.posting_status)
$$;

CREATE FUNCTION count_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO list_counts (list, owner, facets, n) VALUES ('content', OLD.site_id, content_facets(OLD), -1);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO list_counts (list, owner, facets, n) VALUES ('content', NEW.site_id, content_facets(NEW), 1);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER contents_counted AFTER INSERT OR DELETE ON contents FOR EACH ROW EXECUTE FUNCTION count_content();
CREATE TRIGGER contents_recounted
  AFTER UPDATE OF status, article_type, content_intent, category_id, posting_status ON contents FOR EACH ROW
  WHEN ((OLD.status, OLD.article_type, OLD.content_intent, OLD.category_id, OLD.posting_status)
    IS DISTINCT FROM (NEW.status, NEW.article_type, NEW.content_intent, NEW.category_id, NEW.posting_status))
  EXECUTE FUNCTION count_content();
INSERT INTO list_counts (list, owner, facets, n)
  SELECT 'content', c.site_id, content_facets(c), count(*) FROM contents c GROUP BY 2, 3;

-- IdeaClouds. A part of a keyword is looked for in the index of the newest, beside which no row need be read.
ALTER TABLE ideaclouds ADD COLUMN keyword_lower text NOT NULL GENERATED ALWAYS AS (lower(keyword)) STORED;
DROP INDEX ideaclouds_newest;
CREATE INDEX ideaclouds_newest ON ideaclouds (site_id, created_at DESC, id DESC) INCLUDE (status, keyword_lower);
CREATE INDEX ideaclouds_status ON ideaclouds (site_id, status, created_at DESC, id DESC);

CREATE FUNCTION count_ideacloud() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO list_counts (list, owner, facets, n)
      VALUES ('ideaclouds', OLD.site_id, jsonb_build_object('status', OLD.status), -1);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO list_counts (list, owner, facets, n)
      VALUES ('ideaclouds', NEW.site_id, jsonb_build_object('status', NEW.status), 1);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ideaclouds_counted AFTER INSERT OR DELETE ON ideaclouds
  FOR EACH ROW EXECUTE FUNCTION count_ideacloud();
CREATE TRIGGER ideaclouds_recounted AFTER UPDATE OF status ON ideaclouds
  FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION count_ideacloud();
INSERT INTO list_counts (list, owner, facets, n)
  SELECT 'ideaclouds', site_id, jsonb_build_object('status', status), count(*) FROM ideaclouds GROUP BY 2, 3;

-- Inventory: what a vehicle can be found by stands in the index of the newest.
DROP INDEX vehicles_newest;
CREATE INDEX vehicles_newest ON vehicles (site_id, created_at DESC, vin DESC)
  INCLUDE (status, condition, year, make, model);

-- Events: written one by one, deleted thousands at a time.
CREATE INDEX events_type ON events (site_id, type, created_at DESC, id DESC);
DROP INDEX events_place, events_logged;
CREATE UNIQUE INDEX events_place ON events (site_id, place) INCLUDE (type) WHERE place IS NOT NULL;
CREATE INDEX events_logged ON events (site_id, logged_at, place) WHERE logged_at IS NOT NULL;

CREATE FUNCTION count_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO list_counts (list, owner, facets, n)
    VALUES ('events', NEW.site_id, jsonb_build_object('type', NEW.type), 1);
  RETURN NULL;
END $$;
CREATE FUNCTION count_events_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO list_counts (list, owner, facets, n)
    SELECT 'events', site_id, jsonb_build_object('type', type), -count(*) FROM gone GROUP BY site_id, type;
  RETURN NULL;
END $$;
CREATE TRIGGER events_counted AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION count_event();
CREATE TRIGGER events_uncounted AFTER DELETE ON events
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_events_gone();
INSERT INTO list_counts (list, owner, facets, n)
  SELECT 'events', site_id, jsonb_build_object('type', type), count(*) FROM events GROUP BY site_id, type;

-- Deliveries: many in one statement. Most of a list have succeeded, so those are found among the newest; an index
-- that had them too would cost each delivery an entry.
CREATE INDEX webhook_deliveries_status ON webhook_deliveries (webhook_id, status, created_at DESC, id DESC)
  WHERE status <> 'succeeded';

CREATE FUNCTION count_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO list_counts (list, owner, facets, n)
      SELECT 'deliveries', webhook_id, jsonb_build_object('status', status), count(*) FROM added
      GROUP BY webhook_id, status;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO list_counts (list, owner, facets, n)
      SELECT 'deliveries', webhook_id, jsonb_build_object('status', status), -count(*) FROM gone
      GROUP BY webhook_id, status;
  ELSE
    INSERT INTO list_counts (list, owner, facets, n)
      SELECT 'deliveries', webhook_id, jsonb_build_object('status', status), sum(n)
      FROM (SELECT webhook_id, status, 1 AS n FROM added UNION ALL SELECT webhook_id, status, -1 FROM gone) changed
      GROUP BY webhook_id, status HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER deliveries_counted AFTER INSERT ON webhook_deliveries
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_deliveries();
CREATE TRIGGER deliveries_recounted AFTER UPDATE ON webhook_deliveries
  REFERENCING OLD TABLE AS gone NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_deliveries();
CREATE TRIGGER deliveries_uncounted AFTER DELETE ON webhook_deliveries
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_deliveries();
INSERT INTO list_counts (list, owner, facets, n)
  SELECT 'deliveries', webhook_id, jsonb_build_object('status', status), count(*) FROM webhook_deliveries
  GROUP BY webhook_id, status;

-- Emptying a table at once leaves nothing to count.
CREATE FUNCTION count_none() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM list_counts WHERE list = TG_ARGV[0];
  RETURN NULL;
END $$;
CREATE TRIGGER contents_emptied AFTER TRUNCATE ON contents FOR EACH STATEMENT EXECUTE FUNCTION count_none('content');
CREATE TRIGGER ideaclouds_emptied AFTER TRUNCATE ON ideaclouds
  FOR EACH STATEMENT EXECUTE FUNCTION count_none('ideaclouds');
CREATE TRIGGER events_emptied AFTER TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION count_none('events');
CREATE TRIGGER deliveries_emptied AFTER TRUNCATE ON webhook_deliveries
  FOR EACH STATEMENT EXECUTE FUNCTION count_none('deliveries');
