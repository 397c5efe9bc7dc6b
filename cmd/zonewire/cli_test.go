package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// smallSite is a news column of three articles and a column that answers with an error.
func smallSite(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		var n int
		switch _, err := fmt.Sscanf(r.URL.Path, "/a/%d.html", &n); {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case r.URL.Path == "/news/":
			fmt.Fprint(w, "<html><head><title>园区动态</title></head><body><ul>")
			for i := 3; i >= 1; i-- {
				fmt.Fprintf(w, `<li><a href="/a/10%d.html">张家港经开区第%d个重点项目签约落户</a> 2025-03-%02d</li>`, i, i, i+10)
			}
			fmt.Fprint(w, "</ul></body></html>")
		case err == nil:
			fmt.Fprintf(w, `<html><body><div>您现在的位置：<a href="/">首页</a> &gt; <a href="/news/">园区动态</a></div>
<h1>张家港经开区第%d个重点项目签约落户</h1><p>发布时间：2025-03-%02d 来源：园区日报 发布开发区：张家港经济技术开发区</p><div>
<p>　　当天上午，第%d个重点项目正式签约落户园区，总投资12.5亿元，用地120亩。</p>
<p>　　项目投产后预计年产值超过20亿元，可带动上下游企业三十余家，新增就业岗位八百个。</p></div>
<p>上一条：没有了</p><p>下一条：<a href="/a/101.html">张家港经开区第1个重点项目签约落户</a></p></body></html>`, n-100, n-90, n-100)
		default:
			w.WriteHeader(http.StatusInternalServerError)
		}
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func TestTheWayOfAnArticle(t *testing.T) {
	home, site := t.TempDir(), smallSite(t)
	mustRun(t, "--home", home, "sources", "add", site+"/news/", "--name", "园区", "--kind", "site")
	o := zonewire(t, "--home", home, "sync", "--json")
	if o.status != exitWell {
		t.Fatalf("sync exited with %d: %s", o.status, o.err)
	}
	var last progressRecord
	for line := range strings.Lines(o.out) {
		if err := json.Unmarshal([]byte(line), &last); err != nil {
			t.Fatalf("sync --json printed %q: %v", line, err)
		}
	}
	if !last.Final || last.New != 3 {
		t.Errorf("the last line of sync --json is %+v", last)
	}

	out := mustRun(t, "--home", home, "list", "--zone", "张家港经开区", "--region", "江苏", "--unread", "--query", "重点项目", "--limit", "1", "--json")
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("list --json --limit 1 printed %q: %v", out, err)
	}
	want := map[string]any{
		"title": "张家港经开区第3个重点项目签约落户", "published": "2025-03-13", "source": "园区日报", "zone": "张家港经济技术开发区",
		"url": site + "/a/103.html", "read": false, "starred": false,
	}
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s is %v, want %v", key, got[key], value)
		}
	}
	if fmt.Sprint(got["region"]) != "[江苏省 苏州市 张家港市]" || fmt.Sprint(got["breadcrumb"]) != "[首页 园区动态]" {
		t.Errorf("region %v, breadcrumb %v", got["region"], got["breadcrumb"])
	}
	if next, ok := got["next"].(map[string]any); !ok || next["title"] != "张家港经开区第1个重点项目签约落户" || next["url"] != site+"/a/101.html" {
		t.Errorf("next is %v", got["next"])
	}
	if prev, ok := got["prev"].(map[string]any); !ok || prev["title"] != "" || prev["url"] != "" {
		t.Errorf("prev is %v", got["prev"])
	}
	if text := fmt.Sprint(got["text"]); !strings.HasPrefix(text, "当天上午") || strings.Contains(text, "下一条") {
		t.Errorf("text is %q", text)
	}
	show := mustRun(t, "--home", home, "show", fmt.Sprint(got["id"]), "--format", "text", "--width", "40")
	if !strings.Contains(show, "当天上午") || strings.Contains(show, "\x1b") {
		t.Errorf("show --format text printed %q", show)
	}
}

func TestExitStatus(t *testing.T) {
	home, site := t.TempDir(), smallSite(t)
	mustRun(t, "--home", home, "sources", "add", site+"/news/", "--name", "好", "--kind", "site")
	mustRun(t, "--home", home, "sources", "add", site+"/broken/", "--name", "坏", "--kind", "site")
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"version"}, exitWell, ""},
		{[]string{"sync"}, exitPartial, "坏"},
		{[]string{"sync", "--source", "好"}, exitWell, ""},
		{[]string{"sync", "--source", "谁"}, exitFailed, "谁"},
		{[]string{"show", "999"}, exitFailed, "999"},
		{[]string{"show", "x"}, exitUsage, "x"},
		{[]string{"list", "--limit", "0"}, exitUsage, "--limit"},
		{[]string{"list", "--query", "(开发区"}, exitUsage, "zonewire:"},
		{[]string{"list", "--region", "火星"}, exitFailed, "火星"},
		{[]string{"nonsense"}, exitUsage, "nonsense"},
		{[]string{"sources", "add", "ftp://x.example/"}, exitUsage, "ftp://x.example/"},
		{[]string{"sources", "remove", "谁"}, exitFailed, "谁"},
		{[]string{"inspect", "article", "/no/such/file"}, exitFailed, "/no/such/file"},
	} {
		o := zonewire(t, append([]string{"--home", home}, c.args...)...)
		if o.status != c.status || !strings.Contains(o.err, c.says) {
			t.Errorf("zonewire %v exited with %d and said %q; want %d and %q", c.args, o.status, o.err, c.status, c.says)
		}
		if c.status != exitWell && strings.Count(strings.TrimSpace(o.err), "\n") > 0 {
			t.Errorf("zonewire %v said more than one line: %q", c.args, o.err)
		}
	}
}

func TestBadCacheIsRefusedAndKept(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, "news.db")
	writeFile(t, path, strings.Repeat("这不是数据库。", 1000))
	o := zonewire(t, "--home", home, "list")
	if o.status != exitFailed || !strings.Contains(o.err, path) {
		t.Errorf("a file that is no database: exit %d, %q", o.status, o.err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != strings.Repeat("这不是数据库。", 1000) {
		t.Errorf("the file was touched")
	}
}

func TestBadConfigNamesThePlace(t *testing.T) {
	home := t.TempDir()
	for content, says := range map[string]string{
		"them = \"ink\"\n":         "them",
		"theme = \"pink\"\n":       "pink",
		"theme = ink\n":            "config.toml",
		"ambiguous_width = 3\n":    "ambiguous_width",
		"lang = \"klingon\"\n":     "klingon",
		"requests_per_second = {}": "requests_per_second",
	} {
		writeFile(t, filepath.Join(home, "config.toml"), content)
		var out, errOut strings.Builder
		o := outcome{status: run(t.Context(), []string{"--home", home, "list"}, &out, &errOut)}
		o.err = errOut.String()
		if o.status != exitUsage || !strings.Contains(o.err, says) {
			t.Errorf("config %q: exit %d, %q", content, o.status, o.err)
		}
	}
}
