package storage

import (
	"testing"

	"zonewire/feed"
)

// TestOneZoneUnderTwoNames stores articles whose labels name one zone with and without its province, and a zone of the
// same short name elsewhere.
func TestOneZoneUnderTwoNames(t *testing.T) {
	s, source := open(t)
	zone := func(name, short string, region feed.RegionCode) feed.Zone {
		return feed.Zone{Name: name, Short: short, Type: feed.BondedZone, Region: region}
	}
	var batch Batch
	batch.Source = source
	for i, z := range []feed.Zone{
		zone("江苏省张家港保税区", "张家港保税区", "320582"),
		zone("张家港保税区", "张家港保税区", "320582"),
		zone("高新区", "高新区", "3205"),
		zone("高新区（新区）", "高新区", "3205"),
		zone("保税区", "保税区", "3302"),
	} {
		batch.Articles = append(batch.Articles, feed.Article{
			URL: "http://z.example/" + string(rune('a'+i)), Title: "第" + string(rune('一'+i)) + "条", Zone: z, Region: z.Region,
		})
	}
	if _, err := s.Save(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	zones, err := s.Zones(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(zones) != 4 {
		t.Errorf("there are %d zones, want 4: %+v", len(zones), zones)
	}
}
