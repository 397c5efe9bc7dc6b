package feed

// ZoneID is a zone's row in the cache. 0 is no zone.
type ZoneID int64

// UnmetZone stands in a query for a zone that there is, but that no article in the cache was of yet: none is of it.
const UnmetZone ZoneID = -1

// ZoneType is the kind of a development zone, as the national catalogue groups them.
type ZoneType string

// The types that zones are grouped by.
const (
	OtherZone    ZoneType = ""
	EconomicZone ZoneType = "etdz"   // 经济技术开发区, 经开区
	HighTechZone ZoneType = "hidz"   // 高新技术产业开发区, 高新区
	BondedZone   ZoneType = "bonded" // 综合保税区, 保税区, 出口加工区
	BorderZone   ZoneType = "border" // 边境经济合作区
	TouristZone  ZoneType = "tour"   // 旅游度假区
)

// ZoneLevel says who approved a zone.
type ZoneLevel string

// The levels of approval. The built-in catalogue is national; zones found in pages are not known to be.
const (
	LevelUnknown ZoneLevel = ""
	National     ZoneLevel = "national"
	Provincial   ZoneLevel = "provincial"
)

// Zone is a development zone. Its Name is its identity: two zones never share one.
type Zone struct {
	ID     ZoneID
	Name   string // full official name: 张家港经济技术开发区
	Short  string // 张家港经开区
	Type   ZoneType
	Level  ZoneLevel
	Region RegionCode // the smallest region known to contain it
}

// Evidence says what an article's zone or region was concluded from, strongest first.
type Evidence string

// The kinds of evidence, in the order in which they are believed.
const (
	NoEvidence     Evidence = ""
	FromRule       Evidence = "rule"       // the reader said so
	FromLabel      Evidence = "label"      // 发布开发区 on the page
	FromSource     Evidence = "source"     // the synced source is the zone's own site
	FromBreadcrumb Evidence = "breadcrumb" // 首页 > 开发区新闻 > 苏州
	FromTitle      Evidence = "title"
	FromLead       Evidence = "lead"
	FromOrigin     Evidence = "origin" // 来源 names a government or an office
)
