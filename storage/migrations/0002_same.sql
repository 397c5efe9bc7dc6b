-- What pieces that may be the same are looked up by: feed.Fingerprint.
CREATE TABLE fingerprints (
  article INTEGER PRIMARY KEY,
  title   INTEGER NOT NULL,
  text0   INTEGER NOT NULL,
  text1   INTEGER NOT NULL,
  text2   INTEGER NOT NULL,
  text3   INTEGER NOT NULL
);
CREATE INDEX fingerprints_title ON fingerprints(title);
CREATE INDEX fingerprints_text0 ON fingerprints(text0);
CREATE INDEX fingerprints_text1 ON fingerprints(text1);
CREATE INDEX fingerprints_text2 ON fingerprints(text2);
CREATE INDEX fingerprints_text3 ON fingerprints(text3);

CREATE TRIGGER fingerprint_deleted AFTER DELETE ON articles BEGIN
  DELETE FROM fingerprints WHERE article = old.id;
END;
