package gazetteer_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
)

// labelledCase is a line of testdata/places.txt.
type labelledCase struct {
	line   int
	trap   bool
	text   string
	clues  gazetteer.Clues
	zone   string
	region feed.RegionCode
}

func readCases(t *testing.T, g *gazetteer.Gazetteer) []labelledCase {
	t.Helper()
	file, err := os.Open("testdata/places.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	byPath := regionsByPath(g)
	regionAt := func(line int, path string) feed.RegionCode {
		code, ok := byPath[path]
		if !ok {
			t.Fatalf("line %d: no region %q", line, path)
		}
		return code
	}
	var cases []labelledCase
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		c := labelledCase{line: n, text: line}
		line, c.trap = strings.CutPrefix(line, "! ")
		at := strings.LastIndex(line, " = ")
		if at < 0 {
			t.Fatalf("line %d: no answer", n)
		}
		for _, clue := range strings.Split(line[:at], "; ") {
			key, value, _ := strings.Cut(strings.TrimSpace(clue), ":")
			switch key {
			case "l":
				c.clues.Label = value
			case "z":
				c.clues.SourceZone = value
			case "r":
				c.clues.SourceRegion = regionAt(n, value)
			case "b":
				c.clues.Breadcrumb = strings.Split(value, " > ")
			case "t":
				c.clues.Title = value
			case "f":
				c.clues.Lead = value
			case "o":
				c.clues.Origin = value
			default:
				t.Fatalf("line %d: clue %q", n, key)
			}
		}
		zone, region, given := strings.Cut(line[at+len(" = "):], " @ ")
		if zone != "-" {
			c.zone = zone
		}
		if given {
			c.region = regionAt(n, region)
		} else if z, ok := g.Zone(zone); ok {
			c.region = z.Region
		} else {
			t.Fatalf("line %d: no zone %q", n, zone)
		}
		cases = append(cases, c)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return cases
}

// regionsByPath maps the short names on a region's path to its code: "江苏 苏州 张家港". "-" is none.
func regionsByPath(g *gazetteer.Gazetteer) map[string]feed.RegionCode {
	byPath := map[string]feed.RegionCode{"-": ""}
	for _, r := range g.Regions() {
		path := g.Path(r.Code)
		if gazetteer.Functional(r) || path[len(path)-1] != r {
			continue
		}
		var names []string
		for _, step := range path {
			names = append(names, g.ShortRegion(step.Code))
		}
		key := strings.Join(names, " ")
		if _, twice := byPath[key]; !twice {
			byPath[key] = r.Code
		}
	}
	return byPath
}

func TestNameOnLabelledArticles(t *testing.T) {
	g := gazetteer.Load()
	cases := readCases(t, g)
	traps, zones, regions, provinces := 0, 0, 0, 0
	for _, c := range cases {
		if c.trap {
			traps++
		}
		got := g.Name(c.clues)
		var wrong []string
		if got.Zone.Name == c.zone {
			zones++
		} else {
			wrong = append(wrong, fmt.Sprintf("zone %q, want %q", got.Zone.Name, c.zone))
		}
		if got.Region == c.region {
			regions++
		} else {
			wrong = append(wrong, fmt.Sprintf("region %s, want %s", got.Region, c.region))
		}
		if got.Region != "" && (c.region == "" || got.Region[:2] != c.region[:2]) {
			provinces++
			wrong = append(wrong, "WRONG PROVINCE")
		}
		if len(wrong) > 0 {
			t.Logf("line %d: %s\n\t%s (by %s)", c.line, c.text, strings.Join(wrong, "; "), got.Evidence)
		}
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(len(cases)) }
	t.Logf("%d cases, %d of them traps: zone right in %.1f %%, region in %.1f %%, wrong province in %d",
		len(cases), traps, share(zones), share(regions), provinces)
	if len(cases) < 300 || traps < 60 || share(zones) < 97 || share(regions) < 99 || provinces > 0 {
		t.Errorf("not good enough")
	}
}
