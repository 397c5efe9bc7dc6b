package i18n

import "zonewire/feed"

// PlaceOrder is an order of the places in the tree.
type PlaceOrder string

// The orders.
const (
	StandardOrder PlaceOrder = ""       // of provinces, as their codes are
	NewsFirst     PlaceOrder = "news"   // places with unread articles, then the others
	UnreadOrder   PlaceOrder = "unread" // most unread articles first
	PinyinOrder   PlaceOrder = "pinyin"
)

// PlaceOrders are all orders, in the order in which a key goes through them.
func PlaceOrders() []PlaceOrder {
	return []PlaceOrder{StandardOrder, NewsFirst, UnreadOrder, PinyinOrder}
}

// ZoneGroup is a group of zone types that the tree can be narrowed to.
type ZoneGroup string

// The groups.
const (
	AnyZone       ZoneGroup = ""
	EconomicZones ZoneGroup = "etdz"
	HighTechZones ZoneGroup = "hidz"
	BondedZones   ZoneGroup = "bonded"
	OtherZones    ZoneGroup = "other"
)

// ZoneGroups are all groups, in the order in which a key goes through them.
func ZoneGroups() []ZoneGroup {
	return []ZoneGroup{AnyZone, EconomicZones, HighTechZones, BondedZones, OtherZones}
}

func chineseOrder(o PlaceOrder) string {
	switch o {
	case NewsFirst:
		return "有未读的在前"
	case UnreadOrder:
		return "按未读数"
	case PinyinOrder:
		return "按拼音"
	}
	return "按省份顺序"
}

func chineseLevel(l feed.ZoneLevel) string {
	switch l {
	case feed.National:
		return "国家级"
	case feed.Provincial:
		return "省级"
	}
	return ""
}

func chineseGroup(g ZoneGroup) string {
	switch g {
	case EconomicZones:
		return "经开区"
	case HighTechZones:
		return "高新区"
	case BondedZones:
		return "综保区"
	case OtherZones:
		return "其他园区"
	}
	return ""
}

func chineseArranged(o PlaceOrder, l feed.ZoneLevel, g ZoneGroup) string {
	zones := chineseLevel(l) + chineseGroup(g)
	if zones == "" {
		zones = "全部开发区"
	}
	return zones + "，" + chineseOrder(o)
}

func englishOrder(o PlaceOrder) string {
	switch o {
	case NewsFirst:
		return "unread first"
	case UnreadOrder:
		return "most unread first"
	case PinyinOrder:
		return "by pinyin"
	}
	return "by province"
}

func englishLevel(l feed.ZoneLevel) string {
	switch l {
	case feed.National:
		return "national"
	case feed.Provincial:
		return "provincial"
	}
	return ""
}

func englishGroup(g ZoneGroup) string {
	switch g {
	case EconomicZones:
		return "ETDZ"
	case HighTechZones:
		return "HIDZ"
	case BondedZones:
		return "bonded"
	case OtherZones:
		return "other zones"
	}
	return ""
}

func englishArranged(o PlaceOrder, l feed.ZoneLevel, g ZoneGroup) string {
	zones := join(englishLevel(l), englishGroup(g))
	if zones == "" {
		zones = "all zones"
	}
	return zones + ", " + englishOrder(o)
}

// join puts a space between two texts that are not empty.
func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
