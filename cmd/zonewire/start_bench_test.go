package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"zonewire/feed"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// `go test ./cmd/zonewire -run xxx -bench Start -zonewire.articles=100000 -zonewire.home=/tmp/bench` makes the cache once
// and finds it again.
var (
	benchArticles = flag.Int("zonewire.articles", 2000, "articles of 1,200 characters in the benchmark's cache")
	benchHome     = flag.String("zonewire.home", "", "folder in which the benchmark's cache is kept")
)

// benchCache makes a cache of the wanted size and returns its home.
func benchCache(b *testing.B) string {
	b.Helper()
	home := *benchHome
	if home == "" {
		home = b.TempDir()
	}
	home = filepath.Join(home, fmt.Sprint(*benchArticles))
	if _, err := os.Stat(filepath.Join(home, "news.db")); err == nil {
		return home
	}
	if err := os.MkdirAll(home, 0o700); err != nil {
		b.Fatal(err)
	}
	store, err := storage.Open(b.Context(), filepath.Join(home, "news.db"), storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	source, err := store.AddSource(b.Context(), feed.Source{Name: "园区新闻", URL: "http://127.0.0.1:9/", Kind: feed.SiteSource})
	if err != nil {
		b.Fatal(err)
	}
	zones := gazetteer.Load().Zones()
	random := rand.New(rand.NewPCG(1, 2))
	for made := 0; made < *benchArticles; {
		batch := storage.Batch{Source: source}
		for range min(500, *benchArticles-made) {
			batch.Articles = append(batch.Articles, inventedArticle(random, zones, made))
			made++
		}
		if _, err := store.Save(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	for {
		n, err := store.IndexSome(b.Context(), 1000)
		if err != nil {
			b.Fatal(err)
		}
		if n == 0 {
			return home
		}
	}
}

// inventedArticle is an article of 1,200 characters of one of the zones.
func inventedArticle(random *rand.Rand, zones []feed.Zone, n int) feed.Article {
	phrases := strings.Fields("项目 签约 集成电路 生物医药 开工 投产 高质量发展 营商环境 产业链 招商引资 科技创新 专精特新 数字经济 绿色低碳 标准厂房 重点企业 新能源 智能制造 人才公寓 综合保税区")
	pick := func(length int) string {
		var b strings.Builder
		for letters := 0; letters < length; {
			p := phrases[random.IntN(len(phrases))]
			b.WriteString(p)
			letters += len(p) / 3
		}
		return b.String()
	}
	zone := zones[random.IntN(len(zones))]
	var body []string
	for range 10 {
		body = append(body, pick(119)+"。")
	}
	return feed.Article{
		URL: fmt.Sprintf("http://127.0.0.1:9/a/%d.html", n), Title: zone.Short + pick(16) + fmt.Sprint(n), Zone: zone,
		Region: zone.Region, Published: feed.Published{Time: time.Unix(1600000000+int64(n)*600, 0), Exact: feed.ToMinute},
		Origin: "园区日报", Body: strings.Join(body, "\n\n"), Fetched: time.Unix(1700000000, 0),
	}
}

// BenchmarkStart runs the program in a terminal of 160x45 and takes the time from exec to the first frame that has the
// newest article on it, which comes with the list or after it: the median and the longest.
func BenchmarkStart(b *testing.B) {
	home := benchCache(b)
	writeBenchConfig(b, home)
	binary := filepath.Join(b.TempDir(), "zonewire")
	buildProgram(b, binary)
	want := []byte("园区日报")
	var took []time.Duration
	for b.Loop() {
		cmd := programAt(b, binary, "--home", home, "--lang", "zh")
		began := time.Now()
		tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 160, Rows: 45})
		if err != nil {
			b.Fatal(err)
		}
		readUntil(b, tty, want)
		took = append(took, time.Since(began))
		if peak := residentKiB(cmd.Process.Pid); peak > 0 {
			b.ReportMetric(float64(peak)/1024, "MiB-resident")
		}
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = tty.Close()
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "ms-longest")
}

// readUntil reads the terminal until it shows want, at most ten seconds. It answers as a terminal does when it is asked
// for its background or where the cursor is: Bubble Tea v1 asks in its init, before any of our code runs, and waits five
// seconds for one that is silent.
func readUntil(b testing.TB, tty *os.File, want []byte) {
	b.Helper()
	var screen []byte
	buffer := make([]byte, 64<<10)
	if err := tty.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		b.Fatal(err)
	}
	for !bytes.Contains(screen, want) {
		n, err := tty.Read(buffer)
		if err != nil {
			b.Fatalf("the screen never showed %q: %v", want, err)
		}
		if bytes.Contains(buffer[:n], []byte("\x1b[6n")) {
			if _, err := tty.WriteString("\x1b]11;rgb:1010/1010/1010\x1b\\\x1b[1;1R"); err != nil {
				b.Fatal(err)
			}
		}
		screen = append(screen, buffer[:n]...)
	}
}
