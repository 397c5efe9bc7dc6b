package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
	"zonewire/tui/i18n"
	"zonewire/tui/typeset"
)

// placeRecord is a region or zone as scripts see it.
type placeRecord struct {
	Name   string   `json:"name"`
	Type   string   `json:"type"`   // of a zone as feed.ZoneType, "zone" when it has none; or province, city, county
	Region []string `json:"region"` // province first, with the place itself when it is a region
	Unread int      `json:"unread"`
	Total  int      `json:"total"`
}

func zonesCommand(a *app) *cobra.Command {
	var asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:     "zones [TEXT]",
		Short:   a.text.ZonesShort,
		Long:    a.text.ZonesLong,
		Example: "  zonewire zones zjg\n  zonewire zones 苏州 --json",
		Args:    a.usage(cobra.ArbitraryArgs),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit <= 0 {
				return a.notPositive("--limit", strconv.Itoa(limit))
			}
			if err := a.openIfThere(cmd.Context()); err != nil {
				return err
			}
			return a.printPlaces(cmd.Context(), strings.Join(args, " "), limit, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	cmd.Flags().IntVar(&limit, "limit", 50, a.text.FlagPlaces)
	cmd.AddCommand(zoneRulesCommand(a))
	return cmd
}

// printPlaces prints the places that the text fits, best first; those with articles before those without.
func (a *app) printPlaces(ctx context.Context, text string, limit int, asJSON bool) error {
	zones, counts, err := a.counted(ctx)
	if err != nil {
		return err
	}
	weights := map[string]gazetteer.Weight{}
	names := map[feed.ZoneID]string{}
	for _, z := range zones {
		names[z.ID] = z.Name
	}
	for _, c := range counts {
		if c.Zone != 0 {
			weigh(weights, names[c.Zone], c.Unread, c.Total)
		}
		for code := c.Region; code != ""; code = code.Parent() {
			weigh(weights, string(code), c.Unread, c.Total)
		}
	}
	found := a.places.Index(zones).Find(text, func(c gazetteer.Candidate) gazetteer.Weight {
		if c.Zone.Name != "" {
			return weights[c.Zone.Name]
		}
		return weights[string(c.Region.Code)]
	}, len(a.places.Regions())+len(a.places.Zones())+len(zones))
	if len(found) == 0 {
		return missing(a.text.NoPlace, text)
	}
	slices.SortStableFunc(found, func(x, y gazetteer.Match) int { return boolOrder(x.Total > 0, y.Total > 0) })
	for _, m := range found[:min(limit, len(found))] {
		if err := a.printPlace(m, asJSON); err != nil {
			return err
		}
	}
	return nil
}

// counted is the zones of the cache and the counts of its places; nothing where there is no cache.
func (a *app) counted(ctx context.Context) ([]feed.Zone, []storage.Count, error) {
	if a.store == nil {
		return nil, nil, nil
	}
	zones, err := a.store.Zones(ctx)
	if err != nil {
		return nil, nil, err
	}
	counts, err := a.store.Counts(ctx)
	return zones, counts, err
}

func weigh(weights map[string]gazetteer.Weight, key string, unread, total int) {
	w := weights[key]
	w.Unread += unread
	w.Total += total
	weights[key] = w
}

// boolOrder puts true first.
func boolOrder(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}

func (a *app) printPlace(m gazetteer.Match, asJSON bool) error {
	r := placeRecord{Name: m.Zone.Name, Type: string(m.Zone.Type), Region: regionNames(a.places, m.Region.Code), Unread: m.Unread, Total: m.Total}
	switch {
	case r.Name == "":
		r.Name = m.Region.Name
		r.Type = [...]string{"", "province", "city", "county"}[m.Region.Code.Level()]
	case r.Type == "":
		r.Type = "zone"
	}
	if asJSON {
		return printJSON(a.out, r, true)
	}
	name := a.nameOf(r.Name)
	if name != r.Name {
		name += " " + r.Name // many names are one in Latin letters
	}
	_, err := fmt.Fprintf(a.out, "%5d/%-6d %s %s %s\n", r.Unread, r.Total,
		typeset.Pad(name, max(44, typeset.Width(name))), typeset.Pad(a.typeName(r.Type), 8), strings.Join(a.regionPath(m.Region.Code), " "))
	return err
}

// nameOf is a place's name in the language of the program, as the reader shows it.
func (a *app) nameOf(name string) string {
	if a.lang == i18n.English {
		if english := a.places.English(name); english != "" {
			return english
		}
	}
	return name
}

// typeName is a place record's type in the language of the program.
func (a *app) typeName(kind string) string {
	english := a.lang == i18n.English
	switch feed.ZoneType(kind) {
	case feed.EconomicZone:
		return either(english, "ETDZ", "经开区")
	case feed.HighTechZone:
		return either(english, "HIDZ", "高新区")
	case feed.BondedZone:
		return either(english, "bonded", "综保区")
	case feed.BorderZone:
		return either(english, "border", "边合区")
	case feed.TouristZone:
		return either(english, "tourist", "度假区")
	}
	switch kind {
	case "province":
		return either(english, kind, "省级")
	case "city":
		return either(english, kind, "地级")
	case "county":
		return either(english, kind, "县级")
	}
	return either(english, "zone", "开发区")
}

func either(first bool, x, y string) string {
	if first {
		return x
	}
	return y
}
