package i18n

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
)

// TestTextsComplete finds a text that is missing, empty or badly formatted in either language.
func TestTextsComplete(t *testing.T) {
	for _, lang := range []Lang{Chinese, English} {
		walk(t, string(lang), reflect.ValueOf(*For(lang)), 7, func(path, text string) {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s is empty", path)
			}
			if strings.Contains(text, "%!") || strings.Contains(text, "\n") {
				t.Errorf("%s = %q is badly formatted", path, text)
			}
		})
	}
}

// TestChineseIsChinese finds an English text left in the Chinese ones. Key names and numbers are the same in both.
func TestChineseIsChinese(t *testing.T) {
	english := map[string]string{}
	walk(t, "", reflect.ValueOf(*For(English)), 7, func(path, text string) { english[path] = text })
	walk(t, "", reflect.ValueOf(*For(Chinese)), 7, func(path, text string) {
		same := strings.HasPrefix(path, ".Name.") || path == ".List.Position()"
		if text == english[path] && !same {
			t.Errorf("%s is %q in both languages", path, text)
		}
	})
}

// TestEnglishCountsOne finds a plural behind a 1, and a singular behind another number.
func TestEnglishCountsOne(t *testing.T) {
	plural := regexp.MustCompile(`\b1 (more )?(articles|sources|places|headlines|match)\b`)
	walk(t, "", reflect.ValueOf(*For(English)), 1, func(path, text string) {
		if plural.MatchString(text) {
			t.Errorf("%s is %q", path, text)
		}
	})
	singular := regexp.MustCompile(`\b7 (more )?(article|source|place|headline|matches)\b`)
	walk(t, "", reflect.ValueOf(*For(English)), 7, func(path, text string) {
		if singular.MatchString(text) {
			t.Errorf("%s is %q", path, text)
		}
	})
}

// walk calls visit with every text below v; functions are called with sample arguments, which
// for counts is number.
func walk(t *testing.T, path string, v reflect.Value, number int, visit func(path, text string)) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		visit(path, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			walk(t, path+"."+v.Type().Field(i).Name, v.Field(i), number, visit)
		}
	case reflect.Func:
		if v.IsNil() {
			t.Errorf("%s is missing", path)
			return
		}
		args := make([]reflect.Value, v.Type().NumIn())
		for i := range args {
			args[i] = sample(t, v.Type().In(i), number)
		}
		visit(path+"()", v.Call(args)[0].String())
	default:
		t.Errorf("%s has the unexpected kind %s", path, v.Kind())
	}
}

func sample(t *testing.T, typ reflect.Type, number int) reflect.Value {
	t.Helper()
	switch typ {
	case reflect.TypeFor[time.Duration]():
		return reflect.ValueOf(1500 * time.Millisecond)
	case reflect.TypeFor[time.Time]():
		return reflect.ValueOf(time.Date(2019, 10, 2, 8, 0, 0, 0, feed.Beijing()))
	}
	v := reflect.New(typ).Elem()
	switch typ.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(number))
	case reflect.String:
		v.SetString("x")
	case reflect.Slice:
		return reflect.Append(v, sample(t, typ.Elem(), number))
	default:
		t.Fatalf("no sample for %s", typ)
	}
	return v
}

// TestFailureSentences requires an own sentence for each kind.
func TestFailureSentences(t *testing.T) {
	kinds := []feed.Kind{
		feed.Offline, feed.DNS, feed.Refused, feed.NoProxy, feed.Timeout, feed.TLS, feed.BadStatus, feed.Blocked, feed.Abroad, feed.Login, feed.Gone,
		feed.Limited, feed.Robots, feed.Redirects, feed.Charset, feed.Malformed, feed.Empty, feed.TooLarge, feed.Drifted,
		feed.Cancelled, feed.NotFound, feed.Invalid, feed.Corrupt, feed.NewerSchema, feed.Busy, feed.DiskFull, feed.ReadOnly,
		feed.Internal,
	}
	for _, lang := range []Lang{Chinese, English} {
		seen := map[string]feed.Kind{}
		for _, kind := range kinds {
			text := For(lang).Failure(kind)
			if other, ok := seen[text]; ok {
				t.Errorf("%s: %q stands for %q and for %q", lang, text, other, kind)
			}
			seen[text] = kind
		}
	}
}

func TestDetect(t *testing.T) {
	tests := []struct {
		env  map[string]string
		want Lang
	}{
		{map[string]string{}, English},
		{map[string]string{"LANG": "zh_CN.UTF-8"}, Chinese},
		{map[string]string{"LANG": "zh"}, Chinese},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, English},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.Big5"}, Chinese},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, English},
		{map[string]string{"LANG": "de_DE.UTF-8"}, English},
		{map[string]string{"LANG": "zhuang"}, English},
	}
	for _, tt := range tests {
		if got := Detect(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("Detect(%v) = %s, want %s", tt.env, got, tt.want)
		}
	}
}

func TestParse(t *testing.T) {
	for name, want := range map[string]Lang{"zh-CN": Chinese, " ZH ": Chinese, "中文": Chinese, "English": English} {
		if got, ok := Parse(name); !ok || got != want {
			t.Errorf("Parse(%q) = %q, %v", name, got, ok)
		}
	}
	if got, ok := Parse("fr"); ok {
		t.Errorf("Parse(fr) = %q", got)
	}
}
