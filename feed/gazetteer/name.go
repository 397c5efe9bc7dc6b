package gazetteer

import "zonewire/feed"

// Name says where an article belongs.
func (g *Gazetteer) Name(c Clues) Place {
	if z, ok := g.Zone(c.Label); ok {
		return Place{Zone: z, Region: z.Region, Evidence: feed.FromLabel}
	}
	if z, ok := g.Zone(c.SourceZone); ok {
		return Place{Zone: z, Region: z.Region, Evidence: feed.FromSource}
	}
	if c.SourceRegion != "" {
		return Place{Region: c.SourceRegion, Evidence: feed.FromSource}
	}
	return Place{}
}
