package gazetteer

import (
	"zonewire/feed"
)

// Name says where an article belongs: the zone of the label, of the source, of the breadcrumb, of title or lead, of
// 来源, in this order of trust; without a zone the region, to which each clue may add precision but which none may
// leave. What stays ambiguous leaves the region wider, at last none.
func (g *Gazetteer) Name(c Clues) Place {
	around := surroundings{source: g.real(c.SourceRegion)}
	if c.SourceZone != "" {
		around.zone = g.ownZone(c.SourceZone, around)
	}
	stepped, breadcrumb := g.followed(c.Breadcrumb, around)
	around.breadcrumb = breadcrumb
	from, origin := g.originated(c.Origin, around)
	if agree(around.breadcrumb, origin) && agree(around.source, origin) {
		around.origin = origin
	} else {
		from, origin = feed.Zone{}, ""
	}

	labelled, hasLabel := g.labelled(c.Label, around)
	if hasLabel && labelled.Zone.Name != "" {
		labelled.Evidence = feed.FromLabel
		return labelled
	}
	if z := around.zone; z.Name != "" {
		return Place{Zone: z, Region: z.Region, Evidence: feed.FromSource}
	}
	if stepped.Name != "" {
		return Place{Zone: stepped, Region: stepped.Region, Evidence: feed.FromBreadcrumb}
	}
	if hasLabel && agree(around.breadcrumb, labelled.Region) {
		around.breadcrumb = narrower(around.breadcrumb, labelled.Region)
	}
	inTitle, title := g.titled(c.Title, around)
	if inTitle.Name != "" {
		return Place{Zone: inTitle, Region: title, Evidence: feed.FromTitle}
	}
	inLead, lead := g.led(c.Lead, around, title)
	if inLead.Name != "" {
		return Place{Zone: inLead, Region: inLead.Region, Evidence: feed.FromLead}
	}
	if from.Name != "" && agree(title, from.Region) {
		return Place{Zone: from, Region: from.Region, Evidence: feed.FromOrigin}
	}
	place := Place{}
	place.add(labelled.Region, feed.FromLabel)
	place.add(breadcrumb, feed.FromBreadcrumb)
	place.add(title, feed.FromTitle)
	place.add(origin, feed.FromOrigin)
	place.add(lead, feed.FromLead)
	place.add(around.source, feed.FromSource)
	return place
}

// add narrows the region by a further clue; one that contradicts is not believed.
func (p *Place) add(code feed.RegionCode, evidence feed.Evidence) {
	if code != p.Region && p.Region.Contains(code) {
		p.Region, p.Evidence = code, evidence
	}
}

// ownZone is the zone whose site the source is, by any of its names or a name that is not known.
func (g *Gazetteer) ownZone(name string, around surroundings) feed.Zone {
	if len([]rune(name)) > longestZone {
		return feed.Zone{}
	}
	if z, ok := g.knownZone(cleanLabel(name), around); ok {
		return z
	}
	return g.made(name, around)
}
