package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// withConfig is a home with a config.toml.
func withConfig(t *testing.T, text string) string {
	t.Helper()
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "config.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return home
}

// TestProxyOfTheConfiguration fetches a page through a proxy on loopback, and shows the proxy without its password.
func TestProxyOfTheConfiguration(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host != "news.example" || r.URL.Path != "/a.html" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<html><body><h1>某开发区新建标准厂房竣工交付</h1><p>"+strings.Repeat("这一段由代理转来，讲的是厂房竣工。", 20)+"</p></body></html>")
	}))
	defer proxy.Close()
	at := strings.TrimPrefix(proxy.URL, "http://")
	home := withConfig(t, `proxy = "http://someone:secret@`+at+`"`)
	if out := mustRun(t, "--home", home, "inspect", "article", "http://news.example/a.html"); !strings.Contains(out, "标准厂房竣工交付") {
		t.Errorf("through the proxy came %s", out)
	}
	o := zonewire(t, "--home", home, "--lang", "en", "doctor")
	if !strings.Contains(o.out, "http://"+at+" (config.toml)") || strings.Contains(o.out+o.err, "secret") || strings.Contains(o.out, "someone") {
		t.Errorf("the doctor says %s%s", o.out, o.err)
	}
}

// TestProxyOfTheEnvironment is shown where the configuration has none.
func TestProxyOfTheEnvironment(t *testing.T) {
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"} {
		t.Setenv(name, "")
	}
	home := t.TempDir()
	if o := zonewire(t, "--home", home, "--lang", "zh", "doctor"); !strings.Contains(o.out, "没有代理") {
		t.Errorf("without a proxy the doctor says %s", o.out)
	}
	t.Setenv("HTTPS_PROXY", "socks5://someone:secret@p.example:1080")
	if o := zonewire(t, "--home", home, "--lang", "zh", "doctor"); !strings.Contains(o.out, "socks5://p.example:1080（HTTPS_PROXY）") ||
		strings.Contains(o.out, "secret") {
		t.Errorf("the doctor says %s", o.out)
	}
}

// TestWrongProxyIsRefused names the key and does not repeat what may hold a password.
func TestWrongProxyIsRefused(t *testing.T) {
	for _, value := range []string{"127.0.0.1:7890", "ftp://someone:secret@p.example", "http://someone:secret@p.example:x"} {
		home := withConfig(t, `proxy = "`+value+`"`)
		for lang, says := range map[string]string{"en": `config.toml: proxy is an address such as "http://`, "zh": `config.toml：proxy 应为代理地址，如 "http://`} {
			o := zonewire(t, "--home", home, "--lang", lang, "list")
			if o.status != exitUsage || !strings.Contains(o.err, says) || strings.Contains(o.err, "secret") {
				t.Errorf("%s: exit %d, %s", value, o.status, o.err)
			}
		}
	}
}

// TestAProxyThatIsDownIsTold names the setting, and blames no source.
func TestAProxyThatIsDownIsTold(t *testing.T) {
	down := httptest.NewServer(http.NotFoundHandler())
	down.Close()
	home := withConfig(t, `proxy = "`+down.URL+`"`)
	for _, name := range []string{"a", "b"} {
		mustRun(t, "--home", home, "sources", "add", "http://"+name+".example/", "--name", name, "--kind", "site")
	}
	for lang, says := range map[string]string{"zh": "连不上代理：请启动代理，或改 config.toml 的 proxy", "en": "the proxy cannot be reached; start it, or change proxy in config.toml"} {
		o := zonewire(t, "--home", home, "--lang", lang, "sync")
		if o.status != exitFailed || o.out != "" || !strings.Contains(o.err, says) {
			t.Errorf("exit %d, %q, %q", o.status, o.out, o.err)
		}
	}
	if list := mustRun(t, "--home", home, "sources", "list"); strings.Contains(list, "proxy") {
		t.Errorf("a source is blamed: %s", list)
	}
}
