package storage

import (
	"context"
	"fmt"
	"strings"

	"zonewire/feed"
)

// clause is a piece of SQL with the arguments of its placeholders.
type clause struct {
	sql  string
	args []any
}

// visible leaves out the articles that a rule mutes.
const visible = "a.id NOT IN (SELECT article FROM muted)"

// watched holds for articles that a watch rule matches.
const watched = `a.id IN (SELECT m.article FROM matched m JOIN queries w ON w.id = m.query WHERE w.use = 'watch')`

// where is the condition on articles AS a that e stands for, muted ones left out. The words are looked up in the
// search index and in the articles that are not in it yet.
func (s *Store) where(ctx context.Context, e feed.Expr) (clause, error) {
	c, err := s.matching(ctx, e)
	return clause{"(" + visible + " AND " + c.sql + ")", c.args}, err
}

// matching is where with the muted articles.
func (s *Store) matching(ctx context.Context, e feed.Expr) (clause, error) {
	return conditions{folder: s.folder(), words: func(f finding) (clause, error) {
		hits, err := lookThrough(s.reading(ctx), s.folder(), f, true, clause{sql: "1"})
		if err != nil {
			return clause{}, err
		}
		list, err := idList(hits)
		return clause{
			fmt.Sprintf(`(coalesce(a.doc IN (SELECT rowid FROM %[1]s WHERE %[1]s MATCH ?), 0)
			OR a.id IN (SELECT value FROM json_each(?)))`, f.table()),
			[]any{f.match(inAny, false), list},
		}, err
	}}.of(e)
}

// conditions turns expressions into SQL; words makes the condition for what is about text.
type conditions struct {
	folder *folder
	words  func(finding) (clause, error)
}

func (c conditions) of(e feed.Expr) (clause, error) {
	if e == nil {
		return clause{sql: "1"}, nil
	}
	switch e := e.(type) {
	case feed.And:
		return c.all(e, " AND ", "1")
	case feed.Or:
		if found, ok, err := c.text(e); ok || err != nil {
			return found, err
		}
		return c.all(e, " OR ", "0")
	case feed.Not:
		of, err := c.of(e.Of)
		return clause{"NOT (" + of.sql + ")", of.args}, err
	case feed.Words:
		found, _, err := c.text(e)
		return found, err
	}
	return whereField(e)
}

// all joins conditions as a balanced tree: SQLite bounds the depth of an expression, not its size.
func (c conditions) all(list []feed.Expr, word, none string) (clause, error) {
	switch len(list) {
	case 0:
		return clause{sql: none}, nil
	case 1:
		return c.of(list[0])
	}
	left, err := c.all(list[:len(list)/2], word, none)
	if err != nil {
		return clause{}, err
	}
	right, err := c.all(list[len(list)/2:], word, none)
	return clause{"(" + left.sql + word + right.sql + ")", append(left.args, right.args...)}, err
}

// text is the condition for an expression that the search index can answer; false when it cannot.
func (c conditions) text(e feed.Expr) (clause, bool, error) {
	f, ok := c.folder.finding(e)
	if !ok {
		return clause{}, false, nil
	}
	if !f.indexed() {
		switch {
		case f.op == findAll && len(f.kids) == 0:
			return clause{sql: "1"}, true, nil
		case f.op == findAny && len(f.kids) == 0:
			return clause{sql: "0"}, true, nil
		}
		return clause{}, false, nil
	}
	found, err := c.words(f)
	return found, err == nil, err
}

// whereField is the condition for an expression about anything but text.
func whereField(e feed.Expr) (clause, error) {
	switch e := e.(type) {
	case feed.InRegion:
		switch e.Code.Level() {
		case feed.Province:
			return clause{"substr(a.region, 1, 2) = ?", []any{e.Code}}, nil
		case feed.City:
			return clause{"substr(a.region, 1, 4) = ?", []any{e.Code}}, nil
		}
		return clause{"a.region = ?", []any{e.Code}}, nil
	case feed.InZone:
		return clause{"a.zone = ?", []any{e.ID}}, nil
	case feed.InSource:
		return clause{
			"EXISTS (SELECT 1 FROM carried k WHERE k.source = ? AND k.published = a.published AND k.article = a.id)",
			[]any{e.ID},
		}, nil
	case feed.InLanguage:
		return clause{"a.lang = ?", []any{e.Code}}, nil
	case feed.InText:
		return whereText(e)
	case feed.IsUnread:
		return clause{sql: "a.read = 0"}, nil
	case feed.IsStarred:
		return clause{sql: "a.starred = 1"}, nil
	case feed.IsWatched:
		return clause{sql: watched}, nil
	case feed.Has:
		if e.What == feed.HasAttachment {
			return clause{sql: "a.attachments > 0"}, nil
		}
		return clause{sql: "a.pictures > 0"}, nil
	case feed.Between:
		return whereBetween(e), nil
	}
	return clause{}, &feed.Error{Kind: feed.Invalid, Op: "read query", Subject: fmt.Sprintf("%T", e)}
}

// whereText looks for text within a field, whatever its case in ASCII.
func whereText(e feed.InText) (clause, error) {
	text := []any{strings.ToLower(e.Text)}
	switch e.Field {
	case feed.FieldChannel:
		return clause{"instr(lower(a.channel), ?) > 0", text}, nil
	case feed.FieldOrigin:
		return clause{"instr(lower(a.origin), ?) > 0", text}, nil
	case feed.FieldZone:
		return clause{"a.zone IN (SELECT id FROM zones WHERE instr(lower(name || ' ' || short), ?) > 0)", text}, nil
	case feed.FieldSource:
		return clause{`EXISTS (SELECT 1 FROM carried k JOIN sources o ON o.id = k.source
			WHERE k.article = a.id AND instr(lower(o.name), ?) > 0)`, text}, nil
	}
	return clause{}, &feed.Error{Kind: feed.Invalid, Op: "read query", Subject: string(e.Field)}
}

// whereBetween leaves out articles without a date.
func whereBetween(e feed.Between) clause {
	c := clause{sql: "a.exact > 0"}
	if !e.From.IsZero() {
		c.sql += " AND a.published >= ?"
		c.args = append(c.args, e.From.Unix())
	}
	if !e.Until.IsZero() {
		c.sql += " AND a.published < ?"
		c.args = append(c.args, e.Until.Unix())
	}
	return clause{"(" + c.sql + ")", c.args}
}
