package fetch

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// The cost of politeness: Get against the same transfer by a bare http.Client.
func BenchmarkGet(b *testing.B) {
	body := []byte("<html><p>" + strings.Repeat(simplified, 100))
	s := serve(b, withoutRobots(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write(body)
	}))
	b.Run("client", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		c := newClient(b, Config{PerSecond: -1})
		for b.Loop() {
			if _, err := c.Get(b.Context(), Request{URL: s.URL}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			resp, err := http.Get(s.URL)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := io.ReadAll(resp.Body); err != nil {
				b.Fatal(err)
			}
			_ = resp.Body.Close()
		}
	})
}
