package feed

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

func testNames() Names {
	return Names{
		Region: func(text string) []RegionCode {
			switch text {
			case "苏州", "suzhou":
				return []RegionCode{"3205"}
			case "鼓楼区":
				return []RegionCode{"320106", "320302"}
			}
			return nil
		},
		Zone: func(text string) []ZoneID {
			if text == "zjg" || text == "张家港 经开区" {
				return []ZoneID{7}
			}
			return nil
		},
		Now: time.Date(2025, 3, 31, 1, 0, 0, 0, Beijing()),
	}
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, Beijing()) }

func TestParseQuery(t *testing.T) {
	word := func(s string) Expr { return Words{Text: s} }
	for text, want := range map[string]Expr{
		"":                         nil,
		"  　 ":                     nil,
		"！？":                       nil,
		"招商":                       word("招商"),
		"招商 BioBAY":                And{word("招商"), word("BioBAY")},
		"a b OR c":                 Or{And{word("a"), word("b")}, word("c")},
		"a (b OR c) AND d":         And{word("a"), Or{word("b"), word("c")}, word("d")},
		"-a NOT b - c":             And{Not{word("a")}, Not{word("b")}, Not{word("c")}},
		"--a":                      word("a"),
		"-(a OR b)":                Not{Or{word("a"), word("b")}},
		`"开发区 新闻" x`:               And{Words{Text: "开发区 新闻", Phrase: true}, word("x")},
		"“开发区”（a）":                 And{Words{Text: "开发区", Phrase: true}, word("a")},
		"「开发区」":                    Words{Text: "开发区", Phrase: true},
		"region:苏州":                InRegion{"3205"},
		"地区：苏州":                    InRegion{"3205"},
		"region:鼓楼区":               Or{InRegion{"320106"}, InRegion{"320302"}},
		"region:none zone:none":    And{InRegion{}, InZone{}},
		`zone:"张家港 经开区" is:unread`: And{InZone{7}, IsUnread{}},
		"ZONE:zjg":                 InZone{7},
		"is:read":                  Not{IsUnread{}},
		"is：ｓｔａｒｒｅｄ":               IsStarred{},
		"-has:picture":             Not{Has{HasPicture}},
		"title:招商":                 Words{Text: "招商", Title: true},
		`title:"招商 引资"`:            Words{Text: "招商 引资", Title: true, Phrase: true},
		"lang:zh":                  InLanguage{"zh"},
		"channel:文字新闻":             InText{FieldChannel, "文字新闻"},
		"origin:新华社":               InText{FieldOrigin, "新华社"},
		"after:2019-10":            Between{From: day(2019, 10, 1)},
		"before:2019年10月2日":        Between{Until: day(2019, 10, 2)},
		"on:2020":                  Between{day(2020, 1, 1), day(2021, 1, 1)},
		"on:2019-12":               Between{day(2019, 12, 1), day(2020, 1, 1)},
		"on:yesterday":             Between{day(2025, 3, 30), day(2025, 3, 31)},
		"age:<7d":                  Between{From: time.Date(2025, 3, 24, 1, 0, 0, 0, Beijing())},
		"age：＜２ｗ":                  Between{From: time.Date(2025, 3, 17, 1, 0, 0, 0, Beijing())},
		"age:>1y":                  Between{Until: time.Date(2024, 3, 31, 1, 0, 0, 0, Beijing())},
		"http://a.cn/b":            word("http://a.cn/b"),
		"10:30":                    word("10:30"),
		"OR1 ANDY NEAR not":        And{word("OR1"), word("ANDY"), word("NEAR"), word("not")},
	} {
		got, err := ParseQuery(text, testNames())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %#v, %v; want %#v", text, got, err, want)
		}
	}
}

func TestParseQueryMistakes(t *testing.T) {
	for text, want := range map[string]QueryError{
		"OR":             {QueryMissingOperand, 0, 2, "", nil, ""},
		"a OR":           {QueryMissingOperand, 2, 4, "", nil, ""},
		"a AND":          {QueryMissingOperand, 2, 5, "", nil, ""},
		"AND a":          {QueryMissingOperand, 0, 4, "", nil, ""},
		"a -":            {QueryMissingOperand, 2, 3, "", nil, ""},
		"()":             {QueryMissingOperand, 0, 2, "", nil, ""},
		"(a":             {QueryOpenParen, 0, 2, "", nil, ""},
		"a) b":           {QueryStrayParen, 1, 2, "", nil, ""},
		`x "a b`:         {QueryOpenQuote, 2, 6, "", nil, ""},
		"zoen:苏州":        {QueryUnknownField, 0, 5, "", nil, "zone"},
		"a zone:nowhere": {QueryUnknownName, 7, 14, QueryZone, nil, ""},
		"source:x":       {QueryUnknownName, 7, 8, QuerySource, nil, ""},
		"title:":         {QueryMissingValue, 0, 6, QueryTitle, nil, ""},
		"title:！":        {QueryMissingValue, 6, 9, QueryTitle, nil, ""},
		"is:new":         {QueryUnknownValue, 3, 6, QueryIs, []string{"unread", "read", "starred", "watched"}, ""},
		"after:2019-13":  {QueryBadDate, 6, 13, QueryAfter, nil, ""},
		"on:2019-02-30":  {QueryBadDate, 3, 13, QueryOn, nil, ""},
		"age:7":          {QueryBadAge, 4, 5, QueryAge, nil, ""},
	} {
		_, err := ParseQuery(text, testNames())
		var got *QueryError
		if !errors.As(err, &got) || KindOf(err) != Invalid || !reflect.DeepEqual(*got, want) {
			t.Errorf("%q: %v, want %v", text, err, &want)
		}
	}
	for text, want := range map[string]QueryProblem{
		strings.Repeat("字", 10_001):                             QueryTooLong,
		strings.Repeat("a ", 300):                               QueryTooLong,
		strings.Repeat("(", 40) + "a" + strings.Repeat(")", 40): QueryTooDeep,
		strings.Repeat("-", 10_000):                             QueryMissingOperand,
		strings.Repeat("(", 10_000):                             QueryTooDeep,
	} {
		_, err := ParseQuery(text, testNames())
		var got *QueryError
		if !errors.As(err, &got) || got.Problem != want {
			t.Errorf("%.10q: %v, want %s", text, err, want)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{
		`苏州 OR (招商 -引资) zone:"张家港 经开区"`, "is：unread age:<7d", "“a", "((()", "NEAR(a b) AND \"x\"*", "title:\x00\x1b[31m",
		"on:2019-10 lang:zh -has:picture after:x", "a\xff:b", "{title} : x ^y", "：：：", "-\u3000-（",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		names := testNames()
		e, err := ParseQuery(text, names)
		if err == nil {
			again, err := ParseQuery("("+text+")", names)
			if e != nil && (err != nil || !reflect.DeepEqual(e, again)) {
				t.Errorf("in parentheses: %#v, then %#v, %v", e, again, err)
			}
			return
		}
		var mistake *QueryError
		if !errors.As(err, &mistake) {
			t.Fatalf("%v is no QueryError", err)
		}
		if mistake.Start < 0 || mistake.Start > mistake.End || mistake.End > len(text) {
			t.Errorf("%v lies outside %d bytes", mistake, len(text))
		}
	})
}
