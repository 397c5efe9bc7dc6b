package demo

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// zone is a development zone that the demo writes about.
type zone struct {
	name, short, province, city, county string
	place                               string // the city as people call it: 苏州
}

// inScope reports whether a column of this scope (a province, a zone, "" for everything) writes about the zone.
func (z zone) inScope(scope string) bool {
	return scope == "" || scope == z.province || scope == z.name
}

// shortProvince is the province as people call it: 江苏, 内蒙古.
func shortProvince(name string) string {
	for _, suffix := range []string{"壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"} {
		if short, ok := strings.CutSuffix(name, suffix); ok {
			return short
		}
	}
	return name
}

// subsite is one of the sites that make up the portal.
type subsite struct {
	ID                                 string
	Template                           Template
	Name, Owner                        string
	Phone, Fax, Mail, Address, Licence string
	Columns                            []*column
}

// column is a news column of a subsite.
type column struct {
	site           *subsite
	id             string
	Title, section string
	count          int      // articles from the grammar in the first edition
	scope          string   // province or zone that it is about, "" for all
	kinds          []string // grammar rules of its articles
	zones          []zone
	made           int // articles from the grammar so far
}

// key names the column: "tc/wz".
func (c *column) key() string { return c.site.ID + "/" + c.id }

// Home is the path of the column's first list page.
func (c *column) Home() string { return "/" + c.site.ID + "/" + c.id + "/" }

// breadcrumb is what stands over an article of the column about z.
func (c *column) breadcrumb(z zone) []string {
	switch c.site.Template {
	case Tables:
		return []string{"首页", c.section, z.place, c.Title}
	case Divs:
		return []string{"首页", c.Title, shortProvince(z.province)}
	}
	return []string{"首页", c.section, c.Title}
}

// loadZones reads texts/zones.csv.
func loadZones() []zone {
	var zones []zone
	for _, r := range readTable("zones.csv") {
		zones = append(zones, zone{name: r[0], short: r[1], province: r[2], city: r[3], county: r[4], place: r[5]})
	}
	return zones
}

// loadSites reads texts/sites.csv and texts/columns.csv.
func loadSites(zones []zone) []*subsite {
	var sites []*subsite
	byID := map[string]*subsite{}
	for _, r := range readTable("sites.csv") {
		s := &subsite{
			ID: r[0], Template: Template(r[1]), Name: r[2], Owner: r[3],
			Phone: r[4], Fax: r[5], Mail: r[6], Address: r[7], Licence: r[8],
		}
		sites = append(sites, s)
		byID[s.ID] = s
	}
	for _, r := range readTable("columns.csv") {
		count, err := strconv.Atoi(r[4])
		if err != nil {
			panic(fmt.Sprintf("demo: columns.csv: %v", err))
		}
		c := &column{
			site: byID[r[0]], id: r[1], Title: r[2], section: r[3],
			count: count, scope: r[5], kinds: strings.Fields(r[6]),
		}
		for _, z := range zones {
			if z.inScope(c.scope) {
				c.zones = append(c.zones, z)
			}
		}
		r := rand.New(rand.NewPCG(seed(c.key()), 2))
		r.Shuffle(len(c.zones), func(i, j int) { c.zones[i], c.zones[j] = c.zones[j], c.zones[i] })
		c.site.Columns = append(c.site.Columns, c)
	}
	return sites
}

// readTable returns the rows of an embedded CSV file without its heading.
func readTable(name string) [][]string {
	rows, err := csv.NewReader(strings.NewReader(readText(name))).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("demo: %s: %v", name, err))
	}
	return rows[1:]
}
