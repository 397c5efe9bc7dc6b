package gazetteer

import "zonewire/feed"

// surroundings is where news come from, as far as is known before its text is looked at.
type surroundings struct {
	breadcrumb feed.RegionCode // holds the article for certain
	origin     feed.RegionCode // of the government or paper that 来源 names
	source     feed.RegionCode
	zone       feed.Zone // whose own site the source is
}

// list returns the regions, the most certain first. Unknown ones are "".
func (s surroundings) list() []feed.RegionCode {
	return []feed.RegionCode{s.zone.Region, s.binding(), s.breadcrumb, s.source}
}

// binding is the smallest region that all agree on, beginning with the most certain.
func (s surroundings) binding() feed.RegionCode {
	code := s.breadcrumb
	if code == "" {
		code = s.source
	}
	return narrower(narrower(code, s.source), s.origin)
}

// nearest is the most certain region, "" when nothing is known.
func (s surroundings) nearest() feed.RegionCode {
	for _, code := range s.list() {
		if code != "" {
			return code
		}
	}
	return ""
}
