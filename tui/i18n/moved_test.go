package i18n

import "testing"

func TestMovedNamesTheCommand(t *testing.T) {
	for _, c := range []struct{ name, address, english, chinese string }{
		{
			"园区", "https://a.example.cn/new/",
			"moved for good to https://a.example.cn/new/; take it over: zonewire sources set 园区 --url https://a.example.cn/new/",
			"已永久迁到 https://a.example.cn/new/，可换用：zonewire sources set 园区 --url https://a.example.cn/new/",
		},
		{
			"it's new", "http://a.example.cn/?a=1&b=2",
			`moved for good to http://a.example.cn/?a=1&b=2; take it over: zonewire sources set 'it'\''s new' --url 'http://a.example.cn/?a=1&b=2'`,
			`已永久迁到 http://a.example.cn/?a=1&b=2，可换用：zonewire sources set 'it'\''s new' --url 'http://a.example.cn/?a=1&b=2'`,
		},
	} {
		if got := For(English).Moved(c.name, c.address); got != c.english {
			t.Errorf("%s", got)
		}
		if got := For(Chinese).Moved(c.name, c.address); got != c.chinese {
			t.Errorf("%s", got)
		}
	}
}
