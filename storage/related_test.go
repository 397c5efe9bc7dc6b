package storage

import (
	"fmt"
	"slices"
	"testing"

	"zonewire/feed"
)

// relatedPiece is a piece of a zone on a day of 2024.
func relatedPiece(n int, zone feed.Zone, title, body string) feed.Article {
	return feed.Article{
		URL: fmt.Sprintf("http://zone.example/%d.html", n), Title: title, Body: body, Zone: zone, Region: zone.Region,
		Published: feed.PublishedOn(2024, 3, 1+n), Source: 1,
	}
}

// TestRelatedByText has a piece of another title about the same project, one that shares its title's form but not its
// matter, one about something else, and one of another zone with the same text.
func TestRelatedByText(t *testing.T) {
	s, source := open(t)
	zone := feed.Zone{Name: "江州经济技术开发区", Short: "江州经开区", Region: "320582"}
	far := feed.Zone{Name: "海州高新技术产业开发区", Short: "海州高新区", Region: "330200"}
	const project = "远洋电池年产十二万套动力储能系统生产线进入设备调试，全自动卷绕车间的二十台机组已经就位，"
	pieces := []feed.Article{
		relatedPiece(0, zone, "江州经开区重点项目加快推进", "三月以来，"+project+"预计六月试产。企业负责人说，园区派专人办理了环评和用电手续。"),
		relatedPiece(1, zone, "一家企业的春天", "记者走进厂区看到，"+project+"工人们三班倒抢工期。当地今年还将建设人才公寓。"),
		relatedPiece(2, zone, "江州经开区重点项目集中签约", "本次签约的有生物医药、冷链物流和跨境电商等领域的项目，涉及外资的有三个，总投资超过四十亿元。"),
		relatedPiece(3, zone, "江州经开区举办消防演练", "社区和企业的志愿消防员参加了演练，学习使用灭火器，并按路线疏散到广场，现场还发放了手册。"),
		relatedPiece(4, far, "海州的电池项目", "三月以来，"+project+"预计八月试产，用工一千二百人，由市里的平台公司代建厂房。"),
	}
	for i := range pieces {
		pieces[i].Source = source
	}
	if got := save(t, s, Batch{Source: source, Articles: pieces}); got.New != len(pieces) {
		t.Fatalf("saved %+v", got)
	}
	ids := map[string]feed.ArticleID{}
	for _, h := range headlines(t, s, feed.Query{}) {
		ids[h.Title] = h.ID
	}
	for title, want := range map[string][]string{
		pieces[0].Title: {pieces[1].Title}, pieces[1].Title: {pieces[0].Title}, pieces[3].Title: nil, pieces[4].Title: nil,
	} {
		var got []string
		for _, h := range must[[]feed.Headline](t)(s.Related(t.Context(), ids[title], 3)) {
			got = append(got, h.Title)
		}
		if !slices.Equal(got, want) {
			t.Errorf("related to %s: %q, want %q", title, got, want)
		}
	}
	if _, err := s.Related(t.Context(), 9999, 3); err != nil {
		t.Errorf("an article that is gone: %v", err)
	}
}

// TestRelatedFromLongAgo finds the piece that a newer one is an update of behind more than are looked through by date.
func TestRelatedFromLongAgo(t *testing.T) {
	s, source := open(t)
	zone := feed.Zone{Name: "江州经济技术开发区", Short: "江州经开区", Region: "320582"}
	c := newCorpus(3, 600)
	var articles []feed.Article
	for n, a := range c.articles(3 * relatedAside) {
		a.Zone, a.Region, a.Source = zone, zone.Region, source
		a.Published = feed.PublishedOn(2024, 3, 1+n)
		articles = append(articles, a)
	}
	last := len(articles) - 1
	articles[last].Title = "另一个题目"
	articles[last].Body = articles[0].Body + "记者获悉，上述工作有了新的进展，各部门正在按计划推进。"
	articles[last].Published = feed.PublishedOn(2025, 3, 1)
	save(t, s, Batch{Source: source, Articles: articles})
	id, _, err := s.ArticleByURL(t.Context(), articles[last].URL)
	if err != nil {
		t.Fatal(err)
	}
	related := must[[]feed.Headline](t)(s.Related(t.Context(), id, 3))
	if len(related) == 0 || related[0].Title != articles[0].Title {
		t.Errorf("related are %v", related)
	}
}

func BenchmarkRelated(b *testing.B) {
	s := benchStore(b)
	page, err := s.Headlines(b.Context(), feed.Query{Limit: 500})
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		if _, err := s.Related(b.Context(), page[n%len(page)].ID, 3); err != nil {
			b.Fatal(err)
		}
		n++
	}
}
