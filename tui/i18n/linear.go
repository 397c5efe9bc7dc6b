package i18n

import "fmt"

// Linear is the texts of the line-based reader.
type Linear struct {
	Welcome, Help, Prompt           string
	NoSuch, Nothing, End, NoArticle string
	Count                           func(shown, total int) string
	Position                        func(at int) string
	OpenedLink                      func(host string) string
}

func englishLinear() Linear {
	return Linear{
		Welcome: "zonewire, plain: a number reads that article, ? explains, q quits.",
		Help: "number: read that article; n: next article; p: previous article; m or Enter: more headlines; l: list again; " +
			"u: unread only, or all; / and words: search, / alone: all; s: star or unstar; o: open in the browser; q: quit. " +
			"zonewire sync, run before, brings news.",
		Prompt:    "Command",
		NoSuch:    "There is no such number or command; ? explains.",
		Nothing:   "No articles here.",
		End:       "That is the end of the list.",
		NoArticle: "Read an article first.",
		Count: func(shown, total int) string {
			if shown >= total {
				return counted(shown, "headline, all there is.", "headlines, all there are.")
			}
			return fmt.Sprintf("%d of %s. m: more.", shown, counted(total, "headline", "headlines"))
		},
		Position:   func(at int) string { return fmt.Sprintf("End of article %d. n: next, p: previous, l: list.", at) },
		OpenedLink: func(host string) string { return "Opened in the browser: " + host },
	}
}

func chineseLinear() Linear {
	return Linear{
		Welcome: "zonewire 逐行阅读：输入编号读文章，? 看说明，q 退出。",
		Help: "编号：读那一篇；n：下一篇；p：上一篇；m 或回车：更多标题；l：重新列出；u：只看未读，或全部；" +
			"/ 加词：查找，单独 /：全部；s：加或去掉星标；o：在浏览器打开；q：退出。先用 zonewire sync 取来新闻。",
		Prompt:    "命令",
		NoSuch:    "没有这个编号或命令；? 看说明。",
		Nothing:   "这里没有文章。",
		End:       "列表到此为止。",
		NoArticle: "请先读一篇文章。",
		Count: func(shown, total int) string {
			if shown >= total {
				return fmt.Sprintf("共 %d 条，已列完。", shown)
			}
			return fmt.Sprintf("已列 %d 条，共 %d 条。m：更多。", shown, total)
		},
		Position: func(at int) string {
			return fmt.Sprintf("第 %d 篇完。n：下一篇，p：上一篇，l：列表。", at)
		},
		OpenedLink: func(host string) string { return "已在浏览器打开 " + host },
	}
}
