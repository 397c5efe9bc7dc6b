package gazetteer

import "zonewire/feed"

// Clues is what an article and its source say about where the article belongs. Every field may be empty.
type Clues struct {
	Label        string          // 发布开发区 as printed
	SourceZone   string          // name of the zone whose own site the source is
	SourceRegion feed.RegionCode // where the source's articles belong when they do not say
	Breadcrumb   []string        // 首页, 开发区新闻, 苏州
	Title        string
	Lead         string // the first paragraphs of the body
	Origin       string // 来源 as printed
}

// Place is where an article belongs. Zone.Name is "" when only a region is known; Region is the zone's region, or
// the smallest region that is certain, "" for none. Evidence says which clue decided.
type Place struct {
	Zone     feed.Zone
	Region   feed.RegionCode
	Evidence feed.Evidence
}
