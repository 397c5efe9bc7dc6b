package storage

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"zonewire/feed"
)

// corpus makes articles whose words are spread as in real text: few are in nearly every article, most are rare.
type corpus struct {
	random *rand.Rand
	words  []string
	zipf   *rand.Zipf
	zones  []feed.Zone
	length int // characters of a body
	made   int
	first  time.Time
	span   time.Duration
}

// newCorpus prepares articles of length characters over two years.
func newCorpus(seed uint64, length int) *corpus {
	c := &corpus{
		random: rand.New(rand.NewPCG(seed, 1)),
		length: length,
		first:  time.Date(2023, 1, 1, 0, 0, 0, 0, feed.Beijing()),
		span:   2 * 365 * 24 * time.Hour,
	}
	c.words = strings.Fields(`开发区 企业 项目 产业 发展 建设 园区 经济 技术 高新 投资 服务 创新 招商 签约 重点 推进 工作 平台 科技
		政策 管理 委员会 会议 领导 调研 集团 公司 生产 制造 智能 数字 绿色 能源 生物 医药 半导体 集成电路 新材料 汽车 苏州 张家港 昆山 工业园
		BioBAY 5G AI SIP 2025 12.5 亿元 万平方米 人才 金融 贸易 外资 出口 保税 物流 港口 开放 合作 改革 优化 营商环境 一 二 三`)
	for len(c.words) < 8000 {
		n := 2
		if c.random.IntN(4) == 0 {
			n = 1 + c.random.IntN(4)
		}
		var word strings.Builder
		for range n {
			// Common characters stand near the front of the block of 3,000 that the words are made of.
			word.WriteRune(rune(0x4e00 + min(c.random.IntN(3000), c.random.IntN(3000))*6))
		}
		c.words = append(c.words, word.String())
	}
	c.zipf = rand.NewZipf(c.random, 1.1, 12, uint64(len(c.words)-1))
	for i := range 400 {
		province := []string{"11", "32", "3205", "320582", "3301", "44", "4403", "230125", "42", "4201"}[i%10]
		c.zones = append(c.zones, feed.Zone{
			Name: fmt.Sprintf("第%d经济技术开发区", i), Short: fmt.Sprintf("第%d经开区", i),
			Type: feed.EconomicZone, Level: feed.National, Region: feed.RegionCode(province),
		})
	}
	return c
}

func (c *corpus) word() string { return c.words[c.zipf.Uint64()] }

// sentence appends words and a mark to b until it has n characters, and returns how many it has.
func (c *corpus) text(b *strings.Builder, n int) {
	for have := 0; have < n; {
		word := c.word()
		b.WriteString(word)
		have += len([]rune(word))
		switch c.random.IntN(24) {
		case 0, 1:
			b.WriteString("，")
		case 2:
			b.WriteString("。")
		case 3:
			if have > 60 {
				b.WriteString("。\n\n")
			}
		case 4:
			b.WriteString("**" + c.word() + "**")
		case 5:
			b.WriteByte(' ')
		}
	}
}

// article is the next article, published at a random moment of the span.
func (c *corpus) article() feed.Article {
	c.made++
	var title, body strings.Builder
	c.text(&title, 18)
	c.text(&body, c.length)
	published := feed.Published{Time: c.first.Add(time.Duration(c.random.Int64N(int64(c.span)))).Truncate(time.Minute), Exact: feed.ToMinute}
	switch c.random.IntN(10) {
	case 0:
		published = feed.Published{}
	case 1, 2, 3, 4, 5:
		y, m, d := published.Time.Date()
		published = feed.PublishedOn(y, m, d)
	}
	a := feed.Article{
		URL:        fmt.Sprintf("http://news.example/%d.html", c.made),
		Title:      strings.ReplaceAll(title.String(), "\n", " "),
		Body:       body.String(),
		Published:  published,
		Origin:     c.word() + "日报",
		Breadcrumb: []string{"首页", "开发区新闻", c.words[c.random.IntN(20)]},
		Fetched:    c.first.Add(c.span),
	}
	if c.random.IntN(5) > 0 {
		a.Zone = c.zones[min(c.random.IntN(len(c.zones)), c.random.IntN(len(c.zones)))]
		a.Region, a.Evidence, a.ZoneLabel = a.Zone.Region, feed.FromLabel, a.Zone.Name
	}
	if c.random.IntN(3) == 0 {
		a.Pictures = []feed.Picture{{URL: a.URL + ".jpg", Caption: c.word()}}
	}
	return a
}

func (c *corpus) articles(n int) []feed.Article {
	all := make([]feed.Article, n)
	for i := range all {
		all[i] = c.article()
	}
	return all
}
