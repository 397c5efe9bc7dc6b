package fetch

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zonewire/feed"
)

func TestRefusalsForThePlaceOfTheVisitor(t *testing.T) {
	gbk := string(encode(t, simplifiedchinese.GB18030, "<html><body><h1>403</h1>抱歉，本网站禁止境外IP访问。</body></html>"))
	for body, want := range map[string]feed.Kind{
		gbk: feed.Abroad,
		"<p>您所在的地区暂时无法访问本站</p>":                                                                                feed.Abroad,
		"<p>该站点已开启区域限制</p>":                                                                                    feed.Abroad,
		"<p>仅限中国大陆用户访问</p>":                                                                                    feed.Abroad,
		"<p>海外用户请移步国际版</p>":                                                                                    feed.Abroad,
		"<h1>Error 1009</h1> The owner of this website has banned the country or region your IP address is in": feed.Abroad,
		"The Amazon CloudFront distribution is configured to block access from your country.":                  feed.Abroad,
		"This content is not available in your region.":                                                        feed.Abroad,
		"<h1>403 Forbidden</h1><hr>nginx":                                                                      feed.Blocked,
		"<p>您的访问被网站防火墙拦截，请求编号 1009</p>":                                                                        feed.Blocked,
		"<p>无权访问。境外投资企业办事指南请到政务大厅领取</p>":                                                                       feed.Blocked,
		"<script>document.cookie='a=1';location.reload()</script>":                                             feed.Blocked,
	} {
		s := serve(t, withoutRobots(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, body)
		}))
		_, err := newClient(t, quick()).Get(t.Context(), Request{URL: s.URL})
		if e := wantKind(t, err, want); want == feed.Abroad && !errors.Is(e, ErrAbroad) {
			t.Errorf("%s: cause %v", body, e.Err)
		}
	}
	page := "<p>您所在的地区暂时无法访问本站</p>" + strings.Repeat(simplified, 5)
	s := serve(t, withoutRobots(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, page) }))
	if got, err := newClient(t, quick()).Get(t.Context(), Request{URL: s.URL}); err != nil || string(got.Body) != page {
		t.Errorf("a page that speaks of it: %v", err)
	}
}

// TestLegacyTLSIsForOneHost lets a request use old TLS with its own host, and not with one that it is sent to.
func TestLegacyTLSIsForOneHost(t *testing.T) {
	cert, pool := certificate(t, time.Now().Add(time.Hour), "127.0.0.1", "localhost")
	old := func(h http.HandlerFunc) *httptest.Server {
		s := httptest.NewUnstartedServer(withoutRobots(h))
		s.Config.ErrorLog = quiet()
		s.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10}
		s.StartTLS()
		t.Cleanup(s.Close)
		return s
	}
	s := old(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/away" {
			http.Redirect(w, r, "https://localhost:"+r.Host[strings.LastIndexByte(r.Host, ':')+1:]+"/", http.StatusFound)
			return
		}
		fmt.Fprint(w, "old")
	})
	cfg := quick()
	cfg.RootCAs, cfg.AllowPrivate = pool, true
	c := newClient(t, cfg)
	_, err := c.Get(t.Context(), Request{URL: s.URL})
	if e := wantKind(t, err, feed.TLS); !errors.Is(e, ErrOldTLS) {
		t.Errorf("cause %v", e)
	}
	if got, err := c.Get(t.Context(), Request{URL: s.URL, LegacyTLS: true}); err != nil || string(got.Body) != "old" {
		t.Errorf("allowed: %s, %v", got.Body, err)
	}
	_, err = c.Get(t.Context(), Request{URL: s.URL + "/away", LegacyTLS: true})
	wantKind(t, err, feed.TLS)
}
