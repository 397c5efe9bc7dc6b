package storage

import (
	"context"
	"database/sql"
	"strconv"

	"zonewire/feed"
)

// RuleID is a rule's row in the cache.
type RuleID int64

// RuleKind says what a rule looks at.
type RuleKind string

// A rule looks at the zone label that the page prints, or at the source that brought the article.
const (
	ByLabel  RuleKind = "label"
	BySource RuleKind = "source"
)

// Rule gives all articles of a label or a source another zone.
type Rule struct {
	ID     RuleID
	Kind   RuleKind
	Text   string // the label as printed, or the source's id in decimal
	Zone   feed.Zone
	Region feed.RegionCode
}

// Rules are the reader's rules in the order in which they were made.
func (s *Store) Rules(ctx context.Context) ([]Rule, error) {
	var all []Rule
	err := s.each(ctx, `SELECT r.id, r.kind, r.text, r.region, r.zone, coalesce(z.name, ''), coalesce(z.short, ''),
		coalesce(z.type, ''), coalesce(z.level, ''), coalesce(z.region, '')
		FROM rules r LEFT JOIN zones z ON z.id = r.zone ORDER BY r.id`, nil, func(rows *sql.Rows) error {
		var r Rule
		err := rows.Scan(&r.ID, &r.Kind, &r.Text, &r.Region, &r.Zone.ID, &r.Zone.Name, &r.Zone.Short, &r.Zone.Type,
			&r.Zone.Level, &r.Zone.Region)
		all = append(all, r)
		return err
	})
	return all, failed("read", "rules", err)
}

// AddRule keeps a rule, in the place of one for the same label or source, applies it to the cache at once and returns
// how many articles it moved. Later articles follow it when they are saved. Undo takes back the rule and the moves.
func (s *Store) AddRule(ctx context.Context, r Rule) (int, error) {
	var before map[place][]feed.ArticleID
	var id int64
	var old *Rule
	err := s.write(ctx, "add rule", r.Text, func(t *tx) error {
		zone, err := t.zoneID(r.Zone)
		if err != nil {
			return err
		}
		r.Zone.ID = zone
		if old, err = t.ruleFor(r.Kind, r.Text); err != nil {
			return err
		}
		if old != nil {
			if _, err := t.exec(`DELETE FROM rules WHERE id = ?`, old.ID); err != nil {
				return err
			}
		}
		if id, err = t.insert(`INSERT INTO rules (kind, text, zone, region) VALUES (?, ?, ?, ?)`, r.Kind, r.Text, zone, r.Region); err != nil {
			return err
		}
		before, err = t.apply(r)
		return err
	})
	if err != nil {
		return 0, err
	}
	revertMoves := revertPlaces(before)
	s.past.push(step{
		undone: Undone{Action: ActAddRule, Articles: size(before)},
		revert: func(t *tx) error {
			if _, err := t.exec(`DELETE FROM rules WHERE id = ?`, id); err != nil {
				return err
			}
			if old != nil {
				_, err := t.exec(`INSERT INTO rules (id, kind, text, zone, region) VALUES (?, ?, ?, ?, ?)`,
					old.ID, old.Kind, old.Text, old.Zone.ID, old.Region)
				if err != nil {
					return err
				}
			}
			return revertMoves(t)
		},
	})
	return size(before), nil
}

// RuleReach is how many articles AddRule would move now.
func (s *Store) RuleReach(ctx context.Context, r Rule) (int, error) {
	query := `SELECT count(*) FROM articles WHERE label = ? AND label <> ''`
	if r.Kind == BySource {
		query = `SELECT count(*) FROM articles WHERE source = ?`
	}
	var n int
	err := s.each(ctx, query, []any{r.Text}, func(rows *sql.Rows) error { return rows.Scan(&n) })
	return n, failed("count", "articles of a rule", err)
}

// RemoveRule forgets a rule. Articles that it moved stay where they are.
func (s *Store) RemoveRule(ctx context.Context, id RuleID) error {
	subject := strconv.FormatInt(int64(id), 10)
	return s.write(ctx, "remove rule", subject, func(t *tx) error {
		n, err := t.exec(`DELETE FROM rules WHERE id = ?`, id)
		if err == nil && n == 0 {
			return notFound("remove rule", subject)
		}
		return err
	})
}

// apply moves the articles that a rule is about and returns where they were.
func (t *tx) apply(r Rule) (map[place][]feed.ArticleID, error) {
	query, key := `SELECT id FROM articles WHERE label = ? AND label <> ''`, any(r.Text)
	if r.Kind == BySource {
		query = `SELECT id FROM articles WHERE source = ?`
	}
	ids, err := t.ids(query, key)
	if err != nil {
		return nil, err
	}
	before, err := t.places(ids)
	if err != nil {
		return nil, err
	}
	return before, t.put(place{zone: r.Zone.ID, region: r.Region, evidence: feed.FromRule}, ids)
}

func (t *tx) ruleFor(kind RuleKind, text string) (*Rule, error) {
	r := Rule{Kind: kind, Text: text}
	found, err := t.get(`SELECT id, zone, region FROM rules WHERE kind = ? AND text = ?`, []any{kind, text},
		&r.ID, &r.Zone.ID, &r.Region)
	if !found {
		return nil, err
	}
	return &r, err
}

// ruled is where a rule puts an article that is being saved; a label says more than a source. Without a rule it is
// where the article says.
func (t *tx) ruled(a feed.Article, zone feed.ZoneID) (place, error) {
	for _, by := range []Rule{{Kind: ByLabel, Text: a.ZoneLabel}, {Kind: BySource, Text: strconv.FormatInt(int64(a.Source), 10)}} {
		if by.Text == "" {
			continue
		}
		r, err := t.ruleFor(by.Kind, by.Text)
		if err != nil {
			return place{}, err
		}
		if r != nil {
			return place{zone: r.Zone.ID, region: r.Region, evidence: feed.FromRule}, nil
		}
	}
	return place{zone: zone, region: a.Region, evidence: a.Evidence}, nil
}
