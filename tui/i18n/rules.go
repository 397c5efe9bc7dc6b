package i18n

import "fmt"

// Rules is the texts about kept queries: views and the rules that mute, mark read and watch. What a query is for is
// named as package storage does: view, mute, read, watch.
type Rules struct {
	Title, Hint, None string
	Use               func(use string) string
	NameOf            func(use string) string // asks for a name
	NameHint          string
	Query, QueryHint  string
	Matches           func(n int) string
	Saved             func(use, name string, n int) string
	Removed           func(use, name string) string
	Watched           string // the place of what is watched, and the label before the rules' names
	Hit               func(rule, title string) string
	Hits              func(n int) string
	NotKept           string // what the list shows cannot be kept as a query
}

func chineseUse(use string) string {
	switch use {
	case "mute":
		return "屏蔽"
	case "read":
		return "标为已读"
	case "watch":
		return "关注"
	}
	return "视图"
}

func chineseRules() Rules {
	return Rules{
		Title: "视图与规则",
		Hint:  "Enter 查看 · a 添加 · w 改名 · e 改查询 · t 换种类 · d 删除 · u 撤销 · Esc",
		None:  "还没有视图和规则。按 a 添加；查找时按 Ctrl-S，或在文章列表按 w，也可以保存",
		Use:   chineseUse,
		NameOf: func(use string) string {
			if use == "view" {
				return "视图名"
			}
			return chineseUse(use) + "规则名"
		},
		NameHint: "Tab 换种类：视图、关注、标为已读、屏蔽 · Enter 保存 · Esc 取消",
		Query:    "查询", QueryHint: "Tab 补全 · Enter 保存 · Esc 取消",
		Matches: func(n int) string { return fmt.Sprintf("符合 %d 篇", n) },
		Saved: func(use, name string, n int) string {
			switch use {
			case "mute":
				return fmt.Sprintf("已屏蔽 %s：隐藏 %d 篇，按 u 撤销", name, n)
			case "watch":
				return fmt.Sprintf("正在关注 %s：符合 %d 篇", name, n)
			}
			return "符合 " + name + " 的文章标为已读，按 u 撤销"
		},
		Removed: func(use, name string) string { return "已删除" + chineseUse(use) + " " + name + "，按 u 恢复" },
		Watched: "关注",
		Hit:     func(rule, title string) string { return "关注“" + rule + "”：" + title },
		Hits:    func(n int) string { return fmt.Sprintf("关注的新文章 %d 篇", n) },
		NotKept: "这里的内容不能存为查询，请先按 / 查找",
	}
}

func englishUse(use string) string {
	switch use {
	case "mute":
		return "mute"
	case "read":
		return "mark read"
	case "watch":
		return "watch"
	}
	return "view"
}

func englishRules() Rules {
	return Rules{
		Title: "Views and rules",
		Hint:  "Enter shows · a adds · w name · e query · t kind · d deletes · u undoes · Esc",
		None:  "No views and no rules yet. a adds one; Ctrl-S in a search, or w in the list, saves what you look for",
		Use:   englishUse,
		NameOf: func(use string) string {
			switch use {
			case "mute":
				return "Name of the muting rule"
			case "read":
				return "Name of the rule to mark read"
			case "watch":
				return "Name of the watch rule"
			}
			return "Name of the view"
		},
		NameHint: "Tab: view, watch, mark read, mute · Enter saves · Esc cancels",
		Query:    "Query", QueryHint: "Tab completes · Enter saves · Esc cancels",
		Matches: func(n int) string { return counted(n, "matches", "match") },
		Saved: func(use, name string, n int) string {
			switch use {
			case "mute":
				return fmt.Sprintf("Muted %s: %d hidden; u takes it back", name, n)
			case "watch":
				return "Watching " + name + ": " + counted(n, "matches", "match")
			}
			return "What matches " + name + " is marked read; u takes it back"
		},
		Removed: func(use, name string) string {
			return "Removed the " + englishUse(use) + " " + name + "; u brings it back"
		},
		Watched: "Watched",
		Hit:     func(rule, title string) string { return "Watch “" + rule + "”: " + title },
		Hits:    func(n int) string { return fmt.Sprintf("%d watched", n) },
		NotKept: "This cannot be kept as a query; search with / first",
	}
}
