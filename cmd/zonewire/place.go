package main

import (
	"context"
	"strings"

	"zonewire/feed"
)

// regionByName finds a region by its code, full or short name. Of several with one name the widest is meant.
func (a *app) regionByName(name string) (feed.RegionCode, error) {
	var best feed.RegionCode
	for _, r := range a.places.Regions() {
		if string(r.Code) != name && r.Name != name && a.places.ShortRegion(r.Code) != name {
			continue
		}
		if best == "" || len(r.Code) < len(best) {
			best = r.Code
		}
	}
	if best == "" {
		return "", &feed.Error{Kind: feed.NotFound, Op: "find region", Subject: name}
	}
	return best, nil
}

// zoneByName finds a zone that has articles by its full name, an alias, or a part of its name.
func (a *app) zoneByName(ctx context.Context, name string) (feed.ZoneID, error) {
	zones, err := a.store.Zones(ctx)
	if err != nil {
		return 0, err
	}
	full := name
	if z, ok := a.places.Zone(name); ok {
		full = z.Name
	}
	for _, z := range zones {
		if z.Name == full || z.Short == name {
			return z.ID, nil
		}
	}
	for _, z := range zones {
		if strings.Contains(z.Name, name) {
			return z.ID, nil
		}
	}
	return 0, &feed.Error{Kind: feed.NotFound, Op: "find zone", Subject: name}
}
