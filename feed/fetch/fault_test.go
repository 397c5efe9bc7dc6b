package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"zonewire/feed"
)

// rawServer answers each connection but those for robots.txt with play.
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
				req, err := http.ReadRequest(bufio.NewReader(conn))
				if err != nil {
					return
				}
				if req.URL.Path == "/robots.txt" {
					_, _ = io.WriteString(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
					return
				}
				play(conn)
			})
		}
	})
	return "http://" + l.Addr().String()
}

func gzipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// ok begins the answer of a server that is about to fail.
const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

// fault is what a server may do, and the kind of error that it must end as.
type fault struct {
	name string
	kind feed.Kind
	play func(net.Conn)
}

func playAll(t *testing.T, faults []fault) {
	t.Helper()
	for _, c := range faults {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cfg := quick()
			cfg.Timeout, cfg.MaxBytes = time.Second, 1<<20
			client := newClient(t, cfg)
			_, err := client.Get(t.Context(), Request{URL: rawServer(t, c.play) + "/page"})
			wantKind(t, err, c.kind)
		})
	}
}

func TestFaults(t *testing.T) {
	playAll(t, []fault{
		{"closes without an answer", feed.Refused, func(net.Conn) {}},
		{"never answers", feed.Timeout, func(c net.Conn) { _, _ = c.Read(make([]byte, 1)) }},
		{"one byte a second", feed.Timeout, func(c net.Conn) {
			for s := ok + "\r\n"; ; s = "x" {
				if _, err := io.WriteString(c, s); err != nil {
					return
				}
				time.Sleep(200 * time.Millisecond)
			}
		}},
		{"headers without end", feed.TooLarge, func(c net.Conn) {
			for s := ok; ; s = "X-More: " + strings.Repeat("a", 1000) + "\r\n" {
				if _, err := io.WriteString(c, s); err != nil {
					return
				}
			}
		}},
		{"one header without end", feed.TooLarge, func(c net.Conn) {
			for s := ok + "X-More: "; ; s = strings.Repeat("a", 1000) {
				if _, err := io.WriteString(c, s); err != nil {
					return
				}
			}
		}},
		{"body without end", feed.TooLarge, func(c net.Conn) {
			for s := ok + "\r\n"; ; s = strings.Repeat("a", 1<<16) {
				if _, err := io.WriteString(c, s); err != nil {
					return
				}
			}
		}},
		{"content length too long", feed.Refused, func(c net.Conn) { _, _ = io.WriteString(c, ok+"Content-Length: 100\r\n\r\nshort") }},
		{"content length absurd", feed.Refused, func(c net.Conn) {
			_, _ = io.WriteString(c, ok+"Content-Length: 9000000000000000000\r\n\r\nshort")
		}},
		{"content length no number", feed.Malformed, func(c net.Conn) { _, _ = io.WriteString(c, ok+"Content-Length: many\r\n\r\nshort") }},
		{"reset within the body", feed.Refused, func(c net.Conn) {
			_, _ = io.WriteString(c, ok+"Content-Length: 1000\r\n\r\nstart")
			_ = c.(*net.TCPConn).SetLinger(0)
		}},
		{"broken chunks", feed.Malformed, func(c net.Conn) { _, _ = io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello") }},
		{"cut chunks", feed.Refused, func(c net.Conn) { _, _ = io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n10\r\nhello") }},
		{"not HTTP", feed.Malformed, func(c net.Conn) { _, _ = io.WriteString(c, "SSH-2.0-OpenSSH_9.0\r\n") }},
		{"error page without end", feed.Gone, func(c net.Conn) {
			for s := "HTTP/1.1 404 No\r\n\r\n"; ; s = strings.Repeat("a", 1<<16) {
				if _, err := io.WriteString(c, s); err != nil {
					return
				}
			}
		}},
		{"redirect without end", feed.Redirects, func(c net.Conn) { _, _ = io.WriteString(c, "HTTP/1.1 302 Go\r\nLocation: ?\r\n\r\n") }},
		{"redirect to cloud metadata", feed.Redirects, func(c net.Conn) {
			_, _ = io.WriteString(c, "HTTP/1.1 302 Go\r\nLocation: http://169.254.169.254/latest/meta-data/\r\n\r\n")
		}},
	})
}

func TestBrokenCompression(t *testing.T) {
	whole := gzipped(t, bytes.Repeat([]byte(simplified), 200))
	playAll(t, []fault{
		{"truncated gzip", feed.Malformed, func(c net.Conn) {
			_, _ = fmt.Fprintf(c, "%sContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", ok, len(whole)/2, whole[:len(whole)/2])
		}},
		{"broken gzip", feed.Malformed, func(c net.Conn) {
			b := bytes.Clone(whole)
			b[len(b)/2] ^= 0xff
			_, _ = fmt.Fprintf(c, "%sContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", ok, len(b), b)
		}},
		{"cut connection within gzip", feed.Refused, func(c net.Conn) {
			_, _ = fmt.Fprintf(c, "%sContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", ok, len(whole), whole[:len(whole)/2])
		}},
		{"broken brotli", feed.Malformed, func(c net.Conn) { _, _ = io.WriteString(c, ok+"Content-Encoding: br\r\n\r\n<html>no brotli") }},
		{"unknown encoding", feed.Malformed, func(c net.Conn) { _, _ = io.WriteString(c, ok+"Content-Encoding: zstd\r\n\r\nx") }},
		{"encodings without end", feed.Malformed, func(c net.Conn) {
			_, _ = io.WriteString(c, ok+"Content-Encoding: "+strings.Repeat("gzip,", 50)+"\r\n\r\nx")
		}},
	})
}

func TestStatuses(t *testing.T) {
	for answer, kind := range map[string]feed.Kind{
		"500 Oops": feed.BadStatus, "401 Who": feed.Login, "304 Not Modified": feed.BadStatus, "206 Part": feed.BadStatus,
		"503 No": feed.BadStatus, "404 No": feed.Gone, "410 No": feed.Gone, "403 No": feed.Blocked, "412 No": feed.Blocked,
		"451 No": feed.Abroad, "521 ": feed.Blocked, "429 Slow": feed.Limited, "503 No\r\nRetry-After: 3600": feed.Limited,
	} {
		address := rawServer(t, func(c net.Conn) { _, _ = io.WriteString(c, "HTTP/1.1 "+answer+"\r\n\r\n") })
		_, err := newClient(t, quick()).Get(t.Context(), Request{URL: address})
		if e := wantKind(t, err, kind); !strings.HasPrefix(answer, fmt.Sprint(e.Status)) {
			t.Errorf("%s: status %d", answer, e.Status)
		}
	}
}

func TestNobodyListens(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	_, err = newClient(t, quick()).Get(t.Context(), Request{URL: "http://" + address})
	wantKind(t, err, feed.Refused)
}

func TestTheCallersDeadlineIsATimeout(t *testing.T) {
	address := rawServer(t, func(c net.Conn) { _, _ = c.Read(make([]byte, 1)) })
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := newClient(t, quick()).Get(ctx, Request{URL: address})
	wantKind(t, err, feed.Timeout)
}

func TestContentEncodings(t *testing.T) {
	text := []byte(strings.Repeat(simplified, 50))
	pack := func(w func(io.Writer) io.WriteCloser) []byte {
		var buf bytes.Buffer
		z := w(&buf)
		_, _ = z.Write(text)
		_ = z.Close()
		return buf.Bytes()
	}
	brotlied := pack(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	zlibbed := pack(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	deflated := pack(func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 6); return z })
	for _, c := range []struct {
		name, encoding string
		body           []byte
	}{
		{"gzip", "gzip", gzipped(t, text)},
		{"brotli", "br", brotlied},
		{"deflate", "deflate", zlibbed},
		{"deflate without its header", "deflate", deflated},
		{"gzip over gzip", "gzip, GZIP", gzipped(t, gzipped(t, text))},
		{"twice, said once", "gzip", gzipped(t, gzipped(t, text))},
		{"brotli over gzip", "gzip, br", pack(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })},
		{"gzip unsaid", "", gzipped(t, text)},
		{"gzip said, plain sent", "gzip", text},
		{"deflate said, plain sent", "deflate", append([]byte("<p>"), text...)},
		{"an encoding that is a charset", "utf-8", text},
		{"members", "gzip", append(gzipped(t, text[:60]), gzipped(t, text[60:])...)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "brotli over gzip" {
				var buf bytes.Buffer
				z := brotli.NewWriter(&buf)
				_, _ = z.Write(gzipped(t, text))
				_ = z.Close()
				c.body = buf.Bytes()
			}
			s := serve(t, withoutRobots(func(w http.ResponseWriter, r *http.Request) {
				if got := r.Header.Get("Accept-Encoding"); got != "gzip, br, deflate" {
					t.Errorf("Accept-Encoding %q", got)
				}
				w.Header().Set("Content-Encoding", c.encoding)
				_, _ = w.Write(c.body)
			}))
			got, err := newClient(t, quick()).Get(t.Context(), Request{URL: s.URL})
			if err != nil || !bytes.HasSuffix(got.Body, text) {
				t.Errorf("%.60q, %v", got.Body, err)
			}
		})
	}
}

// zeros are n zero bytes.
func zeros(n int64) io.Reader { return io.LimitReader(zeroReader{}, n) }

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// A bomb may cost no more than a few times the limit.
func TestBombsCostTheLimit(t *testing.T) {
	const limit = 4 << 20
	member := gzipped(t, make([]byte, 16<<20))
	gz := bytes.Repeat(member, 64) // members in a row are one file: 1 GiB
	var br bytes.Buffer
	b := brotli.NewWriterLevel(&br, 1)
	_, _ = b.Write(make([]byte, 64<<20))
	_ = b.Close()
	twice := gzipped(t, gz)
	random := make([]byte, limit+1)
	_, _ = rand.Read(random)
	for _, c := range []struct {
		name, encoding string
		body           []byte
	}{
		{"gzip", "gzip", gz},
		{"brotli", "br", br.Bytes()},
		{"gzip over gzip", "gzip, gzip", twice},
		{"gzip unsaid", "", gz},
		{"random", "", random},
		{"empty members", "gzip", bytes.Repeat(gzipped(t, nil), limit/20)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, withoutRobots(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", c.encoding)
				_, _ = w.Write(c.body)
			}))
			cfg := quick()
			cfg.MaxBytes, cfg.Timeout = limit, 20*time.Second
			client := newClient(t, cfg)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := client.Get(t.Context(), Request{URL: s.URL})
			runtime.ReadMemStats(&after)
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 16*limit {
				t.Errorf("%d MiB allocated", grown>>20)
			}
			if c.name == "empty members" {
				return // within the limit or not, it must only be cheap
			}
			wantKind(t, err, feed.TooLarge)
		})
	}
}

func TestLargestBody(t *testing.T) {
	s := serve(t, withoutRobots(func(w http.ResponseWriter, r *http.Request) {
		n := int64(1000)
		if r.URL.Path == "/more" {
			n++
		}
		_, _ = io.Copy(w, zeros(n))
	}))
	cfg := quick()
	cfg.MaxBytes = 1000
	client := newClient(t, cfg)
	got, err := client.Get(t.Context(), Request{URL: s.URL})
	if err != nil || len(got.Body) != 1000 {
		t.Errorf("%d bytes, %v", len(got.Body), err)
	}
	_, err = client.Get(t.Context(), Request{URL: s.URL + "/more"})
	wantKind(t, err, feed.TooLarge)
	got, err = client.Get(t.Context(), Request{URL: s.URL + "/more", MaxBytes: 2000})
	if err != nil || len(got.Body) != 1001 {
		t.Errorf("%d bytes, %v", len(got.Body), err)
	}
}

func FuzzReadBody(f *testing.F) {
	f.Add(gzipped(f, []byte(simplified)), "gzip")
	f.Add([]byte("<html>"), "deflate, br")
	f.Add([]byte("\x1f\x8b\x08\x00"), "")
	f.Fuzz(func(t *testing.T, b []byte, encoding string) {
		const limit = 10_000
		got, err := readBody(bytes.NewReader(b), http.Header{"Content-Encoding": {encoding}}, limit)
		if len(got) > limit {
			t.Fatalf("%d bytes", len(got))
		}
		var known *feed.Error
		if err != nil && !errors.As(err, &known) {
			t.Fatalf("error without a kind: %v", err)
		}
	})
}
