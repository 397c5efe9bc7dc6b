-- Where a source is now, when its address leads there for good: to be told until the person takes it over.
ALTER TABLE sources ADD COLUMN moved TEXT NOT NULL DEFAULT '';
