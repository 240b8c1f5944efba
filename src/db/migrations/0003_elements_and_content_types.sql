-- What a dealership says itself in its articles.
CREATE TABLE elements (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  type text NOT NULL CHECK (type IN ('cta', 'disclaimer', 'link', 'author', 'hours')),
  name text NOT NULL,
  content text NOT NULL,
  url text,
  intent text CHECK (intent IN ('sales', 'finance', 'service', 'parts')),
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CHECK ((type = 'link') = (intent IS NOT NULL)),
  CHECK (CASE type WHEN 'link' THEN url IS NOT NULL WHEN 'cta' THEN true ELSE url IS NULL END)
);
CREATE INDEX elements_site ON elements (site_id, created_at, id);

-- What a site has changed of an article type; a type without a row is as it ships.
CREATE TABLE content_types (
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  article_type text NOT NULL,
  default_word_count integer CHECK (default_word_count BETWEEN 200 AND 5000),
  is_enabled boolean NOT NULL DEFAULT true,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (site_id, article_type)
);

-- Processes that take contents keep a site's types; every change is told to all of them, whoever makes it.
CREATE FUNCTION notify_content_types() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('forecourt_content_types', coalesce(NEW.site_id, OLD.site_id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER content_types_changed AFTER INSERT OR UPDATE OR DELETE ON content_types
  FOR EACH ROW EXECUTE FUNCTION notify_content_types();
