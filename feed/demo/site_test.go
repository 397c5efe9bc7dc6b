package demo

import (
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// fetch gets a path from a site without a network.
func fetch(t *testing.T, s *Site, path string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func TestEditionIsLargeAndBroad(t *testing.T) {
	zones, provinces, columns, kinds := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]int{}
	written := 0
	all := New().Articles()
	for _, p := range all {
		zones[p.Zone], provinces[p.Province], columns[p.Column] = true, true, true
		kinds[p.Kind]++
		if p.written {
			written++
		}
		if day := p.Published.Day(); day < "2024-11-01" || day > "2026-11-20" {
			t.Errorf("%s is published on %s", p.Path, day)
		}
	}
	if len(all) < 600 || written < 24 || len(zones) < 60 || len(provinces) < 15 || len(columns) != 11 {
		t.Errorf("%d articles, %d written, %d zones, %d provinces, %d columns",
			len(all), written, len(zones), len(provinces), len(columns))
	}
	for _, kind := range []string{"signing", "ground", "opening", "policy", "stats", "visit", "env", "talent", "photo"} {
		if kinds[kind] < 10 {
			t.Errorf("only %d articles of kind %s", kinds[kind], kind)
		}
	}
	t.Logf("%d articles, %d zones, %d provinces: %v", len(all), len(zones), len(provinces), kinds)
}

func TestTwoSitesAreTheSame(t *testing.T) {
	digest := func() uint64 {
		s := New()
		s.Publish(25)
		h := fnv.New64a()
		for _, p := range s.Articles() {
			for _, path := range slices.Concat([]string{p.Path}, p.Parts) {
				h.Write(fetch(t, s, path).Body.Bytes())
			}
			for _, picture := range p.Pictures {
				h.Write(fetch(t, s, picture.URL).Body.Bytes())
			}
			for _, file := range p.Attachments {
				h.Write(fetch(t, s, file.URL).Body.Bytes())
			}
		}
		for _, path := range []string{"/", "/tc/", "/gc/", "/js/", "/bx/", "/tc/wz/", rssPath, atomPath, jsonPath, "/sitemap.xml"} {
			h.Write(fetch(t, s, path).Body.Bytes())
		}
		return h.Sum64()
	}
	if a, b := digest(), digest(); a != b {
		t.Errorf("two sites differ: %x, %x", a, b)
	}
}

func TestNeighboursAreAChain(t *testing.T) {
	s := New()
	check := func() {
		byPath := map[string]Piece{}
		for _, p := range s.Articles() {
			byPath[p.Path] = p
		}
		ends := map[string]int{}
		for _, p := range byPath {
			if p.Next.URL == "" {
				ends[p.Column]++
				continue
			}
			next, ok := byPath[p.Next.URL]
			if !ok || next.Prev.URL != p.Path || next.Prev.Title != p.Title || p.Next.Title != next.Title ||
				next.Column != p.Column || next.moment.Before(p.moment) {
				t.Errorf("%s: next is %v, whose previous is %v", p.Path, p.Next, next.Prev)
			}
		}
		for column, n := range ends {
			if n != 1 {
				t.Errorf("column %s has %d ends", column, n)
			}
		}
	}
	check()
	s.Publish(30)
	check()
}

func TestPublishAddsNewerArticles(t *testing.T) {
	s := New()
	before := s.Articles()
	list := fetch(t, s, "/gc/yw/")
	for _, n := range []int{5, 40} {
		s.Publish(n)
	}
	after := s.Articles()
	if len(after) != len(before)+45 {
		t.Fatalf("%d articles became %d", len(before), len(after))
	}
	titles := map[string]bool{}
	for i, p := range after {
		if i < len(before) && (p.Path != before[i].Path || p.Title != before[i].Title) {
			t.Errorf("%s became %s", before[i].Path, p.Path)
		}
		if i >= len(before) && !p.moment.After(before[len(before)-1].moment) {
			t.Errorf("%s is older than what was there", p.Path)
		}
		if titles[p.Title] && p.Twin == "" {
			t.Errorf("title twice: %s", p.Title)
		}
		titles[p.Title] = true
	}
	w := fetch(t, s, "/gc/yw/", "If-None-Match", list.Header().Get("ETag"))
	if w.Code != http.StatusOK {
		t.Errorf("list with new articles: status %d", w.Code)
	}
	old := before[0].Path
	tag := fetch(t, New(), old).Header().Get("ETag")
	if w := fetch(t, s, old, "If-None-Match", tag); w.Code != http.StatusNotModified {
		t.Errorf("old article after news: status %d", w.Code)
	}
}

func TestValidatorsAndCompression(t *testing.T) {
	s := New()
	paths := []string{"/", "/tc/wz/", "/gc/yw/?page=2", "/js/gzdt/index_2.html", rssPath, atomPath, jsonPath, "/sitemap.xml", "/robots.txt"}
	for _, p := range s.Articles()[:20] {
		paths = append(paths, p.Path)
	}
	for _, path := range paths {
		for _, encoding := range []string{"identity", "gzip"} {
			w := fetch(t, s, path, "Accept-Encoding", encoding)
			tag, modified := w.Header().Get("ETag"), w.Header().Get("Last-Modified")
			if w.Code != http.StatusOK || tag == "" || modified == "" || w.Body.Len() == 0 {
				t.Fatalf("%s: status %d, tag %q, modified %q, %d bytes", path, w.Code, tag, modified, w.Body.Len())
			}
			for _, h := range [][2]string{{"If-None-Match", tag}, {"If-Modified-Since", modified}} {
				again := fetch(t, s, path, "Accept-Encoding", encoding, h[0], h[1])
				if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
					t.Errorf("%s with %s: status %d, %d bytes", path, h[0], again.Code, again.Body.Len())
				}
			}
		}
	}
}

func TestCompressedPageIsThePage(t *testing.T) {
	server := httptest.NewServer(New().Handler())
	defer server.Close()
	get := func(encoding string) (body []byte, sent string) {
		r, err := http.NewRequest(http.MethodGet, server.URL+"/tc/wz/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if encoding != "" {
			r.Header.Set("Accept-Encoding", encoding)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if body, err = io.ReadAll(resp.Body); err != nil {
			t.Fatal(err)
		}
		if resp.Uncompressed {
			return body, "gzip"
		}
		return body, resp.Header.Get("Content-Encoding")
	}
	plain, none := get("identity")
	unzipped, used := get("") // the client unzips by itself
	if none != "" || used != "gzip" || string(plain) != string(unzipped) {
		t.Errorf("encodings %q, %q; %d and %d bytes", none, used, len(plain), len(unzipped))
	}
}

func TestLatencyDelaysAndIsCancelled(t *testing.T) {
	s := New(Latency(time.Hour))
	done := make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil)
	go func() {
		defer close(done)
		s.Handler().ServeHTTP(httptest.NewRecorder(), r)
	}()
	select {
	case <-done:
		t.Error("answered at once")
	case <-time.After(20 * time.Millisecond):
	}
	cancel()
	<-done
}

func TestServingWhilePublishing(t *testing.T) {
	s := New()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 20 {
			s.Publish(3)
		}
	}()
	for i := 0; ; i++ {
		for _, path := range []string{"/", "/tc/wz/", "/gc/yw/?page=1", rssPath} {
			if w := fetch(t, s, path); w.Code != http.StatusOK {
				t.Errorf("%s: status %d", path, w.Code)
			}
		}
		select {
		case <-done:
			return
		default:
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New()
	}
}

// BenchmarkPublish adds ten thousand articles at once.
func BenchmarkPublish(b *testing.B) {
	for b.Loop() {
		New().Publish(10000)
	}
}

// BenchmarkArticlePage makes article pages that are in no cache.
func BenchmarkArticlePage(b *testing.B) {
	s := New()
	e := s.current.Load()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	for i := 0; b.Loop(); i++ {
		a, ok := e.find(mustURL(e.pieces[i%len(e.pieces)].Path))
		if !ok {
			b.Fatal("no such page")
		}
		if _, err := a.make(r); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCachedPage serves a page that has been made.
func BenchmarkCachedPage(b *testing.B) {
	h := New().Handler()
	r := httptest.NewRequest(http.MethodGet, "/tc/wz/", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	for b.Loop() {
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
}

// lines is text with one paragraph per line, for messages.
func lines(p Piece) string {
	return fmt.Sprintf("%s\n%s\n", p.Title, strings.Join(p.Paragraphs, "\n"))
}
