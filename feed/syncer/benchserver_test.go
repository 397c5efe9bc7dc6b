package syncer

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zonewire/feed"
	"zonewire/feed/demo"
)

// feedLatency, when set, makes the test program the server of the benchmark's feeds, with that latency. It is a
// process of its own so that the figures are those of the sync alone.
const feedLatency = "ZONEWIRE_FEED_LATENCY"

func TestMain(m *testing.M) {
	if latency := os.Getenv(feedLatency); latency != "" {
		if err := serveFeeds(latency); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// fullFeed is a feed of whole articles, invented by the demo.
func fullFeed(n int, pieces []demo.Piece) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>园区动态</title>`)
	for i, p := range pieces {
		fmt.Fprintf(&b, `<item><title>%s</title><link>http://127.0.0.1/%d/%d.html</link><pubDate>%s</pubDate><content:encoded><![CDATA[`,
			p.Title, n, i, p.Published.Time.Format(time.RFC1123Z))
		for _, para := range p.Paragraphs {
			fmt.Fprintf(&b, "<p>%s</p>", para)
		}
		b.WriteString("]]></content:encoded></item>")
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// serveFeeds serves 200 feeds on all loopback addresses, after the latency, until standard input ends. It prints its
// port and how many letters an article has.
func serveFeeds(latency string) error {
	wait, err := time.ParseDuration(latency)
	if err != nil {
		return err
	}
	site := demo.New()
	site.Publish(benchFeeds * benchItems)
	pieces := site.Articles()
	pieces = pieces[len(pieces)-benchFeeds*benchItems:]
	feeds, letters := make([]string, benchFeeds), 0
	for i := range feeds {
		feeds[i] = fullFeed(i, pieces[i*benchItems:][:benchItems])
		letters += utf8.RuneCountInString(feeds[i])
	}
	l, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		return err
	}
	s := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(wait)
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d.xml", &n); err != nil || n >= len(feeds) {
			http.NotFound(w, r)
			return
		}
		tag := fmt.Sprintf(`"%d"`, n)
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		say(w, feeds[n])
	})}
	fmt.Println(l.Addr().(*net.TCPAddr).Port, letters/benchFeeds/benchItems)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = s.Close()
	}()
	if err := s.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// feedHosts starts the server and returns its feeds, each on a loopback address of its own.
func feedHosts(b *testing.B, latency time.Duration) []feed.Source {
	b.Helper()
	server := exec.Command(os.Args[0])
	server.Env = append(os.Environ(), feedLatency+"="+latency.String())
	server.Stderr = os.Stderr
	end, err := server.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := server.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = end.Close()
		if err := server.Wait(); err != nil {
			b.Error(err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	var port, letters int
	if _, err := fmt.Sscan(line, &port, &letters); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d letters an article", letters)
	var sources []feed.Source
	for i := range benchFeeds {
		sources = append(sources, feed.Source{
			Name: fmt.Sprintf("源 %03d", i), URL: fmt.Sprintf("http://127.0.1.%d:%d/%d.xml", i+1, port, i), Kind: feed.FeedSource,
		})
	}
	return sources
}
