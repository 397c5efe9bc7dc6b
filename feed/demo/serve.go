package demo

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Handler serves the portal.
func (s *Site) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.latency > 0 {
			wait := time.NewTimer(s.latency)
			defer wait.Stop()
			select {
			case <-wait.C:
			case <-r.Context().Done():
				return
			}
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		s.current.Load().serve(w, r)
	})
}

func (e *edition) serve(w http.ResponseWriter, r *http.Request) {
	a, ok := e.find(r.URL)
	if !ok {
		http.NotFound(w, r)
		return
	}
	// Feeds and the sitemap name the host that they are asked on, so it is part of what is kept.
	page, err := e.cache.page(r.Host+" "+r.URL.RequestURI(), func() ([]byte, error) { return a.make(r) })
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.contentType)
	body, tag := page.plain, page.tag
	if page.zipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if acceptsGzip(r) {
			body, tag = page.zipped, tag+"-gz"
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", a.modified, bytes.NewReader(body))
}

// acceptsGzip reports whether the client names gzip and does not refuse it.
func acceptsGzip(r *http.Request) bool {
	for field := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, params, _ := strings.Cut(field, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			q := strings.ReplaceAll(params, " ", "")
			return q != "q=0" && q != "q=0.0"
		}
	}
	return false
}

// cacheBytes is how much the pages kept by a site may take.
const cacheBytes = 16 << 20

// pageCache keeps pages that have been made. When it is full it starts anew: pages are cheap to make.
type pageCache struct {
	mu    sync.Mutex
	pages map[string]cachedPage
	bytes int
}

// cachedPage is a body, as it is and compressed (nil when that gains nothing), with its tag.
type cachedPage struct {
	plain, zipped []byte
	tag           string
}

func newPageCache() *pageCache { return &pageCache{pages: map[string]cachedPage{}} }

// page returns the page kept under key, or makes it.
func (c *pageCache) page(key string, build func() ([]byte, error)) (cachedPage, error) {
	c.mu.Lock()
	page, ok := c.pages[key]
	c.mu.Unlock()
	if ok {
		return page, nil
	}
	body, err := build()
	if err != nil {
		return cachedPage{}, fmt.Errorf("demo: make page: %w", err)
	}
	page = cachedPage{plain: body, tag: tagOf(body), zipped: compress(body)}
	size := len(page.plain) + len(page.zipped)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes+size > cacheBytes {
		c.pages, c.bytes = map[string]cachedPage{}, 0
	}
	if _, ok := c.pages[key]; !ok {
		c.pages[key] = page
		c.bytes += size
	}
	return page, nil
}

// tagOf is an entity tag for a body.
func tagOf(body []byte) string {
	h := fnv.New64a()
	h.Write(body)
	return fmt.Sprintf("%016x", h.Sum64())
}

// compress gzips a body, nil when it does not get smaller.
func compress(body []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil
	}
	if _, err := w.Write(body); err != nil {
		return nil
	}
	if err := w.Close(); err != nil || b.Len() >= len(body) {
		return nil
	}
	return b.Bytes()
}
