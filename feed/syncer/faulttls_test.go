package syncer

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/http2"
)

// roots vouch for the certificate that all servers of httptest have, and for no other.
func roots() *x509.CertPool {
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return pool
}

// secured starts a server over TLS.
func secured(h http.Handler, c *tls.Config, wrap func(net.Listener) net.Listener) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = quiet()
	s.EnableHTTP2, s.TLS = true, c
	if wrap != nil {
		s.Listener = wrap(s.Listener)
	}
	s.StartTLS()
	return s
}

// certified starts a server with a certificate of its own, that nobody vouches for.
func certified(left time.Duration, name string) func(*testing.T, http.Handler) *httptest.Server {
	return func(t *testing.T, h http.Handler) *httptest.Server {
		t.Helper()
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		c := &x509.Certificate{
			SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
			NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(left),
		}
		if ip := net.ParseIP(name); ip != nil {
			c.IPAddresses = []net.IP{ip}
		}
		der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
		if err != nil {
			t.Fatal(err)
		}
		return secured(h, &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, nil)
	}
}

// speaking starts a server that speaks no newer TLS than this.
func speaking(version uint16) func(*testing.T, http.Handler) *httptest.Server {
	return func(_ *testing.T, h http.Handler) *httptest.Server {
		return secured(h, &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: version}, nil)
	}
}

func overHTTP2(_ *testing.T, h http.Handler) *httptest.Server { return secured(h, nil, nil) }

// resetting starts a server whose connections break as soon as the client has said what it speaks.
func resetting(_ *testing.T, h http.Handler) *httptest.Server {
	return secured(h, nil, func(l net.Listener) net.Listener { return resetListener{l} })
}

type resetListener struct{ net.Listener }

func (l resetListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err == nil {
		_, _ = conn.Read(make([]byte, 1024))
		_ = conn.(*net.TCPConn).SetLinger(0)
		_ = conn.Close()
	}
	return conn, err
}

// goingAway starts a server of HTTP/2 that answers the first request on every second connection with GOAWAY.
func goingAway(_ *testing.T, h http.Handler) *httptest.Server {
	s := secured(h, nil, nil)
	c := s.TLS.Clone()
	s.Close()
	again := httptest.NewUnstartedServer(h)
	again.Config.ErrorLog = quiet()
	again.Listener = &goAwayListener{Listener: tls.NewListener(again.Listener, c)}
	again.Start()
	again.URL = "https" + again.URL[len("http"):]
	return again
}

type goAwayListener struct {
	net.Listener
	met atomic.Int32
}

func (l *goAwayListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil || l.met.Add(1)%2 == 0 {
			return conn, err
		}
		_ = conn.SetDeadline(time.Now().Add(2 * time.Second))
		_ = sendAway(conn) // the client's trouble is what is tested
		_ = conn.Close()
	}
}

// sendAway takes a request and tells the client that it was not looked at: RFC 9113, section 6.8.
func sendAway(conn net.Conn) error {
	if _, err := io.ReadFull(conn, make([]byte, len(http2.ClientPreface))); err != nil {
		return err
	}
	framer := http2.NewFramer(conn, conn)
	if err := framer.WriteSettings(); err != nil {
		return err
	}
	for {
		f, err := framer.ReadFrame()
		if err != nil {
			return err
		}
		if f.Header().Type == http2.FrameHeaders {
			return framer.WriteGoAway(0, http2.ErrCodeNo, nil)
		}
	}
}
