package storage

import (
	"context"
	"database/sql"

	"zonewire/feed"
)

// Zones are all zones that were ever met, by id.
func (s *Store) Zones(ctx context.Context) ([]feed.Zone, error) {
	all, err := readZones(s.reading(ctx))
	return all, failed("read", "zones", err)
}

func readZones(each eachRows) ([]feed.Zone, error) {
	var all []feed.Zone
	err := each(`SELECT id, name, short, type, level, region FROM zones ORDER BY id`, nil, func(rows *sql.Rows) error {
		var z feed.Zone
		err := rows.Scan(&z.ID, &z.Name, &z.Short, &z.Type, &z.Level, &z.Region)
		all = append(all, z)
		return err
	})
	return all, err
}

// zoneID is the id of the zone of that name, which is added when it is new. What z knows replaces what was stored. A zone
// of the same short name in the same region whose name differs by what stands before it only is the same: 江苏省张家港保税区
// and 张家港保税区.
func (t *tx) zoneID(z feed.Zone) (feed.ZoneID, error) {
	if z.Name == "" {
		return 0, nil
	}
	if id, met := t.zones[z]; met {
		return id, nil
	}
	id, err := t.keepZone(z)
	if err == nil {
		if t.zones == nil {
			t.zones = map[feed.Zone]feed.ZoneID{}
		}
		t.zones[z] = id
	}
	return id, err
}

// keepZone looks a zone up, adds it or brings it up to date.
func (t *tx) keepZone(z feed.Zone) (feed.ZoneID, error) {
	var had feed.Zone
	found, err := t.get(`SELECT id, short, type, level, region FROM zones WHERE name = ?`, []any{z.Name},
		&had.ID, &had.Short, &had.Type, &had.Level, &had.Region)
	if err == nil && !found {
		found, err = t.get(`SELECT id, short, type, level, region FROM zones WHERE short = ?2 AND region = ?3
			AND (substr(name, -length(?1)) = ?1 OR substr(?1, -length(name)) = name) LIMIT 1`, []any{z.Name, z.Short, z.Region},
			&had.ID, &had.Short, &had.Type, &had.Level, &had.Region)
	}
	if err != nil {
		return 0, err
	}
	if !found {
		id, err := t.insert(`INSERT INTO zones (name, short, type, level, region) VALUES (?, ?, ?, ?, ?)`,
			z.Name, z.Short, z.Type, z.Level, z.Region)
		return feed.ZoneID(id), err
	}
	is := had
	is.Short, is.Type = either(z.Short, had.Short), either(z.Type, had.Type)
	is.Level, is.Region = either(z.Level, had.Level), either(z.Region, had.Region)
	if is != had {
		_, err = t.exec(`UPDATE zones SET short = ?, type = ?, level = ?, region = ? WHERE id = ?`,
			is.Short, is.Type, is.Level, is.Region, had.ID)
	}
	return had.ID, err
}

func either[T ~string](new, old T) T {
	if new != "" {
		return new
	}
	return old
}
