package feed

// RegionCode is a division code of GB/T 2260: two digits name a province ("32"), four a city ("3205"), six a county
// ("320582"). "" is no region. Hong Kong is "81", Macao "82", Taiwan "71".
type RegionCode string

// RegionLevel is the rank of a region.
type RegionLevel int

// The levels of the tree. NoRegion is the level of "".
const (
	NoRegion RegionLevel = iota
	Province
	City
	County
)

// Level is the rank that the length of the code says.
func (c RegionCode) Level() RegionLevel {
	switch len(c) {
	case 2:
		return Province
	case 4:
		return City
	case 6:
		return County
	}
	return NoRegion
}

// Parent is the code of the region above, "" for a province.
func (c RegionCode) Parent() RegionCode {
	if c.Level() <= Province {
		return ""
	}
	return c[:len(c)-2]
}

// Contains reports whether other is c or lies within it. The empty code contains everything.
func (c RegionCode) Contains(other RegionCode) bool {
	return len(other) >= len(c) && other[:len(c)] == c
}

// Region is a province, city or county.
type Region struct {
	Code RegionCode
	Name string // full official name: 江苏省, 苏州市, 张家港市
}
