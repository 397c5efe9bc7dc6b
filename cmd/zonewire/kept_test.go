package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// syncedHome is a folder whose cache holds the three articles of the small site.
func syncedHome(t *testing.T) string {
	t.Helper()
	home, site := t.TempDir(), smallSite(t)
	mustRun(t, "--home", home, "sources", "add", site+"/news/", "--name", "园区", "--kind", "site")
	mustRun(t, "--home", home, "sync")
	return home
}

func listed(t *testing.T, home string, args ...string) int {
	t.Helper()
	return strings.Count(mustRun(t, append([]string{"--home", home, "list"}, args...)...), "\n")
}

// TestWrongUsageIsTold exits with 2 and says in the language of the program what is wrong.
func TestWrongUsageIsTold(t *testing.T) {
	home := syncedHome(t)
	for _, tt := range []struct {
		args []string
		zh   string
	}{
		{[]string{"rules", "add", "foo", "x", "y"}, `没有 "foo" 这种规则`},
		{[]string{"rules", "add", "watch", "x"}, "参数个数不对；用法：zonewire rules add"},
		{[]string{"rules", "add", "watch", "坏", "芯 zone:nowhere"}, "没有叫这个名字的 “nowhere”"},
		{[]string{"rules", "remove", "x", "--kind", "no"}, `没有 "no" 这种规则`},
		{[]string{"views", "add", "空", ""}, "查询是空的"},
		{[]string{"watch", "--query", "is:red"}, "没有这个值 “red”，可用 unread"},
		{[]string{"watch"}, "没有关注规则"},
		{[]string{"zones", "--limit", "-", "x"}, "应为整数"},
		{[]string{"list", "--query", strings.Repeat("苏州 ", 5000)}, "太长"},
	} {
		o := zonewire(t, append([]string{"--home", home, "--lang", "zh"}, tt.args...)...)
		if o.status != exitUsage || !strings.Contains(o.err, tt.zh) {
			t.Errorf("%.60v exits with %d and says %.200q, want %q", tt.args, o.status, o.err, tt.zh)
		}
	}
}

func TestRulesFromTheCommandLine(t *testing.T) {
	home := syncedHome(t)
	all := listed(t, home)
	if out := mustRun(t, "--home", home, "rules", "add", "mute", "一号", "title:第1个"); !strings.Contains(out, "articles hidden: 1.") {
		t.Errorf("rules add says %q", out)
	}
	if n := listed(t, home); n != all-1 {
		t.Errorf("%d of %d articles are listed beside a mute rule", n, all)
	}
	mustRun(t, "--home", home, "rules", "add", "read", "三号", "title:第3个")
	mustRun(t, "--home", home, "rules", "add", "watch", "一号", "title:第2个 source:园区")
	if n := listed(t, home, "--unread"); n != all-2 {
		t.Errorf("%d unread", n)
	}
	var r keptRecord
	lines := strings.Split(strings.TrimSpace(mustRun(t, "--home", home, "rules", "list", "--json")), "\n")
	var third keptRecord
	if err := json.Unmarshal([]byte(lines[len(lines)-2]), &third); err != nil || third.Use != "read" || third.Total == 0 || third.Unread != 0 {
		t.Errorf("the rule that marks read: %+v, %v", third, err)
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &r); err != nil || len(lines) != 3 || r.Use != "watch" || r.Total != 1 || r.Unread != 1 {
		t.Errorf("%v: %+v, %v", lines, r, err)
	}
	if o := zonewire(t, "--home", home, "rules", "remove", "一号"); o.status != exitUsage || !strings.Contains(o.err, "--kind") {
		t.Errorf("an ambiguous name: %+v", o)
	}
	file := filepath.Join(t.TempDir(), "rules.toml")
	mustRun(t, "--home", home, "rules", "export", file)
	mustRun(t, "--home", home, "rules", "remove", "一号", "--kind", "mute")
	if n := listed(t, home); n != all {
		t.Errorf("%d of %d articles are listed after the rule went", n, all)
	}
	mustRun(t, "--home", home, "rules", "import", file)
	if n := listed(t, home); n != all-1 {
		t.Errorf("%d of %d articles are listed after the import", n, all)
	}
	for _, args := range [][]string{{"rules", "add", "hide", "x", "y"}, {"rules", "add", "mute", "x", "(y"}, {"views", "import", file}, {"rules", "add", "mute", "x", "。"}} {
		if o := zonewire(t, append([]string{"--home", home}, args...)...); o.status != exitUsage {
			t.Errorf("%v exits with %d: %s", args, o.status, o.err)
		}
	}
	if o := zonewire(t, "--home", home, "rules", "remove", "没有"); o.status != exitFailed {
		t.Errorf("a rule that is not there: %+v", o)
	}
}

func TestViewsFromTheCommandLine(t *testing.T) {
	home := syncedHome(t)
	mustRun(t, "--home", home, "views", "add", "项目", "重点项目", "is:unread")
	mustRun(t, "--home", home, "views", "add", "项目", "重点项目")
	out := mustRun(t, "--home", home, "views", "list")
	if strings.Count(out, "\n") != 1 || !strings.Contains(out, "3/3") {
		t.Errorf("views list prints %q", out)
	}
	if out := mustRun(t, "--home", home, "views", "export"); !strings.Contains(out, "query = '重点项目'") {
		t.Errorf("views export prints %q", out)
	}
	mustRun(t, "--home", home, "views", "remove", "项目")
	if out := mustRun(t, "--home", home, "views", "list"); out != "" {
		t.Errorf("views list prints %q", out)
	}
}

func TestWatchPrintsWhatCameSinceTheLastTime(t *testing.T) {
	home := syncedHome(t)
	if o := zonewire(t, "--home", home, "watch"); o.status != exitUsage || !strings.Contains(o.err, "rules add watch") {
		t.Errorf("without rules: %+v", o)
	}
	mustRun(t, "--home", home, "rules", "add", "watch", "二号", "title:第2个")
	for i, want := range []struct{ lines, status int }{{1, exitWell}, {0, exitNothing}} {
		o := zonewire(t, "--home", home, "watch", "--exit-code", "--json")
		if strings.Count(o.out, "\n") != want.lines || o.status != want.status || o.err != "" {
			t.Errorf("run %d: %+v", i, o)
		}
	}
	if out := mustRun(t, "--home", home, "watch", "--query", "重点项目"); strings.Count(out, "\n") != 3 {
		t.Errorf("another query prints %q", out)
	}
	if out := mustRun(t, "--home", home, "watch"); out != "" {
		t.Errorf("again: %q", out)
	}
}

func TestCleanDeletesWhatIsNotKept(t *testing.T) {
	home := syncedHome(t)
	if o := zonewire(t, "--home", home, "clean"); o.status != exitWell || !strings.Contains(o.err, "keep_days") {
		t.Errorf("without bounds: %+v", o)
	}
	writeFile(t, home+"/config.toml", "requests_per_second = -1.0\nkeep_unread = false\n[keep.'园区']\narticles = 2\n")
	var r freedRecord
	if err := json.Unmarshal([]byte(mustRun(t, "--home", home, "clean", "--dry-run", "--json")), &r); err != nil || r.Articles != 1 || !r.DryRun {
		t.Errorf("%+v %v", r, err)
	}
	if n := listed(t, home); n != 3 {
		t.Errorf("a dry run left %d", n)
	}
	o := zonewire(t, "--home", home, "sync")
	if o.status != exitWell || !strings.Contains(o.err, "Articles deleted: 1") {
		t.Errorf("after a sync: %+v", o)
	}
	mustRun(t, "--home", home, "sync")
	if n := listed(t, home); n != 2 {
		t.Errorf("%d left", n)
	}
	if out := mustRun(t, "--home", home, "clean", "--articles", "1"); !strings.Contains(out, "Articles deleted: 1") {
		t.Errorf("clean says %q", out)
	}
	writeFile(t, home+"/config.toml", "keep_days = -1\n")
	if o := zonewire(t, "--home", home, "clean"); o.status != exitUsage || !strings.Contains(o.err, "keep_days") {
		t.Errorf("a wrong bound: %+v", o)
	}
}

func TestRecordsSayAllSources(t *testing.T) {
	home := syncedHome(t)
	var r articleRecord
	line, _, _ := strings.Cut(mustRun(t, "--home", home, "list", "--json"), "\n")
	if err := json.Unmarshal([]byte(line), &r); err != nil || !slices.Equal(r.Sources, []string{"园区"}) {
		t.Errorf("list: %q %v", r.Sources, err)
	}
	r.Sources = nil
	shown := mustRun(t, "--home", home, "show", fmt.Sprint(r.ID), "--format", "json")
	if err := json.Unmarshal([]byte(shown), &r); err != nil || !slices.Equal(r.Sources, []string{"园区"}) {
		t.Errorf("show: %q %v", r.Sources, err)
	}
}
