package fetch

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"zonewire/feed"
)

func TestParseProxy(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "http://127.0.0.1:7890": "127.0.0.1:7890", "https://p.example": "p.example", "socks5://[::1]:1080": "[::1]:1080",
		"socks5h://u:secret@p.example:1080/": "p.example:1080",
	} {
		u, err := ParseProxy(address)
		if err != nil || (u == nil) != (want == "") || u != nil && u.Host != want {
			t.Errorf("%s: %v, %v", address, u, err)
		}
	}
	for _, address := range []string{
		"127.0.0.1:7890", "p.example", "ftp://p.example", "http://", "http://:80", "http://p.example:0", "http://p.example:99999", "socks4://p",
		"http://p.example/path", "http://p.example?x=secret", "http://u:secret@p.example:x", "http://u:secret@%zz", "\x00",
	} {
		if u, err := ParseProxy(address); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s is %v, %v", address, u, err)
		}
	}
}

// seenHosts is which hosts a proxy was asked for.
type seenHosts struct {
	mu    sync.Mutex
	hosts []string
}

func (s *seenHosts) add(host string) { s.mu.Lock(); s.hosts = append(s.hosts, host); s.mu.Unlock() }

func (s *seenHosts) has(host string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Contains(s.hosts, host)
}

// anySite answers as a whole web of sites would: /to/ redirects to what follows it.
func anySite(w http.ResponseWriter, r *http.Request) {
	if to, found := strings.CutPrefix(r.URL.Path, "/to/"); found {
		http.Redirect(w, r, "http://"+to, http.StatusFound)
		return
	}
	fmt.Fprint(w, "by proxy: "+r.Host)
}

// socksProxy speaks as much of SOCKS5 (RFC 1928, user and password: RFC 1929) as a client needs to connect, and brings
// every connection to one address.
func socksProxy(t *testing.T, to string, seen *seenHosts) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var open sync.WaitGroup
	t.Cleanup(func() { l.Close(); open.Wait() })
	open.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			open.Go(func() { defer c.Close(); socksConnect(c, to, seen) })
		}
	})
	return l.Addr().String()
}

func socksConnect(c net.Conn, to string, seen *seenHosts) {
	b := make([]byte, 256)
	read := func(n int) []byte { _, _ = io.ReadFull(c, b[:n]); return b[:n] }
	methods := int(read(2)[1])
	if slices.Contains(read(methods), 2) {
		_, _ = c.Write([]byte{5, 2})
		user := string(read(int(read(2)[1])))
		password := string(read(int(read(1)[0])))
		seen.add(user + ":" + password)
		_, _ = c.Write([]byte{1, 0})
	} else {
		_, _ = c.Write([]byte{5, 0})
	}
	if read(4)[3] != 3 {
		seen.add("no name")
		return
	}
	name := string(read(int(read(1)[0])))
	seen.add(fmt.Sprintf("%s:%d", name, binary.BigEndian.Uint16(read(2))))
	site, err := net.Dial("tcp", to)
	if err != nil {
		return
	}
	defer site.Close()
	_, _ = c.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	go func() { _, _ = io.Copy(site, c); site.Close() }()
	_, _ = io.Copy(c, site)
}

// TestThroughAProxy reads pages through an HTTP and a SOCKS5 proxy on loopback. What is refused without a proxy is
// refused with one; loopback addresses and what is excepted are asked directly.
func TestThroughAProxy(t *testing.T) {
	var seen seenHosts
	web := serve(t, func(w http.ResponseWriter, r *http.Request) { seen.add(r.Host); anySite(w, r) })
	direct := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "direct") })
	at := strings.TrimPrefix(web.URL, "http://")
	for _, address := range []string{"http://u:secret@" + at, "socks5://u:secret@" + socksProxy(t, at, &seen)} {
		proxy, err := ParseProxy(address)
		if err != nil {
			t.Fatal(err)
		}
		c := New(Config{
			Proxy: Through(proxy, "near.example"), PerSecond: -1, IgnoreRobots: true,
			Resolver: nameServer(t, func(string, int) ([4]byte, bool) { return [4]byte{}, false }),
		})
		defer c.Close()
		got, err := c.Get(t.Context(), Request{URL: "http://news.example/x"})
		if err != nil || string(got.Body) != "by proxy: news.example" {
			t.Errorf("%s: %q, %v", proxy.Scheme, got.Body, err)
		}
		for _, private := range []string{"10.0.0.1", "169.254.169.254", "127.0.0.1:1", "localhost:1", "[::1]:1", "2130706433", "0x7f.1", "0177.0.0.1"} {
			_, err := c.Get(t.Context(), Request{URL: "http://news.example/to/" + private + "/"})
			if feed.KindOf(err) != feed.Redirects || seen.has(private) {
				t.Errorf("%s: a redirect to %s: %v; the proxy was asked: %t", proxy.Scheme, private, err, seen.has(private))
			}
			_, err = c.Get(t.Context(), Request{URL: "http://" + private + "/", From: "http://news.example/"})
			if err == nil || seen.has(private) {
				t.Errorf("%s: a link to %s: %v", proxy.Scheme, private, err)
			}
		}
		if got, err := c.Get(t.Context(), Request{URL: direct.URL}); err != nil || string(got.Body) != "direct" {
			t.Errorf("%s: loopback: %q, %v", proxy.Scheme, got.Body, err)
		}
		if _, err := c.Get(t.Context(), Request{URL: "http://near.example/"}); err == nil || seen.has("near.example") {
			t.Errorf("%s: what is excepted went through the proxy", proxy.Scheme)
		}
	}
	if !seen.has("u:secret") || !seen.has("news.example:80") {
		t.Errorf("the SOCKS proxy saw %v", seen.hosts)
	}
}

// TestProxyThatIsAway says that it is the proxy and not the site, without its password.
func TestProxyThatIsAway(t *testing.T) {
	for _, scheme := range []string{"http", "socks5"} {
		proxy := &url.URL{Scheme: scheme, User: url.UserPassword("u", "secret"), Host: "127.0.0.1:1"}
		c := New(Config{Proxy: Through(proxy, ""), PerSecond: -1, IgnoreRobots: true})
		defer c.Close()
		for _, address := range []string{"http://news.example/", "https://news.example/"} {
			_, err := c.Get(t.Context(), Request{URL: address})
			if feed.KindOf(err) != feed.NoProxy || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "127.0.0.1:1") {
				t.Errorf("%s by %s: %v", address, scheme, err)
			}
		}
	}
}
