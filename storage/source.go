package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"zonewire/feed"
)

const sourceQuery = `SELECT id, name, url, kind, region, zone, pages, interval, full_text, contact, learned, failure,
	detail, since, last_sync, last_good, next_try, failures, charset, moved, coalesce(login, ''), coalesce(command, ''),
	coalesce(legacy_tls, 0) FROM sources LEFT JOIN access ON access.source = sources.id `

func scanSource(scan func(...any) error) (feed.Source, error) {
	var (
		x                          feed.Source
		contact                    []byte
		interval                   int64
		since, sync, good, nextTry int64
	)
	err := scan(&x.ID, &x.Name, &x.URL, &x.Kind, &x.Region, &x.Zone, &x.Pages, &interval, &x.FullText, &contact,
		&x.Learned, &x.Health.Kind, &x.Health.Detail, &since, &sync, &good, &nextTry, &x.Health.Failures,
		&x.Health.Charset, &x.Health.Moved, &x.Access.Login, &x.Access.Command, &x.Access.LegacyTLS)
	if err != nil {
		return x, err
	}
	x.URL = withoutUser(x.URL)
	x.Interval = time.Duration(interval) * time.Millisecond
	x.Health.Since, x.Health.LastSync = fromMillis(since), fromMillis(sync)
	x.Health.LastGood, x.Health.NextTry = fromMillis(good), fromMillis(nextTry)
	return x, json.Unmarshal(contact, &x.Contact)
}

// Sources are all sources, by name.
func (s *Store) Sources(ctx context.Context) ([]feed.Source, error) {
	all, err := readSources(s.reading(ctx))
	return all, failed("read", "sources", err)
}

func readSources(each eachRows) ([]feed.Source, error) {
	var all []feed.Source
	err := each(sourceQuery+`ORDER BY name`, nil, func(rows *sql.Rows) error {
		x, err := scanSource(rows.Scan)
		all = append(all, x)
		return err
	})
	return all, err
}

// SourceByName is the source of that name; feed.NotFound when there is none.
func (s *Store) SourceByName(ctx context.Context, name string) (feed.Source, error) {
	x, err := scanSource(s.pool.QueryRowContext(ctx, sourceQuery+`WHERE name = ?`, name).Scan)
	return x, failed("read source", name, err)
}

// AddSource stores a new source and returns its id. A name that is taken gives feed.Invalid.
func (s *Store) AddSource(ctx context.Context, x feed.Source) (feed.SourceID, error) {
	contact, err := json.Marshal(x.Contact)
	if err != nil {
		return 0, failed("add source", x.Name, err)
	}
	var id int64
	err = s.write(ctx, "add source", x.Name, func(t *tx) error {
		if err := errors.Join(nameIsFree(t, x), holdsPassword(x.URL)); err != nil {
			return err
		}
		id, err = t.insert(`INSERT INTO sources (name, url, kind, region, zone, pages, interval, full_text, contact, learned)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, x.Name, x.URL, x.Kind, x.Region, x.Zone, x.Pages,
			x.Interval.Milliseconds(), x.FullText, contact, x.Learned)
		if err == nil {
			err = t.saveAccess(feed.SourceID(id), x.Access)
		}
		return err
	})
	return feed.SourceID(id), err
}

func nameIsFree(t *tx, x feed.Source) error {
	var other feed.SourceID
	taken, err := t.get(`SELECT id FROM sources WHERE name = ? AND id <> ?`, []any{x.Name, x.ID}, &other)
	switch {
	case err != nil:
		return err
	case x.Name == "":
		return &feed.Error{Kind: feed.Invalid, Err: errors.New("a source needs a name")}
	case taken:
		return &feed.Error{Kind: feed.Invalid, Err: errors.New("a source of this name exists")}
	}
	return nil
}

// UpdateSource changes what a person may change of the source with x.ID: all but its health, and Learned only when
// it is not nil. At another address it has not moved yet.
func (s *Store) UpdateSource(ctx context.Context, x feed.Source) error {
	contact, err := json.Marshal(x.Contact)
	if err != nil {
		return failed("update source", x.Name, err)
	}
	return s.write(ctx, "update source", x.Name, func(t *tx) error {
		if err := errors.Join(nameIsFree(t, x), holdsPassword(x.URL)); err != nil {
			return err
		}
		n, err := t.exec(`UPDATE sources SET name = ?, url = ?, kind = ?, region = ?, zone = ?, pages = ?, interval = ?,
			full_text = ?, contact = ?, learned = coalesce(?, learned), moved = iif(url = ?, moved, '') WHERE id = ?`, x.Name,
			x.URL, x.Kind, x.Region, x.Zone, x.Pages, x.Interval.Milliseconds(), x.FullText, contact, x.Learned, x.URL, x.ID)
		if err == nil && n == 0 {
			return notFound("update source", x.Name)
		}
		if err == nil {
			err = t.saveAccess(x.ID, x.Access)
		}
		return err
	})
}

// SetSourceKind notes what a source turned out to be.
func (s *Store) SetSourceKind(ctx context.Context, id feed.SourceID, kind feed.SourceKind) error {
	return s.write(ctx, "update source", strconv.FormatInt(int64(id), 10), func(t *tx) error {
		_, err := t.exec(`UPDATE sources SET kind = ? WHERE id = ?`, kind, id)
		return err
	})
}

// RemoveSource forgets a source and what was still to be fetched for it. Its articles stay.
func (s *Store) RemoveSource(ctx context.Context, id feed.SourceID) error {
	subject := strconv.FormatInt(int64(id), 10)
	return s.write(ctx, "remove source", subject, func(t *tx) error {
		n, err := t.exec(`DELETE FROM sources WHERE id = ?`, id)
		if err != nil {
			return err
		}
		if n == 0 {
			return notFound("remove source", subject)
		}
		_, err = t.exec(`DELETE FROM frontier WHERE source = ?`, id)
		if err == nil {
			err = t.saveAccess(id, feed.Access{})
		}
		return err
	})
}

// RecordHealth stores how a source's last sync went.
func (s *Store) RecordHealth(ctx context.Context, id feed.SourceID, h feed.Health) error {
	return s.writeTogether(ctx, "record health of source", strconv.FormatInt(int64(id), 10), func(t *tx) error {
		_, err := t.exec(`UPDATE sources SET failure = ?, detail = ?, since = ?, last_sync = ?, last_good = ?, next_try = ?,
			failures = ?, charset = ?, moved = ? WHERE id = ?`, h.Kind, h.Detail, millis(h.Since), millis(h.LastSync),
			millis(h.LastGood), millis(h.NextTry), h.Failures, h.Charset, h.Moved, id)
		return err
	})
}
