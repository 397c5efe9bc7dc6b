package tui

import (
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// linked is a body with two links, one of them twice, a picture, and an address that must not be opened.
func linked() string {
	return "见[公告](http://news.example.cn/1.html)与[名单](https://other.example.cn/a?b=1&c=2)，再见[公告](http://news.example.cn/1.html)。" +
		"[邮件](mailto:zs@example.cn)。[坏](javascript:alert(1))\n\n![开工仪式](http://news.example.cn/a.jpg)\n"
}

func TestLinksAreNumberedAndListed(t *testing.T) {
	d := newArticle(t, linked(), nil)
	d.sees("公告[1]与名单[2]，再见公告[1]。邮件[3]", "[2] https://other.example.cn/a?b=1&c=2", "▣ 1 http://news.example.cn/a.jpg")
	d.press("2")
	if d.opened != "https://other.example.cn/a?b=1&c=2" {
		t.Errorf("2 opens %q", d.opened)
	}
	d.press("9")
	d.sees("没有第 9 号链接")
	d.press("l", "j", "y")
	if d.copied != "https://other.example.cn/a?b=1&c=2" {
		t.Errorf("y copies %q", d.copied)
	}
	d.press("l")
	d.sees("开工仪式", "项目清单.xlsx")
	d.press("3", "y")
	if d.copied != "mailto:zs@example.cn" {
		t.Errorf("3 and y copy %q", d.copied)
	}
	d.press("3")
	d.sees("只打开 http 和 https 链接")
	d.press("l", "G", "k", "o") // the file stands before the related pieces, the picture before it
	if !strings.HasSuffix(d.opened, ".jpg") && !strings.HasSuffix(d.opened, ".xlsx") {
		t.Errorf("o opens %q", d.opened)
	}
	d.press("1") // an article that the cache has
	d.reads(titles(t, d.store)[1])
}

func TestHyperlinks(t *testing.T) {
	d := newArticle(t, linked(), func(c *Config) { c.Typesetting.Hyperlinks = true })
	if !strings.Contains(d.m.View(), ";http://news.example.cn/1.html\x1b\\") {
		t.Error("links carry no OSC 8 address")
	}
	d = newArticle(t, linked(), nil)
	if strings.Contains(d.m.View(), "\x1b]8") {
		t.Error("a terminal without hyperlinks is sent OSC 8")
	}
}

// TestRelatedPieces has an article with one of another title about the same project, and one of the same zone about
// something else. They come after the article is shown.
func TestRelatedPieces(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 20)
	zone := testZones(t)[0]
	const project = "远洋电池年产十二万套动力储能系统生产线进入设备调试，全自动卷绕车间的二十台机组已经就位。"
	var batch storage.Batch
	for n, text := range [][2]string{
		{"远洋电池加快建设", "三月以来，" + project + "预计六月试产，园区派专人办理了环评手续。"},
		{"一家企业的春天", "记者走进厂区看到，" + project + "工人们三班倒抢工期，当地还将建设人才公寓。"},
		{"举办消防演练", "社区的志愿消防员参加了演练，学习使用灭火器，并按路线疏散到广场，现场发放了手册。"},
	} {
		a := piece(100+n, zone)
		a.Title, a.Body, a.Source = text[0], text[1], 1
		a.Published = feed.PublishedOn(2019, 10, 5-n)
		batch.Articles = append(batch.Articles, a)
	}
	batch.Source = 1
	if _, err := store.Save(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	d := newDriver(t, store, nil)
	d.resize(160, 45)
	d.wait(time.Second)
	d.press("enter", "v")
	d.reads("远洋电池加快建设")
	d.sees("相关 一家企业的春天")
	d.seesNot("举办消防演练")
	d.press("l", "G", "enter")
	d.reads("一家企业的春天")
}

func TestContactCard(t *testing.T) {
	d := newArticle(t, linked(), nil)
	d.press("i")
	d.sees("示例开发区网", "电话  0512-5812 3456", "邮箱  tzcj@example.cn", "版权所有 示例开发区", "网址  http://news.example.cn/")
	d.seesNot("传真")
	d.press("i")
	if d.m.overlay != nil {
		t.Error("i does not close the card")
	}
	e := newReading(t)
	e.press("h", "G", "i")
	e.sees("没有给出联系方式", "http://news.example.cn/")
}

// TestDeceptiveAddressesAreMarked shows where links really lead wherever an address is shown.
func TestDeceptiveAddressesAreMarked(t *testing.T) {
	body := "见[公告](http://www.gov.cn@evil.example.com/1)、[名单](http://аpple.com/2)与[政务](http://www.suzhou.gov.cn/3)。\n"
	d := newArticle(t, body, nil)
	d.resize(160, 45)
	d.sees("[1] ! 实为 evil.example.com：http://www.gov.cn@evil.example.com/1", "[2] ! 实为 xn--pple-43d.com：http://", "[3] http://www.suzhou.gov.cn/3")
	d.press("1")
	d.sees("已在浏览器打开 ! evil.example.com")
	d.press("l")
	d.sees("! 实为 evil.example.com：http://www.gov.cn@", "! 实为 xn--pple-43d.com：")
	d.press("j", "y")
	d.sees("! 实为 xn--pple-43d.com：")
	if d.copied != "http://%D0%B0pple.com/2" {
		t.Errorf("y copies %q", d.copied)
	}
	d.resize(50, 12) // one line for each link: the mark comes first
	d.press("l")
	d.sees("! 实为 evil.example.com")
}
