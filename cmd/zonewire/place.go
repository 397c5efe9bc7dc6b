package main

import (
	"context"
	"strings"
	"time"

	"zonewire/feed"
)

// inRegion is the condition of a region by its name or, as in a query, of those that pinyin or English fits.
func (a *app) inRegion(name string) (feed.Expr, error) {
	code, err := a.regionByName(name)
	if err == nil {
		return feed.InRegion{Code: code}, nil
	}
	var any feed.Or
	for _, code := range a.places.QueryNames(nil, nil, time.Now()).Region(name) {
		any = append(any, feed.InRegion{Code: code})
	}
	if len(any) == 0 {
		return nil, err
	}
	return any, nil
}

// inZone is the condition of a zone by its name or, as in a query, of those that pinyin or English fits.
func (a *app) inZone(ctx context.Context, name string) (feed.Expr, error) {
	zones, err := a.store.Zones(ctx)
	if err != nil {
		return nil, err
	}
	if id := a.zoneByName(zones, name); id != 0 {
		return feed.InZone{ID: id}, nil
	}
	var any feed.Or
	for _, id := range a.places.QueryNames(zones, nil, time.Now()).Zone(name) {
		any = append(any, feed.InZone{ID: id})
	}
	if len(any) == 0 {
		return nil, missing(a.text.NoZone, name)
	}
	return any, nil
}

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
		return "", missing(a.text.NoRegion, name)
	}
	return best, nil
}

// zoneByName finds one of the zones by its full name, an alias, or a part of its name; 0 when there is none.
func (a *app) zoneByName(zones []feed.Zone, name string) feed.ZoneID {
	full := name
	if z, ok := a.places.Zone(name); ok {
		full = z.Name
	}
	for _, z := range zones {
		if z.Name == full || z.Short == name {
			return z.ID
		}
	}
	for _, z := range zones {
		if strings.Contains(z.Name, name) {
			return z.ID
		}
	}
	return 0
}
