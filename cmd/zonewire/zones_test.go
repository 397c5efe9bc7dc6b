package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestZonesWithoutACache looks places up in the person's language, and makes no cache for it.
func TestZonesWithoutACache(t *testing.T) {
	home := t.TempDir()
	for lang, says := range map[string][]string{"en": {"Zhangjiagang ETDZ", " ETDZ "}, "zh": {"张家港经济技术开发区", " 经开区 "}} {
		out := mustRun(t, "--home", home, "--lang", lang, "zones", "zjg")
		for _, want := range says {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in %s", lang, want, out)
			}
		}
		if lang == "zh" && (strings.Contains(out, "county") || strings.Contains(out, "etdz")) {
			t.Errorf("in Chinese it says %s", out)
		}
	}
	if o := zonewire(t, "--home", home, "zones", "qqxx"); o.status != exitFailed || !strings.Contains(o.err, `no region or zone fits "qqxx"`) {
		t.Errorf("of nothing found: exit %d, %q", o.status, o.err)
	}
	if _, err := os.Stat(placesUnder(home).database()); err == nil {
		t.Error("looking places up made a cache")
	}
}

// TestListOfASpelledPlace takes pinyin and initials as a query does.
func TestListOfASpelledPlace(t *testing.T) {
	home, site := t.TempDir(), smallSite(t)
	mustRun(t, "--home", home, "sources", "add", site+"/news/", "--name", "园区", "--kind", "site")
	mustRun(t, "--home", home, "sync")
	for _, place := range []string{"--zone=zjg", "--region=suzhou", "--region=jiangsu"} {
		if out := mustRun(t, "--home", home, "list", place); strings.Count(out, "\n") != 3 {
			t.Errorf("list %s printed %q", place, out)
		}
	}
	for _, place := range []string{"--zone=qqxx", "--region=qqxx"} {
		if o := zonewire(t, "--home", home, "list", place); o.status != exitFailed || !strings.Contains(o.err, "qqxx") {
			t.Errorf("list %s exits with %d: %s", place, o.status, o.err)
		}
	}
}

// TestEveryPlaceIsToldApart finds no two rows alike in what is found for a name that several places have.
func TestEveryPlaceIsToldApart(t *testing.T) {
	home := t.TempDir()
	for _, lang := range []string{"en", "zh"} {
		for _, name := range []string{"suzhou", "gulou", "wujiang", "jilin", "chaoyang", "xinqu"} {
			rows := map[string]bool{}
			for row := range strings.Lines(mustRun(t, "--home", home, "--lang", lang, "zones", name, "--limit", "500")) {
				if strings.Contains(row, "…") || rows[row] {
					t.Errorf("%s: %s is cut or there twice", lang, row)
				}
				rows[row] = true
			}
		}
	}
	out := mustRun(t, "--home", home, "--lang", "en", "zones", "suzhou")
	for _, want := range []string{"Suzhou 苏州市 ", "Suzhou 宿州市 "} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
}

// TestSourceInASpelledRegion takes pinyin, initials and codes for a source's region. A name of several regions changes
// nothing and names them.
func TestSourceInASpelledRegion(t *testing.T) {
	home := t.TempDir()
	mustRun(t, "--home", home, "sources", "add", "http://news.example/", "--name", "园区", "--kind", "site", "--region", "kunshan")
	region := func() string {
		for line := range strings.Lines(mustRun(t, "--home", home, "sources", "export")) {
			if code, found := strings.CutPrefix(line, "region = "); found {
				return strings.Trim(code, "'\"\n")
			}
		}
		return ""
	}
	if got := region(); got != "320583" {
		t.Errorf("kunshan is %q", got)
	}
	for name, want := range map[string]string{"jiangsu": "32", "320500": "3205", "苏州": "3205", "吉林": "22", "Zhejiang": "33", "hlj": "23", "370000": "37"} {
		mustRun(t, "--home", home, "sources", "set", "园区", "--region", name)
		if got := region(); got != want {
			t.Errorf("%s is %q, want %s", name, got, want)
		}
	}
	mustRun(t, "--home", home, "sources", "set", "园区", "--region", "320583")
	for lang, says := range map[string][]string{
		"en": {`several regions fit "suzhou"; use the code of one: `, "3205 Jiangsu Suzhou; 3413 Anhui Suzhou"},
		"zh": {`"suzhou" 可指几个地区`, "3205 江苏省 苏州市；3413 安徽省 宿州市"},
	} {
		o := zonewire(t, "--home", home, "--lang", lang, "sources", "set", "园区", "--region", "suzhou", "--pages", "7")
		for _, want := range says {
			if o.status != exitUsage || !strings.Contains(o.err, want) {
				t.Errorf("%s: exit %d, %s", lang, o.status, o.err)
			}
		}
	}
	if o := zonewire(t, "--home", home, "sources", "set", "园区", "--region", "鼓楼区"); o.status != exitUsage || !strings.Contains(o.err, "320106") {
		t.Errorf("exit %d, %s", o.status, o.err)
	}
	if got := region(); got != "320583" {
		t.Errorf("a name of several regions changed it to %q", got)
	}
	if o := zonewire(t, "--home", home, "sources", "set", "园区", "--region", "qqxx"); o.status != exitFailed || !strings.Contains(o.err, "qqxx") {
		t.Errorf("exit %d, %s", o.status, o.err)
	}
}

// TestSourceOfASpelledZone takes pinyin, initials and English for a source's own zone, and Chinese names as they are.
// Letters that fit no zone, or several, change nothing and are told.
func TestSourceOfASpelledZone(t *testing.T) {
	home := t.TempDir()
	mustRun(t, "--home", home, "sources", "add", "http://news.example/", "--name", "园区", "--kind", "site", "--zone", "szgyyq")
	read := func() (r sourceRecord) {
		if err := json.Unmarshal([]byte(mustRun(t, "--home", home, "sources", "list", "--json")), &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := read(); r.Zone != "苏州工业园区" || len(r.Region) == 0 {
		t.Errorf("szgyyq is %+v", r)
	}
	for name, want := range map[string]string{
		"Suzhou Industrial Park": "苏州工业园区", "zhangjiagang jingji": "张家港经济技术开发区", "亦庄": "北京经济技术开发区",
		"某某高新技术产业园": "某某高新技术产业园", "": "",
	} {
		mustRun(t, "--home", home, "sources", "set", "园区", "--zone", name)
		if r := read(); r.Zone != want {
			t.Errorf("%q is %q, want %q", name, r.Zone, want)
		}
	}
	mustRun(t, "--home", home, "sources", "set", "园区", "--zone", "亦庄")
	for lang, says := range map[string]string{"en": `no zone "qqxx"`, "zh": `没有开发区 "qqxx"`} {
		if o := zonewire(t, "--home", home, "--lang", lang, "sources", "set", "园区", "--zone", "qqxx", "--pages", "9"); o.status != exitFailed || !strings.Contains(o.err, says) {
			t.Errorf("exit %d, %s", o.status, o.err)
		}
	}
	for lang, says := range map[string]string{"en": `several zones fit "suzhou"; use the name of one: `, "zh": `"suzhou" 可指几个开发区`} {
		if o := zonewire(t, "--home", home, "--lang", lang, "sources", "set", "园区", "--zone", "suzhou"); o.status != exitUsage || !strings.Contains(o.err, says) || !strings.Contains(o.err, "苏州工业园区") {
			t.Errorf("exit %d, %s", o.status, o.err)
		}
	}
	if r := read(); r.Zone != "北京经济技术开发区" || r.Pages == 9 {
		t.Errorf("a name that means none changed it to %+v", r)
	}
}
