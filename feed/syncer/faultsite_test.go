package syncer

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"zonewire/feed"
)

// fault is a site that goes wrong in one way, and what must become of its source.
type fault struct {
	name  string
	kind  feed.Kind // of its health after the first sync
	fresh int       // articles that it brings all the same
	feed  bool      // the source is a feed
	play  http.HandlerFunc
	raw   func(net.Conn) // below HTTP, in place of play
	start func(*testing.T, http.Handler) *httptest.Server
}

// serve starts the fault's own server and returns the source's address.
func (f fault) serve(t *testing.T) string {
	if f.raw != nil {
		return rawServer(t, f.raw) + "/"
	}
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" && f.name != "robots" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		f.play(w, r)
	})
	if f.start != nil {
		s := f.start(t, h)
		t.Cleanup(s.Close)
		return s.URL + "/"
	}
	s := httptest.NewServer(h)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s.URL + "/"
}

// rawServer lets play answer each connection but those for robots.txt.
func rawServer(t *testing.T, play func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	t.Cleanup(func() {
		_ = l.Close()
		group.Wait()
	})
	group.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			group.Go(func() {
				defer func() { _ = conn.Close() }()
				_ = conn.SetDeadline(time.Now().Add(30 * time.Second))
				req, err := http.ReadRequest(bufio.NewReader(conn))
				if err != nil {
					return
				}
				if req.URL.Path == "/robots.txt" {
					say(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
					return
				}
				play(conn)
			})
		}
	})
	return "http://" + l.Addr().String()
}

// ok begins the answer of a server that is about to fail.
const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"

// say writes; whether the other side still listens is not the server's concern.
func say(w io.Writer, text string) bool {
	_, err := io.WriteString(w, text)
	return err == nil
}

// repeat says a text so many times, as long as somebody listens.
func repeat(w io.Writer, text string, times int) {
	chunk := strings.Repeat(text, max(1, 64<<10/len(text)))
	for n := len(text) * times; n > 0 && say(w, chunk[:min(n, len(chunk))]); n -= len(chunk) {
	}
}

// slowly says a text with a pause before each byte.
func slowly(w io.Writer, text string, pause time.Duration) {
	for i := range len(text) {
		time.Sleep(pause)
		if !say(w, text[i:i+1]) {
			return
		}
	}
}

// page200 is a handler that always answers the same.
func page200(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { say(w, body) }
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
}

// column is a handler for a healthy column of five articles, where special may answer instead.
func column(special func(w http.ResponseWriter, r *http.Request) bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var n int
		switch _, err := fmt.Sscanf(r.URL.Path, "/%d.html", &n); {
		case special != nil && special(w, r):
		case r.URL.Path == "/":
			say(w, listPage("/1.html", "/2.html", "/3.html", "/4.html", "/5.html"))
		case err == nil:
			say(w, articlePage(n))
		default:
			http.NotFound(w, r)
		}
	}
}

// atRoot is a column whose list is body.
func atRoot(body string) http.HandlerFunc {
	return column(func(w http.ResponseWriter, r *http.Request) bool { return r.URL.Path == "/" && say(w, body) })
}

// inArticles is a column whose articles are answered by play.
func inArticles(play http.HandlerFunc) http.HandlerFunc {
	return column(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/" {
			return false
		}
		play(w, r)
		return true
	})
}

func gzipped(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	say(z, text)
	_ = z.Close() // into memory
	return b.Bytes()
}

// bomb answers with a gigabyte that is packed small.
func bomb(encoding string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		var z io.WriteCloser = gzip.NewWriter(w)
		if encoding == "br" {
			z = brotli.NewWriterLevel(w, 1)
		}
		repeat(z, "\x00", 1<<30)
		_ = z.Close()
	}
}

// packed answers with bytes under an encoding, whatever they are.
func packed(encoding string, b []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		_, _ = w.Write(b)
	}
}

// overIPv6 starts a server on ::1.
func overIPv6(t *testing.T, h http.Handler) *httptest.Server {
	t.Helper()
	l, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Logf("no IPv6 here, playing it over IPv4: %v", err)
		return httptest.NewServer(h)
	}
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}}
	s.Start()
	return s
}
