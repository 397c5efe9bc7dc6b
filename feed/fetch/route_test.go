package fetch

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/net/http2"

	"zonewire/feed"
)

func TestWhatIsPrivate(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1": true, "10.1.2.3": true, "172.16.0.1": true, "192.168.1.1": true, "169.254.169.254": true, "0.0.0.0": true,
		"0.1.2.3": true, "100.64.0.1": true, "224.0.0.1": true, "255.255.255.255": true, "::1": true, "::": true, "fe80::1%eth0": true,
		"fd00::1": true, "::ffff:127.0.0.1": true, "::127.0.0.1": true, "64:ff9b::7f00:1": true, "2002:7f00:1::": true, "ff02::1": true,
		"1.1.1.1": false, "172.32.0.1": false, "198.18.0.5": false, "2001:db8::1": false, "2400:3200::1": false, "64:ff9b::101:101": false,
		"::ffff:114.114.114.114": false,
	} {
		if got := isPrivate(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// nameServer resolves every name by answer, on loopback.
func nameServer(t *testing.T, answer func(name string, query int) (ip [4]byte, found bool)) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { _ = conn.Close(); <-done })
	go func() {
		defer close(done)
		queries := map[string]int{}
		for buf := make([]byte, 1500); ; {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			q := m.Questions[0]
			name := strings.TrimSuffix(q.Name.String(), ".")
			m.Response, m.Authoritative, m.Additionals = true, true, nil
			m.RCode = dnsmessage.RCodeNameError
			if ip, found := answer(name, queries[name]); found {
				m.RCode = dnsmessage.RCodeSuccess
				if q.Type == dnsmessage.TypeA {
					queries[name]++
					m.Answers = []dnsmessage.Resource{{
						Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: q.Type}, Body: &dnsmessage.AResource{A: ip},
					}}
				}
			}
			if b, err := m.Pack(); err == nil {
				_, _ = conn.WriteTo(b, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func TestUnknownNameIsDNS(t *testing.T) {
	cfg := quick()
	cfg.Resolver = nameServer(t, func(string, int) ([4]byte, bool) { return [4]byte{}, false })
	_, err := newClient(t, cfg).Get(t.Context(), Request{URL: "http://no-such-zone.example/"})
	wantKind(t, err, feed.DNS)
}

// A page of one host must not lead to private addresses: by redirect, by a name that resolves there, or over a
// connection that is open already; only a person may name them.
func TestPrivateAddresses(t *testing.T) {
	secret := serve(t, withoutRobots(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "secret") }))
	port := secret.URL[strings.LastIndexByte(secret.URL, ':'):]
	var target atomic.Value
	s := serve(t, withoutRobots(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, target.Load().(string), http.StatusFound)
	}))
	cfg := quick()
	cfg.Resolver = nameServer(t, func(string, int) ([4]byte, bool) { return [4]byte{127, 0, 0, 1}, true })
	c := newClient(t, cfg)
	if _, err := c.Get(t.Context(), Request{URL: secret.URL}); err != nil {
		t.Fatalf("a person's own address: %v", err)
	}
	for _, to := range []string{secret.URL, "http://innocent.example" + port, "http://[::ffff:127.0.0.1]" + port, "http://0.0.0.0" + port} {
		target.Store(to)
		_, err := c.Get(t.Context(), Request{URL: s.URL})
		wantKind(t, err, feed.Redirects)
	}
	if _, err := c.Get(t.Context(), Request{URL: secret.URL, From: s.URL}); feed.KindOf(err) != feed.Redirects {
		t.Errorf("named by a page elsewhere: %v", err)
	}
	if _, err := c.Get(t.Context(), Request{URL: secret.URL + "/2", From: secret.URL}); err != nil {
		t.Errorf("named by a page of the same private host: %v", err)
	}
	cfg.AllowPrivate = true
	target.Store(secret.URL)
	if got, err := newClient(t, cfg).Get(t.Context(), Request{URL: s.URL}); err != nil || string(got.Body) != "secret" {
		t.Errorf("allowed: %s, %v", got.Body, err)
	}
}

func TestPrivateNamesBehindAProxy(t *testing.T) {
	var seen atomic.Value
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		seen.Store(r.URL.String())
		if r.URL.Host == "public.example" {
			http.Redirect(w, r, "http://192.168.1.1/admin", http.StatusFound)
			return
		}
		fmt.Fprint(w, "by proxy")
	})
	u, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	cfg := quick()
	cfg.Proxy = http.ProxyURL(u)
	c := newClient(t, cfg)
	if got, err := c.Get(t.Context(), Request{URL: "http://other.example/x"}); err != nil || string(got.Body) != "by proxy" {
		t.Errorf("%s, %v", got.Body, err)
	}
	_, err = c.Get(t.Context(), Request{URL: "http://public.example/"})
	if wantKind(t, err, feed.Redirects); seen.Load() != "http://public.example/" {
		t.Errorf("the proxy was asked for %v", seen.Load())
	}
}

// certificate is one for names, signed by itself.
func certificate(t *testing.T, until time.Time, names ...string) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, DNSNames: names, IsCA: true, BasicConstraintsValid: true,
		NotBefore: until.Add(-48 * time.Hour), NotAfter: until, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	for _, n := range names {
		if ip := net.ParseIP(n); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(cert)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func TestTLS(t *testing.T) {
	day := 24 * time.Hour
	for _, c := range []struct {
		name    string
		until   time.Duration
		host    string
		trusted bool
		newest  uint16
		legacy  bool
		want    error
	}{
		{"good", day, "127.0.0.1", true, 0, false, nil},
		{"expired", -day, "127.0.0.1", true, 0, false, ErrExpired},
		{"wrong name", day, "other.example", true, 0, false, ErrWrongName},
		{"untrusted", day, "127.0.0.1", false, 0, false, ErrUntrusted},
		{"old", day, "127.0.0.1", true, tls.VersionTLS10, false, ErrOldTLS},
		{"old and allowed", day, "127.0.0.1", true, tls.VersionTLS10, true, nil},
		{"old and allowed, but expired", -day, "127.0.0.1", true, tls.VersionTLS11, true, ErrExpired},
	} {
		t.Run(c.name, func(t *testing.T) {
			cert, pool := certificate(t, time.Now().Add(c.until), c.host)
			s := httptest.NewUnstartedServer(withoutRobots(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Proto) }))
			s.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS10, MaxVersion: c.newest}
			s.EnableHTTP2 = true
			s.Config.ErrorLog = quiet()
			s.StartTLS()
			t.Cleanup(s.Close)
			cfg := quick()
			if !c.trusted {
				pool = x509.NewCertPool()
			}
			cfg.RootCAs = pool
			cfg.AllowLegacyTLS = func(host string) bool { return c.legacy && host == "127.0.0.1" }
			got, err := newClient(t, cfg).Get(t.Context(), Request{URL: s.URL})
			if c.want != nil {
				if e := wantKind(t, err, feed.TLS); !errors.Is(e, c.want) {
					t.Errorf("cause %v, want %v", e, c.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if proto := string(got.Body); c.newest == 0 && proto != "HTTP/2.0" {
				t.Errorf("spoke %s", proto)
			}
		})
	}
	t.Run("plain HTTP behind https", func(t *testing.T) {
		s := serve(t, withoutRobots(func(http.ResponseWriter, *http.Request) {}))
		_, err := newClient(t, quick()).Get(t.Context(), Request{URL: strings.Replace(s.URL, "http:", "https:", 1)})
		wantKind(t, err, feed.TLS)
	})
}

func TestIPv6(t *testing.T) {
	l, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		t.Logf("no IPv6 here: %v", err)
		return
	}
	s := httptest.NewUnstartedServer(withoutRobots(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "six") }))
	s.Listener = l
	s.Start()
	t.Cleanup(s.Close)
	got, err := newClient(t, quick()).Get(t.Context(), Request{URL: s.URL})
	if err != nil || string(got.Body) != "six" {
		t.Errorf("%s, %v", got.Body, err)
	}
}

// goAwayListener ends its first connection with GOAWAY as soon as a request comes.
type goAwayListener struct {
	net.Listener
	played bool
}

func (l *goAwayListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil || l.played {
		return conn, err
	}
	l.played = true
	framer := http2.NewFramer(conn, conn)
	if _, err := io.ReadFull(conn, make([]byte, len(http2.ClientPreface))); err != nil {
		return nil, err
	}
	if err := framer.WriteSettings(); err != nil {
		return nil, err
	}
	for {
		f, err := framer.ReadFrame()
		if err != nil {
			return nil, err
		}
		if f.Header().Type == http2.FrameHeaders {
			break
		}
	}
	if err := framer.WriteGoAway(0, http2.ErrCodeNo, nil); err != nil {
		return nil, err
	}
	_ = conn.Close()
	return l.Listener.Accept()
}

// A server that ends its connection with GOAWAY has not seen the request, so it is made again on another.
func TestGoAway(t *testing.T) {
	cert, pool := certificate(t, time.Now().Add(time.Hour), "127.0.0.1")
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{cert}, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: withoutRobots(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "again by ", r.Proto) })}
	served := make(chan error, 1)
	go func() { served <- s.Serve(&goAwayListener{Listener: l}) }()
	cfg := quick()
	cfg.RootCAs = pool
	got, err := newClient(t, cfg).Get(t.Context(), Request{URL: "https://" + l.Addr().String()})
	if err != nil || string(got.Body) != "again by HTTP/2.0" {
		t.Errorf("%s, %v", got.Body, err)
	}
	_ = s.Close()
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		t.Error(err)
	}
}
