-- Publishing: when a content goes live or went live, where, and with which picture.
ALTER TABLE contents
  ADD COLUMN slug text,
  ADD COLUMN publish_at timestamptz(3),
  ADD COLUMN featured_image text,
  ADD CONSTRAINT contents_posted CHECK (
    CASE posting_status WHEN 'draft' THEN publish_at IS NULL ELSE publish_at IS NOT NULL AND slug IS NOT NULL END
  );
CREATE UNIQUE INDEX contents_slug ON contents (site_id, slug) WHERE slug IS NOT NULL;
CREATE INDEX contents_posted ON contents (site_id, created_at DESC, id DESC) WHERE posting_status <> 'draft';
CREATE INDEX contents_due ON contents (publish_at) WHERE posting_status = 'scheduled';

-- Who changed what. A key's id has no foreign key: what it did stays known whatever becomes of it.
CREATE TABLE audit_log (
  id uuid PRIMARY KEY,
  site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
  at timestamptz(3) NOT NULL,
  actor text NOT NULL CHECK (actor IN ('key', 'operator', 'system')),
  key_id uuid,
  key_label text,
  action text NOT NULL,
  noun text NOT NULL,
  noun_id text NOT NULL,
  details jsonb NOT NULL,
  request_id text,
  CHECK ((actor = 'key') = (key_id IS NOT NULL))
);
CREATE INDEX audit_log_site ON audit_log (site_id, at DESC, id DESC);
CREATE INDEX audit_log_age ON audit_log (at);
