-- Which kept queries of a rule's use an article matches, and which articles are never shown for it. They are in no
-- count: the triggers below take the place of those of the first schema.
CREATE TABLE matched (
  article INTEGER NOT NULL,
  query   INTEGER NOT NULL,
  PRIMARY KEY (article, query)
) WITHOUT ROWID;
CREATE INDEX matched_query ON matched(query);

CREATE TABLE muted (article INTEGER PRIMARY KEY);

-- Deleted pieces, so that they do not come back at another address: feed.Trace.
CREATE TABLE buried (
  url       TEXT PRIMARY KEY,
  title     INTEGER NOT NULL,
  text0     INTEGER NOT NULL,
  text1     INTEGER NOT NULL,
  text2     INTEGER NOT NULL,
  text3     INTEGER NOT NULL,
  numbers   INTEGER NOT NULL,
  published INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX buried_title ON buried(title);

CREATE TRIGGER muted_added AFTER INSERT ON muted BEGIN
  UPDATE counts SET unread = counts.unread - (1 - a.read), total = counts.total - 1 FROM articles a
    WHERE a.id = new.article AND counts.region = a.region AND counts.zone = a.zone;
  DELETE FROM counts WHERE total = 0 AND (region, zone) IN (SELECT region, zone FROM articles WHERE id = new.article);
  UPDATE totals SET unread = totals.unread - (1 - a.read), starred = totals.starred - a.starred, total = totals.total - 1
    FROM articles a WHERE a.id = new.article;
  UPDATE source_counts SET unread = source_counts.unread - (1 - k.read), total = source_counts.total - 1 FROM carried k
    WHERE k.article = new.article AND source_counts.source = k.source;
END;

CREATE TRIGGER muted_deleted AFTER DELETE ON muted BEGIN
  INSERT INTO counts SELECT region, zone, 1 - read, 1 FROM articles WHERE id = old.article
    ON CONFLICT DO UPDATE SET unread = unread + excluded.unread, total = total + 1;
  UPDATE totals SET unread = totals.unread + 1 - a.read, starred = totals.starred + a.starred, total = totals.total + 1
    FROM articles a WHERE a.id = old.article;
  UPDATE source_counts SET unread = source_counts.unread + 1 - k.read, total = source_counts.total + 1 FROM carried k
    WHERE k.article = old.article AND source_counts.source = k.source;
END;

DROP TRIGGER article_deleted;
CREATE TRIGGER article_deleted BEFORE DELETE ON articles BEGIN
  DELETE FROM muted WHERE article = old.id;
  DELETE FROM matched WHERE article = old.id;
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

DROP TRIGGER article_moved;
CREATE TRIGGER article_moved AFTER UPDATE OF region, zone ON articles
WHEN (old.region <> new.region OR old.zone <> new.zone) AND new.id NOT IN (SELECT article FROM muted) BEGIN
  UPDATE counts SET unread = unread - (1 - old.read), total = total - 1
    WHERE region = old.region AND zone = old.zone;
  DELETE FROM counts WHERE region = old.region AND zone = old.zone AND total = 0;
  INSERT INTO counts VALUES (new.region, new.zone, 1 - old.read, 1)
    ON CONFLICT DO UPDATE SET unread = unread + excluded.unread, total = total + 1;
END;

DROP TRIGGER article_marked;
CREATE TRIGGER article_marked AFTER UPDATE OF read, starred ON articles
WHEN old.read <> new.read OR old.starred <> new.starred BEGIN
  UPDATE counts SET unread = unread + old.read - new.read
    WHERE region = new.region AND zone = new.zone AND new.id NOT IN (SELECT article FROM muted);
  UPDATE totals SET unread = unread + old.read - new.read, starred = starred + new.starred - old.starred
    WHERE new.id NOT IN (SELECT article FROM muted);
  UPDATE carried SET read = new.read WHERE article = new.id AND old.read <> new.read;
  INSERT INTO statuses VALUES (new.url, new.read, new.starred)
    ON CONFLICT DO UPDATE SET read = excluded.read, starred = excluded.starred;
END;

DROP TRIGGER carried_added;
CREATE TRIGGER carried_added AFTER INSERT ON carried BEGIN
  INSERT INTO source_counts VALUES (new.source, 1 - new.read, 1)
    ON CONFLICT DO UPDATE SET unread = unread + excluded.unread, total = total + 1;
  UPDATE source_counts SET unread = unread - (1 - new.read), total = total - 1
    WHERE source = new.source AND new.article IN (SELECT article FROM muted);
END;

DROP TRIGGER carried_deleted;
CREATE TRIGGER carried_deleted AFTER DELETE ON carried WHEN old.article NOT IN (SELECT article FROM muted) BEGIN
  UPDATE source_counts SET unread = unread - (1 - old.read), total = total - 1 WHERE source = old.source;
END;

DROP TRIGGER carried_marked;
CREATE TRIGGER carried_marked AFTER UPDATE OF read ON carried
WHEN old.read <> new.read AND new.article NOT IN (SELECT article FROM muted) BEGIN
  UPDATE source_counts SET unread = unread + old.read - new.read WHERE source = new.source;
END;
