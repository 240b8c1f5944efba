-- Facts that a model found in the prose of a source, each with the sentence that says it.

ALTER TABLE facts
  ADD COLUMN quote text,
  DROP CONSTRAINT facts_source_kind_check,
  ADD CONSTRAINT facts_source_kind_check
    CHECK (source_kind IN ('feed', 'vpic', 'site', 'upload', 'web', 'epa', 'pack', 'prose'));

ALTER TABLE sources
  -- `fact_count` is of its tables.
  ADD COLUMN prose_fact_count integer NOT NULL DEFAULT 0,
  -- What a model named as a fact and the prose does not say.
  ADD COLUMN prose_dropped_count integer NOT NULL DEFAULT 0;
