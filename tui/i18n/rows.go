package i18n

import (
	"fmt"
	"strconv"
	"time"
)

// Rows is the texts of headings, signs and actions on several rows of the list.
type Rows struct {
	Day        func(day time.Time, ago int) string // a heading; day in its own zone, ago in days, 0 for today
	Picture    string                              // the sign of an article with pictures
	Reprint    func(sources int) string            // the sign of an article that several sources carry
	Picked     func(n int) string
	Ranging    string
	UnreadOnly string
	ReadToo    string
	Read       func(n int) string // what was done to the picked ones
	Unread     func(n int) string
	Starred    func(n int) string
	Unstarred  func(n int) string
	Deleted    func(n int) string
	Assigned   func(n int, place string) string
}

func chineseRows() Rows {
	return Rows{
		Day: func(day time.Time, ago int) string {
			text := day.Format("2006-01-02") + " 星期" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[day.Weekday()]
			switch ago {
			case 0:
				text += " 今天"
			case 1:
				text += " 昨天"
			}
			return text
		},
		Picture: "图", Reprint: func(n int) string { return "转" + strconv.Itoa(n) },
		Picked:     func(n int) string { return fmt.Sprintf("选了 %d 篇", n) },
		Ranging:    "移动光标选中多篇，再按 V 结束，按 Esc 取消",
		UnreadOnly: "只列未读", ReadToo: "已读的也列出",
		Read:      func(n int) string { return fmt.Sprintf("%d 篇标为已读", n) },
		Unread:    func(n int) string { return fmt.Sprintf("%d 篇标为未读", n) },
		Starred:   func(n int) string { return fmt.Sprintf("%d 篇加了星标", n) },
		Unstarred: func(n int) string { return fmt.Sprintf("%d 篇去掉星标", n) },
		Deleted:   func(n int) string { return fmt.Sprintf("删除了 %d 篇，按 u 恢复", n) },
		Assigned:  func(n int, place string) string { return fmt.Sprintf("%d 篇归入 %s", n, place) },
	}
}

func englishRows() Rows {
	return Rows{
		Day: func(day time.Time, ago int) string {
			text := day.Format("2006-01-02 Monday")
			switch ago {
			case 0:
				text += ", today"
			case 1:
				text += ", yesterday"
			}
			return text
		},
		Picture: "pic", Reprint: func(n int) string { return "x" + strconv.Itoa(n) },
		Picked:     func(n int) string { return fmt.Sprintf("%d picked", n) },
		Ranging:    "Move to pick several; V ends, Esc cancels",
		UnreadOnly: "unread only", ReadToo: "read ones shown too",
		Read:      func(n int) string { return fmt.Sprintf("%d marked read", n) },
		Unread:    func(n int) string { return fmt.Sprintf("%d marked unread", n) },
		Starred:   func(n int) string { return fmt.Sprintf("%d starred", n) },
		Unstarred: func(n int) string { return fmt.Sprintf("%d unstarred", n) },
		Deleted: func(n int) string {
			return "Deleted " + counted(n, "article; u brings it back", "articles; u brings them back")
		},
		Assigned: func(n int, place string) string { return fmt.Sprintf("%d assigned to %s", n, place) },
	}
}
