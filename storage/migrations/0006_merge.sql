-- The index follows in steps of a few hundred articles, each of which leaves a segment or two. Sixteen of a size are
-- merged into one while they come, the rest in idle moments; a merge of all at once, which holds up other writers, only
-- when neither keeps up.
INSERT INTO search (search, rank) VALUES ('automerge', 16);
INSERT INTO search (search, rank) VALUES ('crisismerge', 64);
INSERT INTO singles (singles, rank) VALUES ('automerge', 16);
INSERT INTO singles (singles, rank) VALUES ('crisismerge', 64);
