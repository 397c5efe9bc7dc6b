package i18n

import (
	"fmt"
	"time"

	"zonewire/feed"
)

// chinese is the Chinese texts.
func chinese() *Texts {
	return &Texts{
		Lang: Chinese,
		Pane: Pane{Tree: "地区", List: "文章", Reader: "正文"},
		Place: Place{
			All: "全部", Unread: "未读", Starred: "星标", Today: "今天",
			Regions: "地区", Sources: "来源", Nowhere: "未归类", NoSources: "按 a 添加",
			Arranged: chineseArranged,
		},
		Field: Field{
			Published: "发布时间", Origin: "来源", Zone: "发布开发区", Region: "地区",
			Previous: "上一篇", Next: "下一篇", SitePrevious: "本站上一条", SiteNext: "本站下一条",
			Attachments: "附件", Related: "相关", Address: "原文", FromAddress: "据网址", NoDate: "日期不详",
			Unread: "未读", Read: "已读", Starred: "星标",
		},
		List: List{
			Nothing: "这里还没有文章", NothingFound: "没有找到", NothingUnread: "都读完了", Loading: "读取中…",
			Position:    func(at, total int) string { return fmt.Sprintf("%d/%d", at, total) },
			Total:       func(unread, total int) string { return fmt.Sprintf("未读 %d · 共 %d", unread, total) },
			UnreadCount: func(n int) string { return fmt.Sprintf("未读 %d", n) },
			Filter:      func(name string) string { return "只看 " + name },
			Search:      func(text string) string { return "查找 " + text },
			Sort:        chineseSort,
		},
		Status:  chineseStatus(),
		Prompt:  chinesePrompt(),
		Query:   chineseQuery(),
		Picker:  chinesePicker(),
		Rows:    chineseRows(),
		Rules:   chineseRules(),
		Offers:  chineseOffers(),
		Carried: chineseCarried(),
		Gallery: chineseGallery(),
		Link:    Link{Title: "链接", Hint: "Enter 打开 · o 浏览器 · y 复制 · Esc 返回", Really: func(host string) string { return "! 实为 " + host + "：" }},
		Card: Card{
			Phone: "电话", Fax: "传真", Mail: "邮箱", Address: "地址", Copyright: "版权", Site: "网址",
			Nothing: "该来源的页面没有给出联系方式",
			State:   "状况", Seen: "所见", Moved: "迁址", Since: "自", NextTry: "下次尝试",
		},
		Linear:      chineseLinear(),
		Empty:       chineseEmpty(),
		Help:        chineseHelp(),
		Key:         chineseKeys(),
		Name:        chineseKeyNames(),
		Undone:      chineseUndone,
		Failure:     chineseFailure,
		FailureName: chineseFailureName,
		Moved:       chineseMoved,
		TooSmall: func(width, height int) string {
			return fmt.Sprintf("窗口太小，至少要 %d×%d", width, height)
		},
	}
}

// chineseUndone names the actions of package storage.
func chineseUndone(what string, n int) string {
	switch what {
	case "mark read":
		what = "标为已读"
	case "mark unread":
		what = "标为未读"
	case "star":
		what = "加星标"
	case "unstar":
		what = "去星标"
	case "assign zone", "add rule":
		return fmt.Sprintf("%d 篇的开发区", n)
	case "remove rule":
		what = "删除规则"
	case "save view":
		what = "保存视图"
	case "remove view":
		what = "删除视图"
	case "delete":
		what = "删除"
	}
	if n <= 1 {
		return what
	}
	return fmt.Sprintf("%s（%d 篇）", what, n)
}

func chineseSort(sort feed.Sort) string {
	switch sort {
	case feed.ByRelevance:
		return "按相关"
	case feed.ByZone:
		return "按开发区"
	case feed.BySource:
		return "按来源"
	case feed.ByOldest:
		return "从旧到新"
	}
	return "从新到旧"
}

func chineseStatus() Status {
	return Status{
		Loading: "读取中…",
		Syncing: func(done, total, fresh int) string {
			return fmt.Sprintf("同步 %d/%d · 新 %d", done, total, fresh)
		},
		FailedCount: func(n int) string { return fmt.Sprintf("失败 %d", n) },
		Synced: func(fresh, updated, failed int, took time.Duration) string {
			s := fmt.Sprintf("同步完成：新 %d，更新 %d", fresh, updated)
			if failed > 0 {
				s += fmt.Sprintf("，失败 %d", failed)
			}
			return s + "，用时 " + seconds(took) + " 秒"
		},
		SyncStopped:  "同步已停止；下次从这里继续",
		SyncRunning:  "正在同步，按 S 停止",
		SyncNothing:  "没有在同步",
		SyncStopping: "正在停止同步…",
		NoSyncHere:   "还没有来源，按 a 添加",
		LastArticle:  "已是最后一篇",
		FirstArticle: "已是第一篇",
		NoMoreUnread: "没有更多未读",
		NoArticle:    "没有选中文章",
		NoLink:       "这篇没有链接",
		BadLink:      "只打开 http 和 https 链接",
		NotCached:    "这一条还没有取来",
		Opened:       func(host string) string { return "已在浏览器打开 " + host },
		Copied:       func(address string) string { return "已复制 " + address },
		MarkedRead:   "标为已读",
		MarkedUnread: "标为未读",
		Deleted:      "已删除，按 u 恢复",
		Starred:      "加了星标",
		Unstarred:    "去掉星标",
		AllRead:      func(n int) string { return fmt.Sprintf("%d 篇标为已读，按 u 撤销", n) },
		Assigned:     func(zone string) string { return "归入 " + zone },
		AssignedAll:  func(zone string, n int) string { return fmt.Sprintf("%d 篇归入 %s，以后也照此", n, zone) },
		Undone:       func(what string) string { return "已撤销：" + what },

		NothingToUndo: "没有可撤销的",
		Filtered:      func(name string) string { return "只看 " + name + "，按 F 取消" },
		FilterCleared: "不再限定",
		NoFilter:      "没有限定",
		NoZone:        "这里没有可限定的开发区",
		NoSource:      "先选中一个来源",
		SourceAdded:   func(name string) string { return "已添加 " + name + "，开始同步" },
		SourceRemoved: func(name string) string { return "已移除 " + name + "，文章保留" },
		SourceFailing: func(name, failure string, since, next time.Time) string {
			return name + "：" + failure + day(" · 自 ", since) + day(" · 下次尝试 ", next)
		},
		MoreFailing:  func(n int) string { return fmt.Sprintf("；另有 %d 个来源出错", n) },
		NoSourceHere: "没有来源属于这里，按 R 同步全部",
		PlacesMarked: func(n int) string { return fmt.Sprintf("选了 %d 处，合成一个列表，按 Esc 取消", n) },
		NotJoined:    "这里不能与别处合在一起",
		ViewSaved:    func(name string) string { return "已存为 " + name },
		ViewRemoved:  func(name string) string { return "已删除视图 " + name },
		NoView:       "先选中一个存下的视图",
		NoEffect:     func(key string) string { return key + " 在这里没有作用，按 ? 看全部按键" },
		Finding: func(text string, at, total int) string {
			return fmt.Sprintf("“%s” 第 %d 处，共 %d 处 · n/N 下一处、上一处 · Esc 结束", text, at, total)
		},
		NoExportFolder: "没有设定导出文件夹",
		Exported: func(n int, path string) string {
			if n == 1 {
				return "已导出 " + path
			}
			return fmt.Sprintf("已把 %d 篇导出到 %s", n, path)
		},
		Piped:        func(command string) string { return "已执行 " + command },
		NoLinks:      "这篇没有可去的链接",
		NoSuchLink:   func(number string) string { return "没有第 " + number + " 号链接" },
		NotFound:     func(text string) string { return "文中没有“" + text + "”" },
		PasteIgnored: "粘贴的内容没有用上；查找请先按 /",
		Failed:       func(what, why string) string { return what + "失败：" + why },
		Quitting:     "正在退出…",
	}
}

func chinesePrompt() Prompt {
	return Prompt{
		Search: "查找", AddSource: "来源网址",
		SearchHint: "Ctrl-S 存为视图或规则 · Tab 补全 · Enter 保留 · Esc 取消", AddHint: "栏目页或订阅地址 · Enter 添加 · Esc 取消",
		Pipe: "送给命令", PipeHint: "命令从标准输入得到 Markdown · Enter 执行 · Esc 取消", Exporting: "导出",
		Piping:    func(command string) string { return "命令“" + command + "”" },
		Export:    func(folder string) string { return "导出到 " + folder },
		AllInList: func(n int) string { return fmt.Sprintf("列表中 %d 篇", n) },
		Find:      "文中查找", FindHint: "汉字或拼音 · Enter 保留 · Esc 结束",
		FoundAt:           func(at, total int) string { return fmt.Sprintf("第 %d 处，共 %d 处", at, total) },
		BadAddress:        "请输入 http:// 或 https:// 开头的网址",
		PasswordInAddress: "网址里不要带密码；添加后用 zonewire sources set 名称 --login 用户名 --keyring",
		RemoveSource: func(name string) string {
			return "移除来源 " + name + "？文章会保留"
		},
		RemoveView: func(name string) string {
			return "删除视图 " + name + "？文章不受影响"
		},
		NothingToSave: "先写下要查找的内容", NameMissing: "请起个名字", NameTaken: "已有这个名字",
		Yes: "是", No: "否", ThisArticle: "只这一篇",
		AllOfLabel:  func(label string) string { return "标明“" + label + "”的全部" },
		AllOfSource: func(name string) string { return name + " 的全部" },
		NoAnswer:    func(key string) string { return key + " 在这里没有作用" },
		Moves:       func(n int) string { return fmt.Sprintf("（%d 篇）", n) },
		Saving:      "保存", ReadingCache: "读取本地数据", Syncing: "同步",
		OpeningLink: "打开链接", CopyLink: "复制链接",
	}
}

func chinesePicker() Picker {
	return Picker{
		Jump: "跳到", Assign: "改归",
		Hint:    "拼音、首字母或汉字 · Enter 选定 · Tab 并列 · Esc 返回",
		Nothing: func(typed string) string { return "没有与“" + typed + "”相符的地方" },
		Shown:   func(n int) string { return fmt.Sprintf("%d 处", n) },
		Marked:  func(n int) string { return fmt.Sprintf("选了 %d 处", n) },
		Unread:  func(n int) string { return fmt.Sprintf("未读 %d", n) },
	}
}

func chineseEmpty() Empty {
	return Empty{
		Title:      "开发区新闻，读在终端，存在自己的硬盘",
		NoSources:  "还没有来源，也没有文章。",
		NoArticles: "来源已有，文章还没取来。",
		Demo:       "先退出，运行 zonewire demo 试用内置的示例站",
		Add:        "添加来源：填栏目页或订阅的网址即可",
		Sync:       "同步全部来源",
		Help:       "全部按键",
		Quit:       "退出",
		Syncing:    "正在取来第一批文章…",
	}
}

func chineseHelp() Help {
	return Help{
		Title: "按键", Hint: "j/k 滚动 · Esc 返回",
		Moving: "移动", Reading: "阅读", Marking: "标记", Finding: "查找", Source: "来源与同步", Program: "程序",
		Only: func(long string, tree, list, reader bool) string {
			return long + "（" + panesNamed("、", [3]string{"地区", "列表", "正文"}, tree, list, reader) + "）"
		},
	}
}

func chineseKeys() Keys {
	return Keys{
		Up:             Key{"上移", "上移一行"},
		Down:           Key{"下移", "下移一行"},
		PageUp:         Key{"上页", "上翻一屏"},
		PageDown:       Key{"下页", "下翻一屏"},
		HalfUp:         Key{"上半", "上翻半屏"},
		HalfDown:       Key{"下半", "下翻半屏"},
		Top:            Key{"开头", "到开头"},
		Bottom:         Key{"末尾", "到末尾"},
		Left:           Key{"收起", "收起；宽代码往回移；到左边一栏"},
		Right:          Key{"展开", "展开；宽代码往后移；到右边一栏"},
		PaneLeft:       Key{"左栏", "到左边一栏"},
		PaneRight:      Key{"右栏", "到右边一栏"},
		NextPane:       Key{"换栏", "下一栏"},
		PreviousPane:   Key{"换栏", "上一栏"},
		Open:           Key{"打开", "打开"},
		Back:           Key{"返回", "返回；清除查找"},
		Fold:           Key{"折叠", "折叠或展开这一级"},
		FoldAll:        Key{"全折", "全部折叠或展开"},
		ReadAbove:      Key{"上读", "光标以上全部标为已读"},
		ReadBelow:      Key{"下读", "光标以下全部标为已读"},
		Pick:           Key{"选中", "选中这一篇，供成批标记"},
		Range:          Key{"连选", "开始或结束连续选中"},
		UnreadOnly:     Key{"未读", "只列未读，或已读的也列出"},
		TreeOrder:      Key{"次序", "换地区次序：省份、有未读的在前、未读数、拼音"},
		ZoneLevel:      Key{"级别", "只列国家级、省级，或全部"},
		ZoneType:       Key{"类型", "只列经开区、高新区、综保区、其他，或全部"},
		MarkPlace:      Key{"并列", "选中几处，合成一个列表"},
		Rename:         Key{"改名", "给存下的视图改名"},
		KeepQuery:      Key{"存查询", "把查找或地区存为视图、关注、标为已读或屏蔽规则"},
		Rules:          Key{"规则", "视图与规则：改名、改查询、换种类、删除"},
		Next:           Key{"下篇", "下一篇"},
		Previous:       Key{"上篇", "上一篇"},
		NextUnread:     Key{"未读", "下一篇未读"},
		PreviousUnread: Key{"未读", "上一篇未读"},
		ReadOn:         Key{"续读", "往下读；到末尾转下一篇未读"},
		SiteNext:       Key{"下条", "本站下一条"},
		SitePrevious:   Key{"上条", "本站上一条"},
		Zen:            Key{"专读", "只看正文，或恢复各栏"},
		ToggleRead:     Key{"已读", "标为已读或未读"},
		ToggleStar:     Key{"星标", "加或去掉星标"},
		MarkAllRead:    Key{"全读", "这里全部标为已读"},
		AssignZone:     Key{"改归", "改归别的开发区"},
		Delete:         Key{"删除", "删除文章，不再取来"},
		Undo:           Key{"撤销", "撤销上一步"},
		PickZone:       Key{"跳到", "按拼音首字母跳到开发区"},
		KeepFilter:     Key{"限定", "只看这个开发区，换处仍有效"},
		ClearFilter:    Key{"不限", "取消限定"},
		Search:         Key{"查找", "查找全部文章"},
		Find:           Key{"查找", "在文中查找；之后 n、N 到下一处、上一处"},
		Sort:           Key{"排序", "换排序：从新到旧、从旧到新、开发区、来源"},
		Sync:           Key{"同步", "同步这个来源或这一地区"},
		SyncAll:        Key{"全同步", "同步全部来源"},
		StopSync:       Key{"停止", "停止同步"},
		AddSource:      Key{"添加", "添加来源"},
		RemoveSource:   Key{"移除", "移除选中的来源或视图"},
		Links:          Key{"链接", "文中的链接、图片和附件：打开或复制"},
		OpenLink:       Key{"链接", "打开该号链接"},
		Pictures:       Key{"看图", "整屏看文中的图片"},
		Card:           Key{"来源", "来源的状况与原因，联系方式：电话、传真、邮箱、版权"},
		Browse:         Key{"原文", "在浏览器打开原文"},
		Copy:           Key{"复制", "复制链接"},
		Export:         Key{"导出", "导出文章、选中的或整个列表，连同图片（Markdown、HTML）"},
		Pipe:           Key{"送出", "把文章以 Markdown 送给一个命令"},
		Help:           Key{"按键", "全部按键"},
		Quit:           Key{"退出", "退出"},
	}
}

func chineseKeyNames() KeyNames {
	return KeyNames{
		Space: "空格", Enter: "回车", Escape: "Esc", Tab: "Tab", ShiftTab: "Shift+Tab", PageUp: "PgUp", PageDown: "PgDn",
		Home: "Home", End: "End", Up: "↑", Down: "↓", Left: "←", Right: "→",
	}
}

// seconds is a duration in seconds with one decimal below ten.
func seconds(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1f", d.Seconds())
	}
	return fmt.Sprintf("%.0f", d.Seconds())
}

// day is the date of t in Beijing time behind prefix, "" for no time.
func day(prefix string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return prefix + t.In(feed.Beijing()).Format("2006-01-02 15:04")
}
