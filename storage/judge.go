package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"zonewire/feed"
)

// isRule reports whether queries of a use are applied to articles by themselves.
func (u QueryUse) isRule() bool { return u == UseMute || u == UseRead || u == UseWatch }

// judgement is a rule that can be applied: where is nil when its text can no longer be read, such as when the source
// that it names is gone.
type judgement struct {
	KeptQuery
	where feed.Expr
}

// readQuery reads a kept query's text with the names of this cache.
func (s *Store) readQuery(each eachRows, text string) (feed.Expr, error) {
	names := feed.Names{Now: s.now()}
	if s.names != nil {
		zones, err := readZones(each)
		if err != nil {
			return nil, err
		}
		sources, err := readSources(each)
		if err != nil {
			return nil, err
		}
		names = s.names(zones, sources, s.now())
	}
	return feed.ParseQuery(text, names)
}

// judgements are all rules, ready to be applied.
func (s *Store) judgements(t *tx) ([]judgement, error) {
	var all []judgement
	err := t.each(`SELECT id, use, name, text FROM queries WHERE use IN (?, ?, ?) ORDER BY id`,
		[]any{UseMute, UseRead, UseWatch}, func(rows *sql.Rows) error {
			var j judgement
			err := rows.Scan(&j.ID, &j.Use, &j.Name, &j.Text)
			all = append(all, j)
			return err
		})
	if err != nil {
		return nil, err
	}
	for i := range all {
		where, err := s.readQuery(t.each, all[i].Text)
		if err != nil && feed.KindOf(err) != feed.Invalid {
			return nil, err
		}
		all[i].where = where
	}
	return all, nil
}

// judge applies all rules to articles that have just been stored; those of them that are new may be marked read.
func (s *Store) judge(t *tx, touched, fresh []feed.ArticleID) error {
	if len(touched) == 0 {
		return nil
	}
	rules, err := s.judgements(t)
	if err != nil || len(rules) == 0 {
		return err
	}
	list, err := json.Marshal(touched)
	if err != nil {
		return err
	}
	some := batch{t: t, folder: s.folder(), list: string(list)}
	for _, rule := range rules {
		hits, err := some.hits(rule.where)
		if err != nil {
			return err
		}
		if rule.Use == UseRead {
			hits = slices.DeleteFunc(hits, func(id feed.ArticleID) bool { return !slices.Contains(fresh, id) })
			if _, err := t.setMark(columnRead, true, hits); err != nil {
				return err
			}
			continue
		}
		_, err = t.exec(`DELETE FROM matched WHERE query = ? AND article IN (SELECT value FROM json_each(?))`, rule.ID, some.list)
		if err != nil {
			return err
		}
		if err := t.match(rule.ID, hits); err != nil {
			return err
		}
	}
	return t.mute(touched)
}

// batch is a few articles of a running transaction. The index cannot find their words: it does not have them yet.
type batch struct {
	t      *tx
	folder *folder
	list   string // their ids as json_each reads them
	texts  map[feed.ArticleID]document
}

// hits are the articles of the batch that match; none for a rule that cannot be read.
func (b *batch) hits(where feed.Expr) ([]feed.ArticleID, error) {
	if where == nil {
		return nil, nil
	}
	c, err := conditions{folder: b.folder, words: b.words}.of(where)
	if err != nil {
		return nil, err
	}
	return b.t.ids(`SELECT a.id FROM articles a WHERE a.id IN (SELECT value FROM json_each(?)) AND `+c.sql,
		append([]any{b.list}, c.args...)...)
}

func (b *batch) words(f finding) (clause, error) {
	if b.texts == nil {
		b.texts = map[feed.ArticleID]document{}
		err := b.t.each(`SELECT a.id, a.title, t.body, a.origin FROM articles a JOIN texts t ON t.article = a.id
			WHERE a.id IN (SELECT value FROM json_each(?))`, []any{b.list}, func(rows *sql.Rows) error {
			var id feed.ArticleID
			var title, body, origin string
			err := rows.Scan(&id, &title, &body, &origin)
			b.texts[id] = b.folder.document(document{}, title, body, origin)
			return err
		})
		if err != nil {
			return clause{}, err
		}
	}
	found := []feed.ArticleID{}
	for id, text := range b.texts {
		if f.holds(text, inAny) {
			found = append(found, id)
		}
	}
	list, err := json.Marshal(found)
	return clause{"a.id IN (SELECT value FROM json_each(?))", []any{string(list)}}, err
}

// match notes which articles a rule matches.
func (t *tx) match(rule QueryID, ids []feed.ArticleID) error {
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT OR IGNORE INTO matched SELECT id, ? FROM articles WHERE id IN (SELECT value FROM json_each(?))`,
		rule, string(list))
	return err
}

// mute hides those of the articles that a mute rule matches, and shows the others.
func (t *tx) mute(ids []feed.ArticleID) error {
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	const matching = `SELECT m.article FROM matched m JOIN queries q ON q.id = m.query AND q.use = 'mute'`
	_, err1 := t.exec(`INSERT OR IGNORE INTO muted `+matching+` WHERE m.article IN (SELECT value FROM json_each(?))`, string(list))
	_, err2 := t.exec(`DELETE FROM muted WHERE article IN (SELECT value FROM json_each(?))
		AND NOT EXISTS (`+matching+` WHERE m.article = muted.article)`, string(list))
	return errors.Join(err1, err2)
}

// verdict is a rule with what it did to the cache.
type verdict struct {
	KeptQuery
	matched []feed.ArticleID // of a mute or watch rule
	marked  []feed.ArticleID // of a read rule: those that were unread
}

// pass keeps a rule and applies it to hits. A rule without an id gets one.
func (t *tx) pass(q KeptQuery, hits []feed.ArticleID) (verdict, error) {
	v := verdict{KeptQuery: q}
	id, err := t.insert(`INSERT INTO queries (id, use, name, text) VALUES (?, ?, ?, ?)`, nullableQuery(q.ID), q.Use, q.Name, q.Text)
	if err != nil {
		return v, err
	}
	v.ID = QueryID(id)
	switch q.Use {
	case UseView:
		return v, nil
	case UseRead:
		v.marked, err = t.setMark(columnRead, true, hits)
		return v, err
	}
	v.matched = hits
	if err := t.match(v.ID, hits); err != nil {
		return v, err
	}
	return v, t.mute(hits)
}

func nullableQuery(id QueryID) any {
	if id == 0 {
		return nil
	}
	return id
}

// lift removes a rule and shows what it muted; what it marked read stays read. False when there is no such rule.
func (t *tx) lift(id QueryID) (verdict, bool, error) {
	v := verdict{KeptQuery: KeptQuery{ID: id}}
	found, err := t.get(`DELETE FROM queries WHERE id = ? RETURNING use, name, text`, []any{id}, &v.Use, &v.Name, &v.Text)
	if err != nil || !found {
		return v, false, err
	}
	if v.matched, err = t.ids(`DELETE FROM matched WHERE query = ? RETURNING article`, id); err != nil {
		return v, false, err
	}
	return v, true, t.mute(v.matched)
}

// keepRule adds a rule, or changes the one with q.ID, and applies it to the cache at once.
func (s *Store) keepRule(ctx context.Context, q KeptQuery) (QueryID, error) {
	where, err := s.readQuery(s.reading(ctx), q.Text)
	if err == nil && where == nil {
		err = &feed.Error{Kind: feed.Invalid, Err: errors.New("a rule for everything")}
	}
	if err != nil {
		return 0, failed("keep rule", q.Name, err)
	}
	// The cache is searched before the lock is taken, and again only when it has changed meanwhile.
	seen, err := s.Changes(ctx)
	if err != nil {
		return 0, err
	}
	hits, err := s.allMatching(ctx, where)
	if err != nil {
		return 0, failed("keep rule", q.Name, err)
	}
	return s.replaceQuery(ctx, q, func() ([]feed.ArticleID, error) {
		if now, err := s.Changes(ctx); err == nil && now == seen {
			return hits, nil
		}
		return s.allMatching(ctx, where)
	})
}

// replaceQuery adds a query with the articles that it matches, or puts it in the place of the one with q.ID.
func (s *Store) replaceQuery(ctx context.Context, q KeptQuery, hits func() ([]feed.ArticleID, error)) (QueryID, error) {
	var before, after verdict
	err := s.write(ctx, "keep query", q.Name, func(t *tx) error {
		if err := nameIsKept(t, q); err != nil {
			return err
		}
		found, err := hits()
		if err != nil {
			return err
		}
		if q.ID != 0 {
			var had bool
			if before, had, err = t.lift(q.ID); err != nil {
				return err
			} else if !had {
				return notFound("keep query", q.Name)
			}
		}
		after, err = t.pass(q, found)
		return err
	})
	if err != nil {
		return 0, err
	}
	action := ActAddRule
	if q.Use == UseView {
		action = ActAddView
	}
	s.past.push(step{undone: Undone{Action: action, Articles: len(after.matched) + len(after.marked)}, revert: func(t *tx) error {
		if _, _, err := t.lift(after.ID); err != nil {
			return err
		}
		if _, err := t.setMark(columnRead, false, after.marked); err != nil || before.ID == 0 {
			return err
		}
		_, err := t.pass(before.KeptQuery, before.matched)
		return err
	}})
	return after.ID, nil
}

// ForgetQuery removes a kept query. What a rule muted is shown again; what it marked read stays read. Undo makes the
// query again.
func (s *Store) ForgetQuery(ctx context.Context, id QueryID) error {
	var before verdict
	subject := fmt.Sprint(id)
	err := s.write(ctx, "forget query", subject, func(t *tx) error {
		var found bool
		var err error
		if before, found, err = t.lift(id); err == nil && !found {
			err = notFound("forget query", subject)
		}
		return err
	})
	if err != nil {
		return err
	}
	action := ActForget
	if before.Use == UseView {
		action = ActForgetView
	}
	s.past.push(step{undone: Undone{Action: action, Articles: len(before.matched)}, revert: func(t *tx) error {
		_, err := t.pass(before.KeptQuery, before.matched)
		return err
	}})
	return nil
}

// allMatching are all articles of a condition, muted ones too.
func (s *Store) allMatching(ctx context.Context, e feed.Expr) ([]feed.ArticleID, error) {
	c, err := s.matching(ctx, e)
	if err != nil {
		return nil, err
	}
	ids := []feed.ArticleID{}
	err = s.each(ctx, `SELECT a.id FROM articles a WHERE `+c.sql, c.args, func(rows *sql.Rows) error {
		var id feed.ArticleID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}
