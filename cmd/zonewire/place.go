package main

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"

	"zonewire/feed"
)

// inRegion is the condition of a region by its name or, as in a query, of those that pinyin or English fits.
func (a *app) inRegion(name string) (feed.Expr, error) {
	var any feed.Or
	for _, code := range a.regionsNamed(name) {
		any = append(any, feed.InRegion{Code: code})
	}
	if len(any) == 0 {
		return nil, missing(a.text.NoRegion, name)
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

// regionsNamed are the regions that a name stands for, as in a query. Of those with one name the widest are meant.
func (a *app) regionsNamed(name string) (widest []feed.RegionCode) {
	if len(name) == officialCode && strings.Trim(name, "0123456789") == "" {
		name = strings.TrimSuffix(strings.TrimSuffix(name, "00"), "00")
	}
	for _, code := range a.places.QueryNames(nil, nil, time.Now()).Region(name) {
		switch {
		case len(widest) == 0 || len(code) < len(widest[0]):
			widest = []feed.RegionCode{code}
		case len(code) == len(widest[0]):
			widest = append(widest, code)
		}
	}
	return widest
}

// officialCode is the length of a division code as GB/T 2260 writes it, with zeros behind those of wide regions.
const officialCode = 6

// longestChoice is how many regions a sentence names.
const longestChoice = 8

// regionByName is the one region that a name stands for, as in a query. Where there are several, none is meant and the
// sentence names them.
func (a *app) regionByName(name string) (feed.RegionCode, error) {
	codes := a.regionsNamed(strings.TrimSpace(name))
	switch len(codes) {
	case 0:
		return "", missing(a.text.NoRegion, name)
	case 1:
		return codes[0], nil
	}
	var choices []string
	for _, code := range codes[:min(len(codes), longestChoice)] {
		choices = append(choices, string(code)+" "+strings.Join(a.regionPath(code), " "))
	}
	if len(codes) > longestChoice {
		choices = append(choices, "…")
	}
	return "", usageError{fmt.Errorf(a.text.SeveralRegions, name, strings.Join(choices, a.text.Separator))}
}

// ownZone is the zone that a person names as a source's own. In letters it has to be one that is known, and one alone; a
// name in Chinese may be of a zone that nothing was heard of yet.
func (a *app) ownZone(ctx context.Context, name string) (feed.Zone, error) {
	name = strings.TrimSpace(feed.Clean(name))
	if z, ok := a.places.Zone(name); ok || name == "" {
		return z, nil
	}
	met, err := a.store.Zones(ctx)
	if err != nil {
		return feed.Zone{}, err
	}
	for _, z := range met {
		if z.Name == name {
			return z, nil
		}
	}
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return feed.Zone{Name: name}, nil
	}
	found := a.places.Index(met).ZonesSpelled(name)
	switch len(found) {
	case 0:
		return feed.Zone{}, missing(a.text.NoSuchZone, name)
	case 1:
		return found[0], nil
	}
	var choices []string
	for _, z := range found[:min(len(found), longestChoice)] {
		choices = append(choices, z.Name)
	}
	if len(found) > longestChoice {
		choices = append(choices, "…")
	}
	return feed.Zone{}, usageError{fmt.Errorf(a.text.SeveralZones, name, strings.Join(choices, a.text.Separator))}
}

// regionPath is a region's name behind those of the regions that it lies in, in the language of the program.
func (a *app) regionPath(code feed.RegionCode) []string {
	names := regionNames(a.places, code)
	for i, name := range names {
		names[i] = a.nameOf(name)
	}
	return names
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
