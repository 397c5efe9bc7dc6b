package i18n

import "fmt"

// Offers is the texts of the choice among the news columns and feeds of a home page.
type Offers struct {
	Title, Hint string
	Looking     func(address string) string
	Site, Feed  string // kinds of source
	Articles    func(n int) string
	Had         string // it is a source already
	Added       func(n int) string
}

func chineseOffers() Offers {
	return Offers{
		Title: "网站首页，选择栏目", Hint: "空格 选中 · a 全选 · Enter 添加 · Esc 取消",
		Looking: func(address string) string { return "正在查看 " + address + "…" },
		Site:    "栏目", Feed: "订阅",
		Articles: func(n int) string { return fmt.Sprintf("%d 篇", n) },
		Had:      "已有",
		Added:    func(n int) string { return fmt.Sprintf("已添加 %d 个来源，开始同步", n) },
	}
}

func englishOffers() Offers {
	return Offers{
		Title: "A home page: choose its columns", Hint: "Space marks · a all · Enter adds · Esc cancels",
		Looking: func(address string) string { return "Looking at " + address + "…" },
		Site:    "column", Feed: "feed",
		Articles: func(n int) string { return counted(n, "article", "articles") },
		Had:      "added already",
		Added:    func(n int) string { return "Added " + counted(n, "source", "sources") + ", syncing" },
	}
}
