package page

import (
	"net/url"
	"testing"
	"time"

	"zonewire/feed"
)

func fetchedAt() time.Time { return time.Date(2019, 10, 3, 9, 30, 0, 0, feed.Beijing()) }

func TestFindDate(t *testing.T) {
	for in, want := range map[string]string{
		"发布时间：2019年10月2日":              "2019-10-02",
		"2019-10-2 16:20":              "2019-10-02T16:20:00+08:00",
		"2019-10-02 16:20:31 来源":       "2019-10-02T16:20:00+08:00",
		"2019/10/02":                   "2019-10-02",
		"2019.10.02":                   "2019-10-02",
		"10/02/2019":                   "2019-10-02",
		"25/09/2019":                   "2019-09-25",
		"[2019－10－02]":                 "2019-10-02",
		"2019年10月02日16:20":             "2019-10-02T16:20:00+08:00",
		"2019年10月2日 星期三 下午4:20":        "2019-10-02T16:20:00+08:00",
		"2019-10-02（周三）16时20分":         "2019-10-02T16:20:00+08:00",
		"2019-10-02T16:20:00+08:00":    "2019-10-02T16:20:00+08:00",
		"2019-10-02T08:20:00.000Z":     "2019-10-02T16:20:00+08:00",
		"2019-10-02T08:20:00+0000":     "2019-10-02T16:20:00+08:00",
		"2019-10-01T20:00:00Z":         "2019-10-02T04:00:00+08:00",
		"2019-10-02 00:00:00":          "2019-10-02",
		"20191002":                     "2019-10-02",
		"20191002162005":               "2019-10-02T16:20:00+08:00",
		"昨天":                           "2019-10-02",
		"昨天 16:20":                     "2019-10-02T16:20:00+08:00",
		"3小时前":                         "2019-10-03T06:30:00+08:00",
		"20 分钟前 来源":                    "2019-10-03T09:10:00+08:00",
		"2天前":                          "2019-10-01",
		"刚刚":                           "2019-10-03T09:30:00+08:00",
		"二〇一九年十月二日":                    "2019-10-02",
		"二○一九年十二月二十一日":                 "2019-12-21",
		"二○一八年十二月二十一日":                 "2018-12-21",
		"二零一九年十月十日":                    "2019-10-10",
		"19-01-04":                     "2019-01-04",
		"10-02":                        "2019-10-02",
		"12-02":                        "2018-12-02",
		"9月30日 08:05":                  "2019-09-30T08:05:00+08:00",
		"民國108年10月2日":                  "2019-10-02",
		"Oct 2, 2019":                  "2019-10-02",
		"2 October 2019":               "2019-10-02",
		"02 Oct 2019 08:30":            "2019-10-02T08:30:00+08:00",
		"Wed Oct 02 16:20:00 CST 2019": "2019-10-02T16:20:00+08:00",
		"２０１９年１０月２日":                   "2019-10-02",
		"2019 年 10 月 2 日":              "2019-10-02",
		"会议9月30日召开，2019年10月1日印发":               "2019-10-01",
		"电话：0512-58675888":                     "",
		"2019-13-02":                           "",
		"2019-02-30":                           "",
		"索引号 002482082/2019-00332":             "",
		"1949年10月1日":                           "",
		"第2019100299号":                         "",
		"ISBN 978-7-5-2":                       "",
		"增长10-12%":                             "",
		"编号K16185922-201704-00036":             "",
		"2019年10月02日（来源）":                      "2019-10-02",
		"192.168.10.02":                        "",
		"发布日期:2019-10-02浏览次数:20":               "2019-10-02",
		"时间：2019年10月2日上午10点":                   "2019-10-02",
		"2019年1-9月":                            "",
		"http://host.example/2019/10/02/1.htm": "2019-10-02",
	} {
		m, ok := findDate(in, fetchedAt())
		if got := m.Published.String(); got != want || ok != (want != "") {
			t.Errorf("findDate(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func TestFindDateNeedsFetchTimeForRelativeDates(t *testing.T) {
	for _, in := range []string{"昨天", "3小时前", "10-02", "9月30日"} {
		if m, ok := findDate(in, time.Time{}); ok {
			t.Errorf("findDate(%q) without a fetch time = %v, want none", in, m.Published)
		}
	}
}

func TestFindDatesGivesPlaces(t *testing.T) {
	const s = "发布 2019-10-02 16:20，更新 2019-10-03"
	found := findDates(s, time.Time{})
	if len(found) != 2 || s[found[0].Start:found[0].End] != "2019-10-02 16:20" || s[found[1].Start:] != "2019-10-03" {
		t.Fatalf("findDates(%q) = %+v", s, found)
	}
}

func TestAddressDate(t *testing.T) {
	for in, want := range map[string]string{
		"http://h.example/art/2019/10/2/art_1_2.html":         "2019-10-02",
		"http://h.example/xw/201910/t20191002_5224999.html":   "2019-10-02",
		"http://h.example/c/2019-10-02/453692.html":           "2019-10-02",
		"http://h.example/2019/1002/c1001-1.html":             "2019-10-02",
		"http://h.example/2019-10/02/content_1.htm":           "2019-10-02",
		"http://h.example/n1/201910/02/1.html":                "2019-10-02",
		"http://h.example/a/20191002162005.html":              "2019-10-02",
		"http://h.example/show?id=7&d=2019-10-02":             "2019-10-02",
		"http://h.example/201910/1.html":                      "",
		"http://h.example/info/1065/10992.htm":                "",
		"http://h.example/a/20191399.html":                    "",
		"http://h.example/20190102345/1.html":                 "",
		"http://h.example/html/910/2019-10-09/content-1.html": "2019-10-09",
	} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		p := addressDate(u, time.Time{})
		if p.Day() != want || want != "" && p.Exact != feed.FromAddress {
			t.Errorf("addressDate(%s) = %v exactness %d, want %q", in, p, p.Exact, want)
		}
	}
}

func FuzzFindDates(f *testing.F) {
	f.Add("2019年10月2日 16:20 昨天 3小时前 二〇一九年十月二日 10/02/2019 民國108年10月2日 Oct 2, 2019")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, m := range findDates(s, fetchedAt()) {
			if m.Start < end || m.End <= m.Start || m.End > len(s) {
				t.Fatalf("match %d..%d after %d in %d bytes", m.Start, m.End, end, len(s))
			}
			end = m.End
		}
	})
}
