package gazetteer

import (
	"slices"
	"testing"
	"time"

	"zonewire/feed"
)

// TestQueryNames resolves names as they are typed into zone: and region:.
func TestQueryNames(t *testing.T) {
	g := Load()
	var zones []feed.Zone
	for i, name := range []string{"张家港经济技术开发区", "昆山经济技术开发区", "中国-新加坡苏州工业园区"} {
		z, ok := g.Zone(name)
		if !ok {
			t.Fatalf("no zone %s", name)
		}
		z.ID = feed.ZoneID(i + 1)
		zones = append(zones, z)
	}
	zones = append(zones, feed.Zone{ID: 4, Name: "江苏省张家港保税区", Short: "张家港保税区", Region: "320582"})
	names := g.QueryNames(zones, []feed.Source{{ID: 7, Name: "示例 Portal"}}, time.Time{})
	for _, c := range []struct {
		text string
		want []feed.ZoneID
	}{
		{"昆山", []feed.ZoneID{2}},
		{"张家港", []feed.ZoneID{1, 4}},
		{"kunshan", []feed.ZoneID{2}},
		{"Kunshan ETDZ", []feed.ZoneID{2}},
		{"ksjkq", []feed.ZoneID{2}},
		{"zjgbsq", []feed.ZoneID{4}},
		{"sip", []feed.ZoneID{3}},
		{"SUZHOU industrial park", []feed.ZoneID{3}},
		{"beijing", []feed.ZoneID{feed.UnmetZone}}, // zones that the cache does not know
		{"西安高新", []feed.ZoneID{feed.UnmetZone}},
		{"宁波经济技术开发区", []feed.ZoneID{feed.UnmetZone}},
		{"火星", nil},
		{"qqqq", nil},
		{"...", nil},
	} {
		if got := names.Zone(c.text); !slices.Equal(got, c.want) {
			t.Errorf("zone:%s is %v, want %v", c.text, got, c.want)
		}
	}
	for _, c := range []struct {
		text string
		want []feed.RegionCode
	}{
		{"苏州", []feed.RegionCode{"3205"}},
		{"3205", []feed.RegionCode{"3205"}},
		{"zhangjiagang", []feed.RegionCode{"320582"}},
		{"chongqing", []feed.RegionCode{"50"}},
		{"Shaanxi", []feed.RegionCode{"61"}},
		{"qqqq", nil},
	} {
		if got := names.Region(c.text); !slices.Equal(got, c.want) {
			t.Errorf("region:%s is %v, want %v", c.text, got, c.want)
		}
	}
	if got := names.Region("szs"); !slices.Contains(got, "3205") || !slices.Contains(got, "4403") {
		t.Errorf("region:szs is %v, want Suzhou and Shenzhen among them", got)
	}
	if got := names.Source("portal"); !slices.Equal(got, []feed.SourceID{7}) {
		t.Errorf("source:portal is %v", got)
	}
}
