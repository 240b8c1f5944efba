-- What a content was asked for without an IdeaCloud: the vehicles of a comparison, a model, an event.
ALTER TABLE contents ADD COLUMN input jsonb;
