package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// secret is what must be nowhere but in the request to the source's own host.
const secret = "zhangjiagang-hunter2"

// lockedSite is a column that only u with the secret may read, with an article on another host, which notes what it is
// told.
func lockedSite(t *testing.T) (base string, told func() []string) {
	t.Helper()
	var mu sync.Mutex
	var leaks []string
	article := func(w http.ResponseWriter, n string) {
		fmt.Fprintf(w, `<html><head><title>开发区%s项目签约落户</title></head><body><h1>开发区%s项目签约落户</h1><p>发布时间：2025-03-01</p>
<div><p>　　当天上午，%s项目正式签约，总投资12.5亿元，投产后预计年产值超过20亿元。</p></div></body></html>`, n, n, n)
	}
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		leaks = append(leaks, r.Header.Get("Authorization")+r.Header.Get("Cookie"))
		mu.Unlock()
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		article(w, "他站")
	}))
	t.Cleanup(other.Close)
	away := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		user, password, _ := r.BasicAuth()
		switch {
		case user != "u" || password != secret:
			w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
			w.WriteHeader(http.StatusUnauthorized)
		case r.URL.Path == "/":
			http.SetCookie(w, &http.Cookie{Name: "session", Value: secret, Path: "/"})
			fmt.Fprintf(w, `<html><title>园区动态</title><ul><li><a href="/1.html">开发区第一个重点项目签约落户</a><span>2025-03-01</span></li>
<li><a href="/2.html">开发区第二个重点项目签约落户</a><span>2025-03-02</span></li><li><a href="/away.html">开发区他站重点项目签约落户</a><span>2025-03-03</span></li></ul>`)
		case r.URL.Path == "/away.html":
			http.Redirect(w, r, away+"/3.html", http.StatusFound)
		default:
			article(w, r.URL.Path[1:2])
		}
	}))
	t.Cleanup(s.Close)
	return s.URL, func() []string { mu.Lock(); defer mu.Unlock(); return leaks }
}

// holdsNo fails when a file under dir has the text in it.
func holdsNo(t *testing.T, dir, text string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if strings.Contains(string(b), text) {
			t.Errorf("%s holds the password", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPasswordComesFromACommand(t *testing.T) {
	base, told := lockedSite(t)
	home, store := t.TempDir(), t.TempDir()
	writeFile(t, home+"/config.toml", "requests_per_second = -1.0\nallow_private = true\n")
	writeFile(t, store+"/secret", secret+"\nsecond line\n")
	mustRun(t, "--home", home, "sources", "add", base+"/", "--name", "简报", "--kind", "site")
	o := zonewire(t, "--home", home, "sync")
	if o.status != exitPartial || !strings.Contains(o.err, "--login") {
		t.Errorf("without a password sync exits with %d and says %q", o.status, o.err)
	}
	mustRun(t, "--home", home, "sources", "set", "简报", "--login", "u", "--password-command", "cat "+store+"/missing")
	if o := zonewire(t, "--home", home, "sync"); !strings.Contains(o.err, "password command") || !strings.Contains(o.err, "missing") {
		t.Errorf("a command that fails: %q", o.err)
	}
	mustRun(t, "--home", home, "sources", "set", "简报", "--password-command", "cat "+store+"/secret")
	out := mustRun(t, "--home", home, "--log-level", "debug", "sync", "--json")
	if len(told()) == 0 {
		t.Error("the other host was never asked")
	}
	out += mustRun(t, "--home", home, "sources", "check")
	if n := len(addresses(t, home)); n < 2 {
		t.Errorf("%d articles came: %s", n, out)
	}
	for _, leak := range told() {
		if leak != "" {
			t.Errorf("the other host was told %q", leak)
		}
	}
	list := mustRun(t, "--home", home, "sources", "list", "--json")
	var r sourceRecord
	if err := json.Unmarshal([]byte(list), &r); err != nil || r.Login != "u" || r.Password != "command" {
		t.Errorf("%s, %v", list, err)
	}
	out += list + mustRun(t, "--home", home, "sources", "export") + mustRun(t, "--home", home, "sources", "export", "--format", "opml") +
		mustRun(t, "--home", home, "list", "--json") + zonewire(t, "--home", home, "doctor").out
	if strings.Contains(out, secret) || strings.Contains(out, "cat ") {
		t.Errorf("the password, or the command, is printed: %s", out)
	}
	holdsNo(t, home, secret)
}

func TestPasswordsInAddressesAreRefused(t *testing.T) {
	home := t.TempDir()
	writeFile(t, home+"/in.toml", "[[source]]\nname = 'a'\nurl = 'http://u:"+secret+"@127.0.0.1:9/'\n[[source]]\nname = 'b'\nurl = 'http://127.0.0.1:9/b'\n")
	writeFile(t, home+"/in.opml", `<opml version="2.0"><body><outline text="c" xmlUrl="https://u:`+secret+`@127.0.0.1:9/c"/></body></opml>`)
	for _, args := range [][]string{
		{"sources", "add", "http://u:" + secret + "@127.0.0.1:9/", "--name", "a", "--kind", "site"},
		{"sources", "add", "http://u:" + secret + "@127.0.0.1:port/"},
		{"sources", "import", home + "/in.toml"},
		{"sources", "import", home + "/in.opml"},
	} {
		o := zonewire(t, append([]string{"--home", home}, args...)...)
		if strings.Contains(o.out+o.err, secret) {
			t.Errorf("%v prints the password: %s", args, o.err)
		}
		if args[1] == "add" && o.status != exitUsage || !strings.Contains(o.err, "--login") && !strings.Contains(o.err, "not an http(s)") {
			t.Errorf("%v exits with %d and says %q", args, o.status, o.err)
		}
	}
	if list := mustRun(t, "--home", home, "sources", "list"); !strings.Contains(list, "/b") || strings.Contains(list, "u:") {
		t.Errorf("imported: %s", list)
	}
	if err := os.Remove(home + "/in.toml"); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(home + "/in.opml"); err != nil {
		t.Fatal(err)
	}
	holdsNo(t, home, secret)
}

func TestNoKeyringIsSaid(t *testing.T) {
	home := t.TempDir()
	mustRun(t, "--home", home, "sources", "add", "http://127.0.0.1:9/", "--name", "a", "--kind", "site")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+home+"/nowhere")
	for _, args := range [][]string{
		{"sources", "set", "a", "--login", "u", "--keyring"},
		{"sources", "add", "http://127.0.0.1:9/b", "--name", "b", "--kind", "site", "--login", "u", "--keyring"},
	} {
		p := program(t, append([]string{"--home", home, "--lang", "en"}, args...)...)
		p.Stdin = strings.NewReader(secret + "\n")
		out, err := p.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "--password-command") || strings.Contains(string(out), secret) {
			t.Errorf("%v: %v, %s", args, err, out)
		}
	}
	list := mustRun(t, "--home", home, "sources", "list", "--json")
	if strings.Contains(list, `"login":"u"`) || strings.Contains(list, "/b") {
		t.Errorf("half set: %s", list)
	}
}

func TestSetChangesWhatIsSaid(t *testing.T) {
	home := t.TempDir()
	mustRun(t, "--home", home, "sources", "add", "http://127.0.0.1:9/", "--name", "a", "--kind", "site", "--pages", "7")
	mustRun(t, "--home", home, "sources", "set", "a", "--interval", "2h", "--legacy-tls", "--zone", "苏州工业园区", "--name", "园区")
	read := func() (r sourceRecord) {
		if err := json.Unmarshal([]byte(mustRun(t, "--home", home, "sources", "list", "--json")), &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := read(); r.Name != "园区" || r.Pages != 7 || r.Interval != "2h0m0s" || !r.LegacyTLS || r.Zone != "苏州工业园区" {
		t.Errorf("%+v", r)
	}
	mustRun(t, "--home", home, "sources", "set", "园区", "--interval", "auto", "--legacy-tls=false", "--url", "http://127.0.0.1:9/b")
	if r := read(); r.Interval != "" || r.LegacyTLS || r.URL != "http://127.0.0.1:9/b" || r.Pages != 7 {
		t.Errorf("%+v", r)
	}
	for _, wrong := range [][]string{
		{},
		{"--interval", "5"},
		{"--interval", "1s"},
		{"--login", "u"},
		{"--keyring"},
		{"--password-command", "x"},
		{"--login", "u", "--keyring", "--password-command", "x"},
		{"--url", "ftp://127.0.0.1/"},
		{"--full-text", "maybe"},
	} {
		if o := zonewire(t, append([]string{"--home", home, "sources", "set", "园区"}, wrong...)...); o.status != exitUsage {
			t.Errorf("%v exits with %d: %s", wrong, o.status, o.err)
		}
	}
	if o := zonewire(t, "--home", home, "sources", "set", "b", "--pages", "1"); o.status != exitFailed {
		t.Errorf("an unknown source: %d, %s", o.status, o.err)
	}
}
