// Package syncer brings new articles into the cache. It is the only place where network meets database.
//
// An Engine runs one sync at a time. Each source is read by a run of its own: list pages, newest first, until a page
// holds known articles only or enough pages were read; then the articles of those pages, several at once within the
// limits of the host; then the database, one transaction per batch. What is still to be fetched stands in the
// database too, so a sync that was killed goes on where it was.
//
// A source is due again after a time that follows what it publishes, or after a back-off when it failed. One sync of a
// cache runs at a time, in whichever process; a machine without network is noticed once, and no source is blamed.
//
// Files: engine.go (one sync from start to end), lock.go (one at a time), schedule.go (when a source is due),
// outlook.go (sources side by side, and whether there is a network), progress.go (snapshots), source.go (one source
// from start to end), list.go and feed.go (where new addresses come from), article.go (one article from address to
// value), gate.go (foreign text), batch.go (values to database), health.go (how it went), index.go (the search index
// follows), memory.go (what keeps it bounded), access.go (passwords and old TLS), discover.go and check.go (looks at a
// site without storing).
package syncer
