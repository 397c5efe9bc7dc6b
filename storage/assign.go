package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"zonewire/feed"
)

// place is where an article belongs and why.
type place struct {
	zone     feed.ZoneID
	region   feed.RegionCode
	evidence feed.Evidence
}

// AssignZone gives articles another zone and region on the reader's word, which no later sync overrules. A zone
// without a name is no zone.
func (s *Store) AssignZone(ctx context.Context, ids []feed.ArticleID, zone feed.Zone, region feed.RegionCode) error {
	var before map[place][]feed.ArticleID
	err := s.write(ctx, "assign zone", zone.Name, func(t *tx) error {
		id, err := t.zoneID(zone)
		if err != nil {
			return err
		}
		if before, err = t.places(ids); err != nil {
			return err
		}
		return t.put(place{zone: id, region: region, evidence: feed.FromRule}, ids)
	})
	if err != nil {
		return err
	}
	s.past.push(step{undone: Undone{Action: ActAssign, Articles: size(before)}, revert: revertPlaces(before)})
	return nil
}

func revertPlaces(before map[place][]feed.ArticleID) func(*tx) error {
	return func(t *tx) error {
		for p, ids := range before {
			if err := t.put(p, ids); err != nil {
				return err
			}
		}
		return nil
	}
}

func size(groups map[place][]feed.ArticleID) int {
	n := 0
	for _, ids := range groups {
		n += len(ids)
	}
	return n
}

// places groups articles by where they are now.
func (t *tx) places(ids []feed.ArticleID) (map[place][]feed.ArticleID, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	groups := map[place][]feed.ArticleID{}
	err = t.each(`SELECT id, zone, region, evidence FROM articles WHERE id IN (SELECT value FROM json_each(?))`,
		[]any{string(list)}, func(rows *sql.Rows) error {
			var id feed.ArticleID
			var p place
			err := rows.Scan(&id, &p.zone, &p.region, &p.evidence)
			groups[p] = append(groups[p], id)
			return err
		})
	return groups, err
}

func (t *tx) put(p place, ids []feed.ArticleID) error {
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE articles SET zone = ?, region = ?, evidence = ? WHERE id IN (SELECT value FROM json_each(?))`,
		p.zone, p.region, p.evidence, string(list))
	if err != nil {
		return fmt.Errorf("put %d articles: %w", len(ids), err)
	}
	return nil
}
