package fetch

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"testing"

	"zonewire/feed"
)

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

func TestChallengesAreNotPages(t *testing.T) {
	long := strings.Repeat(simplified, 5)
	for name, c := range map[string]struct {
		status  int
		body    string
		blocked bool
	}{
		"cookie and reload":      {200, `<script>document.cookie='a=1;path=/';location.href=location.pathname+location.search</script>`, true},
		"in brackets":            {200, `<html><title>wait</title><body><script>document["cookie"]=f();location["reload"]()</script></body></html>`, true},
		"known by its variable":  {202, `<!DOCTYPE html><html><head><meta charset="utf-8"><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>`, true},
		"known by its cookie":    {200, `<html><script>var arg1='A1B2C3D4E5F6A7B8C9D0E1F2';setCookie("acw_sc__v2",x)</script></html>`, true},
		"a status of its own":    {405, `<html><script>var x="aliyun_waf_aa"</script><p>` + long + `</p></html>`, true},
		"error that sets cookie": {567, `<script>document.cookie="w=1";location.reload()</script>`, true},
		"page that sets cookies": {200, `<html><script>document.cookie="v=1"; var u=location.href</script><p>` + long + `</p></html>`, false},
		"page with protection":   {200, `<html><script src="/cdn-cgi/challenge-platform/x.js"></script><p>` + long + `</p></html>`, false},
		"page made by script":    {200, `<html><head><title>` + long + `</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>`, false},
		"short text":             {200, `ok`, false},
		"unclosed":               {200, `<script>document.cookie=1`, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, withoutRobots(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				fmt.Fprint(w, c.body)
			}))
			got, err := newClient(t, quick()).Get(t.Context(), Request{URL: s.URL})
			if c.blocked {
				wantKind(t, err, feed.Blocked)
			} else if err != nil || string(got.Body) != c.body {
				t.Errorf("%s, %v", got.Body, err)
			}
		})
	}
}

func TestRefreshTarget(t *testing.T) {
	for body, want := range map[string]string{
		`<meta http-equiv=refresh content="0;url=/a/">`:                                "/a/",
		`<META HTTP-EQUIV="REFRESH" CONTENT='1; URL="b.html"'>`:                        "b.html",
		`<meta http-equiv="refresh" content="600; url=/again">`:                        "",
		`<meta http-equiv="refresh" content="5">`:                                      "",
		`<script>location='c/index.html'</script>`:                                     "c/index.html",
		`<script>top.location.replace("/d");</script>`:                                 "/d",
		`<script>location.href="/e?"+Date.now();</script>`:                             "",
		`<script>if(/Mobile/.test(navigator.userAgent)){location.href="/m";}</script>`: "",
		`<meta http-equiv="refresh" content="0;url=/f"><p>` + simplified + `</p>`:      "",
		`<script>document.cookie="a=1";location.href="/g";</script>`:                   "",
		`<p>no</p>`: "",
	} {
		if got := refreshTarget(answer{status: http.StatusOK, body: []byte(body)}); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

func FuzzChallenge(f *testing.F) {
	f.Add([]byte(`<script>document.cookie='a';location.reload()</script>`))
	f.Add([]byte(`<meta http-equiv="refresh" content="0;url=x"><!-- <title></titl`))
	f.Fuzz(func(t *testing.T, body []byte) {
		a := answer{status: http.StatusOK, body: body}
		if isChallenge(a) && hasText(body) {
			t.Fatal("a page with text is no challenge")
		}
		if to := refreshTarget(a); strings.ContainsAny(to, " \t\n\"") {
			t.Fatalf("target %q", to)
		}
	})
}

func BenchmarkChallenge(b *testing.B) {
	body := []byte("<html><head><script>" + strings.Repeat("var x = document.title;", 3000) + "</script></head><p>" + simplified)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		isChallenge(answer{status: http.StatusOK, body: body})
	}
}
