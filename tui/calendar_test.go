package tui

import (
	"context"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// TestCalendar reads the same articles by the calendars of Beijing and of a town sixteen hours behind it: headings,
// Today, and the hour in the reader.
func TestCalendar(t *testing.T) {
	west := time.FixedZone("PST", -8*60*60)
	store := newStore(t)
	at := func(day, hour int) feed.Published {
		return feed.Published{Time: time.Date(2019, 10, day, hour, 30, 0, 0, feed.Beijing()), Exact: feed.ToMinute}
	}
	midnight := feed.Published{Time: time.Date(2019, 10, 2, 0, 0, 0, 0, feed.Beijing()), Exact: feed.ToMinute}
	var batch storage.Batch
	add := func(title string, p feed.Published) {
		z := testZones(t)[0]
		batch.Articles = append(batch.Articles, feed.Article{
			URL: "http://news.example.cn/" + title, Title: title, Published: p, Zone: z, Region: z.Region, Body: "正文",
		})
	}
	add("二日十七时", at(2, 17))
	add("二日九时", at(2, 9))
	add("二日八时", at(2, 8))
	add("二日", feed.PublishedOn(2019, 10, 2))
	add("二日零时", midnight)
	add("一日二十时", at(1, 20))
	add("一日三时", at(1, 3))
	add("一日", feed.PublishedOn(2019, 10, 1))
	if _, err := store.Save(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name     string
		zone     *time.Location
		now      time.Time
		today    []string
		hour     string // of the piece of 17:30 on the second, in the reader
		headings []string
	}{
		{
			"Beijing", nil, time.Date(2019, 10, 2, 18, 0, 0, 0, feed.Beijing()),
			[]string{"二日十七时", "二日九时", "二日八时", "二日", "二日零时"},
			"2019-10-02 17:30 ",
			[]string{"2019-10-02 星期三 今天", "2019-10-01 星期二 昨天"},
		},
		{
			"west", west, time.Date(2019, 10, 2, 18, 0, 0, 0, feed.Beijing()), // 2:00 on the second there
			[]string{"二日十七时", "二日", "二日零时"},
			"2019-10-02 01:30 PST",
			[]string{"2019-10-02 星期三 今天", "2019-10-01 星期二 昨天"},
		},
		{
			"west, the day before", west, time.Date(2019, 10, 2, 9, 45, 0, 0, feed.Beijing()), // 17:45 on the first
			[]string{"二日九时", "二日八时", "一日二十时", "一日"},
			"2019-10-02 01:30 PST",
			[]string{"2019-10-02 星期三", "2019-10-01 星期二 今天"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDriver(t, store, func(c *Config) {
				c.Zone = tt.zone
				c.Now = func() time.Time { return tt.now }
			})
			d.resize(160, 45)
			d.wait(time.Second)
			d.m.list.grouped = true
			d.sees(tt.headings...)
			d.sees("发布时间 " + tt.hour)
			d.press("h", "g", "j", "j", "j")
			if got := d.m.tree.place().Kind; got != todayPlace {
				t.Fatalf("place %d", got)
			}
			got := map[string]bool{}
			for _, h := range d.m.list.win.rows {
				got[h.Title] = true
			}
			if len(got) != len(tt.today) || d.m.tree.current().total != len(tt.today) {
				t.Errorf("today has %v, the tree counts %d, want %v", got, d.m.tree.current().total, tt.today)
			}
			for _, title := range tt.today {
				if !got[title] {
					t.Errorf("%s is not among today's", title)
				}
			}
		})
	}
}
