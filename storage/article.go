package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"zonewire/feed"
)

// Article is the whole article and its status; feed.NotFound when there is none of that id.
func (s *Store) Article(ctx context.Context, id feed.ArticleID) (feed.Article, feed.Status, error) {
	a, status, err := scanArticle(s.pool.QueryRowContext(ctx, articleQuery+` WHERE a.id = ?`, id).Scan)
	return a, status, failed("read article", strconv.FormatInt(int64(id), 10), err)
}

const articleQuery = `SELECT a.id, a.url, a.title, a.published, a.exact, a.origin, a.label, a.region, a.evidence,
	a.source, a.fetched, a.read, a.starred, t.author, t.breadcrumb, t.prev_title, t.prev_url, t.next_title, t.next_url,
	t.pictures, t.attachments, t.body,
	a.zone, coalesce(z.name, ''), coalesce(z.short, ''), coalesce(z.type, ''), coalesce(z.level, ''), coalesce(z.region, '')
	FROM articles a JOIN texts t ON t.article = a.id LEFT JOIN zones z ON z.id = a.zone`

func scanArticle(scan func(...any) error) (feed.Article, feed.Status, error) {
	var (
		a                               feed.Article
		status                          feed.Status
		published, fetched              int64
		breadcrumb, pictures, documents []byte
	)
	err := scan(&a.ID, &a.URL, &a.Title, &published, &a.Published.Exact, &a.Origin, &a.ZoneLabel, &a.Region, &a.Evidence,
		&a.Source, &fetched, &status.Read, &status.Starred, &a.Author, &breadcrumb, &a.Prev.Title, &a.Prev.URL,
		&a.Next.Title, &a.Next.URL, &pictures, &documents, &a.Body,
		&a.Zone.ID, &a.Zone.Name, &a.Zone.Short, &a.Zone.Type, &a.Zone.Level, &a.Zone.Region)
	if err != nil {
		return a, status, err
	}
	a.Published.Time = publishedTime(published, a.Published.Exact)
	a.Fetched = fromMillis(fetched)
	return a, status, errors.Join(fromJSON(breadcrumb, &a.Breadcrumb), fromJSON(pictures, &a.Pictures),
		fromJSON(documents, &a.Attachments))
}

// publishedTime is the time for a stored second, in Beijing as feed.Published wants it.
func publishedTime(second int64, exact feed.Exactness) time.Time {
	if exact == feed.NoDate {
		return time.Time{}
	}
	return time.Unix(second, 0).In(feed.Beijing())
}

// publishedSecond is the second that lists are sorted by; articles without a date come last.
func publishedSecond(p feed.Published) int64 {
	if p.IsZero() {
		return 0
	}
	return p.Time.Unix()
}

// toJSON writes a list as it is stored; an empty one is "".
func toJSON[T any](list []T) (string, error) {
	if len(list) == 0 {
		return "", nil
	}
	b, err := json.Marshal(list)
	return string(b), err
}

func fromJSON[T any](b []byte, list *[]T) error {
	if len(b) == 0 {
		return nil
	}
	return json.Unmarshal(b, list)
}

// ArticleByURL is the article that is known under an address.
func (s *Store) ArticleByURL(ctx context.Context, url string) (feed.ArticleID, bool, error) {
	var id feed.ArticleID
	err := s.pool.QueryRowContext(ctx, `SELECT article FROM addresses WHERE url = ?`, url).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return id, err == nil, failed("look up article", url, err)
}

// nullable is NULL for no id, so that SQLite gives one.
func nullable(id feed.ArticleID) any {
	if id == 0 {
		return nil
	}
	return id
}

// insertArticle stores an article that is new, with the status its address has had, and returns its id, which is a.ID
// unless that is 0.
func (t *tx) insertArticle(a feed.Article, f feed.Fingerprint, zone feed.ZoneID) (feed.ArticleID, error) {
	var read, starred bool
	if _, err := t.get(`SELECT read, starred FROM statuses WHERE url = ?`, []any{a.URL}, &read, &starred); err != nil {
		return 0, err
	}
	row, err := t.insert(`INSERT INTO articles (id, url, title, published, exact, origin, label, channel, lang, zone, region,
		evidence, source, pictures, attachments, read, starred, fetched)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, nullable(a.ID),
		a.URL, a.Title, publishedSecond(a.Published), a.Published.Exact, a.Origin, a.ZoneLabel, a.Channel(), language(a), zone,
		a.Region, a.Evidence, a.Source, len(a.Pictures), len(a.Attachments), read, starred, millis(a.Fetched))
	if err != nil {
		return 0, fmt.Errorf("insert article: %w", err)
	}
	a.ID = feed.ArticleID(row)
	return a.ID, errors.Join(t.putText(a), t.print(a.ID, f))
}

// putText stores what only the reader shows.
func (t *tx) putText(a feed.Article) error {
	breadcrumb, err1 := toJSON(a.Breadcrumb)
	pictures, err2 := toJSON(a.Pictures)
	documents, err3 := toJSON(a.Attachments)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	_, err := t.exec(`INSERT OR REPLACE INTO texts (article, author, breadcrumb, prev_title, prev_url, next_title, next_url,
		pictures, attachments, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, a.ID, a.Author, breadcrumb, a.Prev.Title, a.Prev.URL,
		a.Next.Title, a.Next.URL, pictures, documents, a.Body)
	return err
}

// updateArticle brings a stored article up to date with what its page says now and reports whether its content
// changed. A text is never replaced by nothing, a date never by no date, and a zone that the reader chose stays.
func (t *tx) updateArticle(id feed.ArticleID, a feed.Article, zone feed.ZoneID) (bool, error) {
	old, _, err := t.article(id)
	if err != nil {
		return false, err
	}
	a.ID, a.URL, a.Source = id, old.URL, old.Source
	if a.Body == "" {
		a.Body = old.Body
	}
	if a.Title == "" {
		a.Title = old.Title
	}
	if keepsDate(old.Published, a.Published) {
		a.Published = old.Published
	}
	if old.Evidence == feed.FromRule {
		zone, a.Region, a.Evidence = old.Zone.ID, old.Region, old.Evidence
	}
	changed := !sameContent(a, old)
	moved := zone != old.Zone.ID || a.Region != old.Region || a.Evidence != old.Evidence
	if !changed && !moved && a.Prev == old.Prev && a.Next == old.Next {
		return false, nil
	}
	if err := t.putText(a); err != nil {
		return false, err
	}
	_, err = t.exec(`UPDATE articles SET title = ?, published = ?, exact = ?, origin = ?, label = ?, channel = ?, lang = ?,
		zone = ?, region = ?, evidence = ?, pictures = ?, attachments = ?, fetched = ? WHERE id = ?`,
		a.Title, publishedSecond(a.Published), a.Published.Exact, a.Origin, a.ZoneLabel, a.Channel(), language(a),
		zone, a.Region, a.Evidence, len(a.Pictures), len(a.Attachments), millis(a.Fetched), id)
	if err != nil || !changed {
		return false, err
	}
	return true, errors.Join(t.print(id, feed.FingerprintOf(a)), t.unindex(id))
}

// keepsDate reports whether an article keeps its date against one that says less: nothing, a guess, or the same day less
// exactly. Another day is a correction.
func keepsDate(old, new feed.Published) bool {
	if new.Exact >= old.Exact {
		return false
	}
	return new.Exact <= feed.FromAddress || new.Day() == old.Day()
}

// article reads an article within the transaction.
func (t *tx) article(id feed.ArticleID) (feed.Article, feed.Status, error) {
	stmt, err := t.prepared(articleQuery + ` WHERE a.id = ?`)
	if err != nil {
		return feed.Article{}, feed.Status{}, err
	}
	return scanArticle(stmt.QueryRowContext(t.ctx, id).Scan)
}

// sameContent compares all that the pages of two articles say but for the neighbours, which change when other
// articles appear.
func sameContent(a, b feed.Article) bool {
	return a.Title == b.Title && a.Published.String() == b.Published.String() && a.Origin == b.Origin &&
		a.Author == b.Author && a.ZoneLabel == b.ZoneLabel && a.Body == b.Body &&
		slices.Equal(a.Breadcrumb, b.Breadcrumb) && slices.Equal(a.Pictures, b.Pictures) &&
		slices.Equal(a.Attachments, b.Attachments)
}
