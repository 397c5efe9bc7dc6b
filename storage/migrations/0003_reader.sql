-- Queries that the reader keeps under a name: views in the tree, and rules for what is muted, marked read or watched.
CREATE TABLE queries (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  use  TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (use, name)
);

-- How far each article was read, by its address, in characters of its body.
CREATE TABLE positions (
  url    TEXT PRIMARY KEY,
  offset INTEGER NOT NULL
) WITHOUT ROWID;
