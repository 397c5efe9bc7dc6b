-- Times are Unix seconds for publication (0: not known) and Unix milliseconds elsewhere (0: never).

CREATE TABLE sources (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  name      TEXT NOT NULL UNIQUE,
  url       TEXT NOT NULL,
  kind      TEXT NOT NULL,
  region    TEXT NOT NULL,
  zone      TEXT NOT NULL,
  pages     INTEGER NOT NULL,
  interval  INTEGER NOT NULL,
  full_text TEXT NOT NULL,
  contact   TEXT NOT NULL,
  learned   BLOB,
  failure   TEXT NOT NULL DEFAULT '',
  detail    TEXT NOT NULL DEFAULT '',
  since     INTEGER NOT NULL DEFAULT 0,
  last_sync INTEGER NOT NULL DEFAULT 0,
  last_good INTEGER NOT NULL DEFAULT 0,
  next_try  INTEGER NOT NULL DEFAULT 0,
  failures  INTEGER NOT NULL DEFAULT 0,
  charset   TEXT NOT NULL DEFAULT ''
);

CREATE TABLE zones (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  name   TEXT NOT NULL UNIQUE,
  short  TEXT NOT NULL,
  type   TEXT NOT NULL,
  level  TEXT NOT NULL,
  region TEXT NOT NULL
);

-- What a list shows. read and starred repeat statuses, so that an index can serve lists of unread articles.
-- doc is the article's row in the search index, NULL until it is indexed.
CREATE TABLE articles (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  url         TEXT NOT NULL,
  title       TEXT NOT NULL,
  published   INTEGER NOT NULL,
  exact       INTEGER NOT NULL,
  origin      TEXT NOT NULL,
  label       TEXT NOT NULL,
  channel     TEXT NOT NULL,
  lang        TEXT NOT NULL,
  zone        INTEGER NOT NULL,
  region      TEXT NOT NULL,
  evidence    TEXT NOT NULL,
  source      INTEGER NOT NULL,
  pictures    INTEGER NOT NULL,
  attachments INTEGER NOT NULL,
  read        INTEGER NOT NULL,
  starred     INTEGER NOT NULL,
  fetched     INTEGER NOT NULL,
  doc         INTEGER
);
CREATE INDEX articles_date ON articles(published);
CREATE INDEX articles_unread ON articles(published) WHERE read = 0;
CREATE INDEX articles_starred ON articles(published) WHERE starred = 1;
CREATE INDEX articles_zone ON articles(zone, published);
CREATE INDEX articles_zone_unread ON articles(zone, published) WHERE read = 0;
CREATE INDEX articles_province ON articles(substr(region, 1, 2), published);
CREATE INDEX articles_province_unread ON articles(substr(region, 1, 2), published) WHERE read = 0;
CREATE INDEX articles_city ON articles(substr(region, 1, 4), published);
CREATE INDEX articles_city_unread ON articles(substr(region, 1, 4), published) WHERE read = 0;
CREATE INDEX articles_region ON articles(region, published);
CREATE INDEX articles_region_unread ON articles(region, published) WHERE read = 0;
CREATE INDEX articles_source ON articles(source, published);
CREATE INDEX articles_label ON articles(label) WHERE label <> '';
CREATE UNIQUE INDEX articles_doc ON articles(doc) WHERE doc IS NOT NULL;
CREATE INDEX articles_tail ON articles(published) WHERE doc IS NULL;

-- What only the reader shows.
CREATE TABLE texts (
  article     INTEGER PRIMARY KEY,
  author      TEXT NOT NULL,
  breadcrumb  TEXT NOT NULL,
  prev_title  TEXT NOT NULL,
  prev_url    TEXT NOT NULL,
  next_title  TEXT NOT NULL,
  next_url    TEXT NOT NULL,
  pictures    TEXT NOT NULL,
  attachments TEXT NOT NULL,
  body        TEXT NOT NULL
);

-- Every address under which an article was met.
CREATE TABLE addresses (
  url     TEXT PRIMARY KEY,
  article INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX addresses_article ON addresses(article);

-- The list of each source; an article stands in the lists of all sources that carry it.
CREATE TABLE carried (
  source    INTEGER NOT NULL,
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  read      INTEGER NOT NULL,
  PRIMARY KEY (source, published, article)
) WITHOUT ROWID;
CREATE INDEX carried_article ON carried(article);
CREATE INDEX carried_unread ON carried(source, published, article) WHERE read = 0;

-- Keyed by the canonical address: survives deletion, renumbering and a new start from a salvaged file.
CREATE TABLE statuses (
  url     TEXT PRIMARY KEY,
  read    INTEGER NOT NULL,
  starred INTEGER NOT NULL
) WITHOUT ROWID;

-- Addresses that are not fetched again: deleted by the reader, or holding no article.
CREATE TABLE tombstones (
  url TEXT PRIMARY KEY,
  at  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE frontier (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  source    INTEGER NOT NULL,
  url       TEXT NOT NULL,
  title     TEXT NOT NULL,
  published INTEGER NOT NULL,
  exact     INTEGER NOT NULL,
  page      INTEGER NOT NULL,
  depth     INTEGER NOT NULL,
  tries     INTEGER NOT NULL,
  found_on  TEXT NOT NULL,
  UNIQUE (url, source)
);
CREATE INDEX frontier_source ON frontier(source, page DESC, id);

CREATE TABLE validators (
  address       TEXT PRIMARY KEY,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What the reader said about zones: articles with this label, or of this source, belong there.
CREATE TABLE rules (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  kind   TEXT NOT NULL,
  text   TEXT NOT NULL,
  zone   INTEGER NOT NULL,
  region TEXT NOT NULL,
  UNIQUE (kind, text)
);

-- Counts, kept by the triggers below.
CREATE TABLE counts (
  region TEXT NOT NULL,
  zone   INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  total  INTEGER NOT NULL,
  PRIMARY KEY (region, zone)
) WITHOUT ROWID;

CREATE TABLE source_counts (
  source INTEGER PRIMARY KEY,
  unread INTEGER NOT NULL,
  total  INTEGER NOT NULL
);

CREATE TABLE totals (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  unread   INTEGER NOT NULL,
  starred  INTEGER NOT NULL,
  total    INTEGER NOT NULL,
  revision INTEGER NOT NULL
);
INSERT INTO totals VALUES (1, 0, 0, 0, 0);

CREATE VIRTUAL TABLE search USING fts5(
  body, lead, title, origin,
  content = '', contentless_delete = 1, detail = full, tokenize = 'ascii'
);

-- Each character of an article once: to find one character by the beginnings of bigrams would take as long as there
-- are hits. A character of the title is there with t before it too, one of title or lead with l.
CREATE VIRTUAL TABLE singles USING fts5(
  chars, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
  INSERT INTO counts VALUES (new.region, new.zone, 1 - new.read, 1)
    ON CONFLICT DO UPDATE SET unread = unread + excluded.unread, total = total + 1;
  UPDATE totals SET unread = unread + 1 - new.read, starred = starred + new.starred, total = total + 1;
END;

CREATE TRIGGER article_deleted BEFORE DELETE ON articles BEGIN
  UPDATE counts SET unread = unread - (1 - old.read), total = total - 1
    WHERE region = old.region AND zone = old.zone;
  DELETE FROM counts WHERE region = old.region AND zone = old.zone AND total = 0;
  UPDATE totals SET unread = unread - (1 - old.read), starred = starred - old.starred, total = total - 1;
  DELETE FROM carried WHERE article = old.id;
  DELETE FROM addresses WHERE article = old.id;
  DELETE FROM texts WHERE article = old.id;
  DELETE FROM search WHERE rowid = old.doc;
  DELETE FROM singles WHERE rowid = old.doc;
END;

CREATE TRIGGER article_moved AFTER UPDATE OF region, zone ON articles
WHEN old.region <> new.region OR old.zone <> new.zone BEGIN
  UPDATE counts SET unread = unread - (1 - old.read), total = total - 1
    WHERE region = old.region AND zone = old.zone;
  DELETE FROM counts WHERE region = old.region AND zone = old.zone AND total = 0;
  INSERT INTO counts VALUES (new.region, new.zone, 1 - old.read, 1)
    ON CONFLICT DO UPDATE SET unread = unread + excluded.unread, total = total + 1;
END;

CREATE TRIGGER article_marked AFTER UPDATE OF read, starred ON articles
WHEN old.read <> new.read OR old.starred <> new.starred BEGIN
  UPDATE counts SET unread = unread + old.read - new.read WHERE region = new.region AND zone = new.zone;
  UPDATE totals SET unread = unread + old.read - new.read, starred = starred + new.starred - old.starred;
  UPDATE carried SET read = new.read WHERE article = new.id AND old.read <> new.read;
  INSERT INTO statuses VALUES (new.url, new.read, new.starred)
    ON CONFLICT DO UPDATE SET read = excluded.read, starred = excluded.starred;
END;

CREATE TRIGGER article_redated AFTER UPDATE OF published ON articles WHEN old.published <> new.published BEGIN
  UPDATE carried SET published = new.published WHERE article = new.id;
END;

CREATE TRIGGER carried_added AFTER INSERT ON carried BEGIN
  INSERT INTO source_counts VALUES (new.source, 1 - new.read, 1)
    ON CONFLICT DO UPDATE SET unread = unread + excluded.unread, total = total + 1;
END;

CREATE TRIGGER carried_deleted AFTER DELETE ON carried BEGIN
  UPDATE source_counts SET unread = unread - (1 - old.read), total = total - 1 WHERE source = old.source;
END;

CREATE TRIGGER carried_marked AFTER UPDATE OF read ON carried WHEN old.read <> new.read BEGIN
  UPDATE source_counts SET unread = unread + old.read - new.read WHERE source = new.source;
END;
