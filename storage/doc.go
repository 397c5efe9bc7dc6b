// Package storage keeps zonewire's cache in one SQLite file: sources, articles, what the reader did with them, the
// work that a sync still has to do, and the search index.
//
// The file is in WAL mode. One connection writes, each write being one BEGIN IMMEDIATE transaction; a small pool of
// query-only connections reads and is never held up by the writer. A committed transaction survives SIGKILL; after a
// power cut the file is whole, though the last transactions may be missing (synchronous=NORMAL). A second process may
// read and write at the same time: waiting is done here, and only when it takes too long does a caller see feed.Busy.
//
// Opening costs the same for ten articles and for a million. Unread and total counts are kept by triggers in the same
// transaction as the change. Lists page by (published, id) through an index and never touch the bodies, which have a
// table of their own. A status belongs to an address, not to a row: it outlives the article.
//
// Search. Text is folded (case, width, traditional to simplified) and cut into units: one per Han character and one
// per word. FTS5 gets the bigram that begins at each Han character, so that a phrase of any length is a phrase of
// tokens; single characters have an index of their own. Rows of both are numbered by day of publication, so that the
// newest hits come first without looking at the others, and relevance is three such walks, for title, lead and text.
// Articles are stored unindexed and readable at once; IndexSome follows, and until it has, a search looks through them
// one by one.
//
// The same piece at several addresses, or from several sources, is one row (feed.SameArticle) that stands in the list
// of each source.
package storage
