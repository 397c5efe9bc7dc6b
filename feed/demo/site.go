package demo

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"zonewire/feed"
)

// Site is the portal. It is safe for concurrent use.
type Site struct {
	latency time.Duration
	current atomic.Pointer[edition]

	mu       sync.Mutex // held by Publish
	composer composer
	columns  []*column
}

// Option changes how a Site is served.
type Option func(*Site)

// Latency makes every answer wait, as a distant server does.
func Latency(d time.Duration) Option { return func(s *Site) { s.latency = d } }

// New builds the site. Two sites are the same to the byte.
func New(options ...Option) *Site {
	s := &Site{composer: composer{grammar: loadGrammar(), titles: map[string]bool{}}}
	for _, option := range options {
		option(s)
	}
	zones := loadZones()
	sites := loadSites(zones)
	pieces := writtenPieces(sites, zones)
	for _, p := range pieces {
		s.composer.titles[p.Title] = true
	}
	for _, site := range sites {
		for _, c := range site.Columns {
			s.columns = append(s.columns, c)
			for _, at := range moments(c, c.count) {
				pieces = append(pieces, s.composer.compose(c, at))
			}
		}
	}
	s.current.Store(newEdition(sites, pieces))
	return s
}

// firstPublish is when the first piece made by Publish comes out; each further one comes a minute later.
func firstPublish() time.Time { return firstDay().AddDate(0, 0, editionDays+1) }

// Publish adds n articles, newer than all others, spread over the columns. The same calls on another Site give the
// same articles. Pages already being served are finished as they were.
func (s *Site) Publish(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.current.Load()
	at := firstPublish()
	if last := old.pieces[len(old.pieces)-1].moment; !last.Before(at) {
		at = last.Add(time.Minute)
	}
	pieces := slices.Clone(old.pieces)
	for i := range n {
		c := s.columns[(len(old.pieces)+i)%len(s.columns)]
		pieces = append(pieces, s.composer.compose(c, at.Add(time.Duration(i)*time.Minute)))
	}
	s.current.Store(newEdition(old.sites, pieces))
}

// Articles returns all articles on the site now, oldest first. They are the caller's to read, not to change.
func (s *Site) Articles() []Piece {
	e := s.current.Load()
	all := make([]Piece, len(e.pieces))
	for i, p := range e.pieces {
		all[i] = *p
	}
	return all
}

// feedColumn is the column that is offered as a full RSS feed and not as a list to sync.
const feedColumn = "gc/zs"

// sourcePages is enough list pages for any number of published articles.
const sourcePages = 1000

// Sources returns the sources that together bring every article of a site served at base ("http://127.0.0.1:8080"):
// each news column, and the RSS feed with the full text of one.
func (s *Site) Sources(base string) []feed.Source {
	var sources []feed.Source
	for _, c := range s.columns {
		source := feed.Source{
			Name: c.site.Name + " " + c.Title, URL: base + c.Home(), Kind: feed.SiteSource, Pages: sourcePages,
		}
		if c.key() == feedColumn {
			source.Kind, source.URL = feed.FeedSource, base+rssPath
		}
		switch {
		case c.scope == "江苏省":
			source.Region = "32"
		case c.scope != "":
			source.Zone = c.scope
		}
		sources = append(sources, source)
	}
	return sources
}

// Noise returns words that stand on the pages around the articles and must not be found in any body.
func Noise() []string {
	return []string{
		"您现在的位置", "当前位置", "所在位置", "热点新闻", "热门文章", "相关新闻", "相关阅读", "延伸阅读", "推荐阅读", "上一条", "下一条",
		"上一篇", "下一篇", "分享到", "打印本页", "关闭窗口", "责任编辑", "浏览次数", "字体：", "扫一扫", "与我们联系", "版权所有",
		"演示ICP备", "设为首页", "加入收藏", "返回顶部", "网站地图", "按地区浏览", "友情链接", "发布时间：",
	}
}
