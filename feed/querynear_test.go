package feed

import (
	"errors"
	"strings"
	"testing"
)

func mistakeIn(t *testing.T, text string) *QueryError {
	t.Helper()
	_, err := ParseQuery(text, testNames())
	var mistake *QueryError
	if !errors.As(err, &mistake) {
		t.Fatalf("%q: %v is no mistake", text, err)
	}
	return mistake
}

func TestUnknownFieldNamesItsNearest(t *testing.T) {
	for typed, want := range map[string]string{
		"regoin": "region", "zones": "zone", "zoen": "zone", "af": "after", "Afetr": "after", "chanel": "channel",
		"chan": "channel", "titel": "title", "langauge": "language", "soruce": "source", "befor": "before", "ages": "age",
		"地域": "地区", "开发": "开发区", "标头": "标题",
		"x": "", "in": "", "author": "", "注意": "", "苏州": "", "经开区": "", "tag": "",
	} {
		got := mistakeIn(t, typed+":苏州")
		if got.Problem != QueryUnknownField || got.Nearest != want {
			t.Errorf("%s: is %s, nearest %q; want %q", typed, got.Problem, got.Nearest, want)
		}
		if all := len(got.Expected) == len(QueryFields()); all != (want == "") {
			t.Errorf("%s: expected %v beside the nearest %q", typed, got.Expected, want)
		}
	}
	if got := mistakeIn(t, strings.Repeat("字", 5000)+":x"); got.Nearest != "" {
		t.Errorf("nearest to a long word is %q", got.Nearest)
	}
}

func TestUnfinishedIsWhatMoreTypingMends(t *testing.T) {
	for text, want := range map[string]bool{
		"region:": true, "地区：": true, "a is:": true, `zone:"`: true, `"a b`: true, "(a": true, "（": true, "a OR": true, "-": true,
		"is:un": true, "is：ＵＮ": true, "after:20": true, "after:2019-": true, "on:2019-10-": true, "age:<": true, "age:7": true,
		"region: a": false, "()": false, "( )": false, "a)": false, "is:new": false, "after:2019-13": false, "age:x": false, "regoin:": false,
		"zone:nowhere": false, "title:！": false, `is:un b`: false, "(a OR )": false,
	} {
		if got := mistakeIn(t, text).Unfinished(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
