package tui

import (
	"testing"
	"time"

	"zonewire/tui/i18n"
)

// TestMisspeltFieldOffersTheNearest says which field may have been meant, and lets Tab put it there.
func TestMisspeltFieldOffersTheNearest(t *testing.T) {
	d := newReading(t)
	d.press("/", "regoin:江苏")
	d.sees("没有这个字段 “regoin:”，是否想用 region: ？")
	d.press("tab")
	if got := d.typed(); got != "region:江苏" || d.m.list.view.typed != got {
		t.Errorf("Tab makes it %q; the list shows what %q finds", got, d.m.list.view.typed)
	}
	d.seesNot("没有这个字段")
	d.press("ctrl+u", "项目 zones:昆山 开工", "home", "tab")
	if got := d.typed(); got != "项目 zone:昆山 开工" {
		t.Errorf("Tab in front of the mistake makes it %q", got)
	}
	d.press("end", "ctrl+u", "地域：江苏", "tab")
	if got := d.typed(); got != "地区:江苏" {
		t.Errorf("Tab makes it %q", got)
	}
	d.press("ctrl+u", "author:x")
	d.sees("没有这个字段 “author:”，可用 zone: region: source:")
	d.press("tab")
	if got := d.typed(); got != "author:x" {
		t.Errorf("Tab makes %q of a field that is near no other", got)
	}
	d.resize(40, 15)
	d.press("ctrl+u", "regoin:江苏")
	d.sees("regoin:江苏", "Tab 改为 region:")
	d.press("ctrl+u", "author:x")
	d.sees("author:x", "zone: region: sou")
	d.resize(160, 45)
	d.press("esc", "W", "a", "af:2019", "enter")
	d.sees("是否想用 after: ？")
	d.press("tab")
	if got := d.typed(); got != "after:2019" {
		t.Errorf("Tab in a rule makes it %q", got)
	}
}

// TestUnfinishedQueryIsNoMistake says calmly what comes next while a query is typed; Enter calls it a mistake.
func TestUnfinishedQueryIsNoMistake(t *testing.T) {
	d := newReading(t)
	for _, step := range []struct{ typed, awaits, mistake string }{
		{"region:", "Tab 苏州 黑龙江", "缺内容 “region:”"},
		{"地区：", "Tab 苏州 黑龙江", "缺内容"},
		{"is:un", "Tab unread", "没有这个值 “un”"},
		{"项目 is:", "Tab unread read", "缺内容 “is:”，可用 unread"},
		{"title:", "接着写要查的字", "缺内容 “title:”"},
		{"after:", "日期，如 2019-10", "缺内容 “after:”"},
		{"after:201", "日期，如 2019-10", "不是日期"},
		{"age:<", "时长，如 <7d", "不是时长"},
		{"\"项目", "以 \" 结束", "引号没有配对"},
		{"(项目", "以 ) 结束", "括号没有配对"},
		{"项目 OR", "接着写条件", "缺条件"},
	} {
		d.press("/", "ctrl+u", step.typed)
		if p, ok := d.m.overlay.(*prompt); !ok || p.problem != "" || p.mistake != [2]int{} {
			t.Errorf("%s is a mistake while it is being typed:\n%s", step.typed, d.m.footer())
		}
		d.sees(step.awaits)
		d.press("enter")
		d.sees(step.mistake)
		d.press("esc")
	}
	d.press("/", "ctrl+u", "region: 项目", "left")
	d.sees("缺内容 “region:”")
	d.press("end", "ctrl+u", "region:", "left", "x", "backspace")
	d.sees("缺内容 “region:”") // the cursor is not where a value would stand
	d.press("esc")
}

// TestCompletionGoesOnAfterTheOnlyChoice completes a field with one Tab and its value with the next.
func TestCompletionGoesOnAfterTheOnlyChoice(t *testing.T) {
	d := newReading(t)
	d.press("/", "has", "tab", "tab")
	if got := d.typed(); got != "has:picture" {
		t.Errorf("two Tabs make it %q", got)
	}
}

// TestMistakesInEnglish says the same in English.
func TestMistakesInEnglish(t *testing.T) {
	store := newStore(t)
	fillStore(t, store, 10)
	d := newDriver(t, store, func(c *Config) { c.Lang = i18n.English })
	d.resize(160, 45)
	d.wait(time.Second)
	d.press("/", "regoin:suzhou")
	d.sees("unknown field “regoin:”; did you mean region: ?")
	d.press("ctrl+u", "title:")
	d.sees("the words to look for")
}
