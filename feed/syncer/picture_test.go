package syncer

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/feed/gazetteer"
	"zonewire/storage"
)

// pictureDesk is a desk that keeps pictures.
type pictureDesk struct {
	desk
	pictures *storage.Pictures
}

func newPictureDesk(t *testing.T, atSync bool) pictureDesk {
	t.Helper()
	d := pictureDesk{desk: newDesk(t)}
	var err error
	d.pictures, err = storage.OpenPictures(t.Context(), filepath.Join(t.TempDir(), "pictures.db"), 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.New(fetch.Config{UserAgent: "zonewire/test", PerSecond: -1, PerHost: 8})
	t.Cleanup(func() {
		client.Close()
		if err := d.pictures.Close(); err != nil {
			t.Error(err)
		}
	})
	d.engine = New(d.store, client, gazetteer.Load(), slog.New(slog.DiscardHandler),
		Options{Pictures: d.pictures, PicturesAtSync: atSync})
	return d
}

// smallPNG is a picture of 20 x 20 pixels.
func smallPNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 20, 20))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hugePNG has the header of a picture of 60,000 x 60,000 pixels.
func hugePNG(t testing.TB) []byte {
	t.Helper()
	b := smallPNG(t)
	binary.BigEndian.PutUint32(b[16:], 60_000)
	binary.BigEndian.PutUint32(b[20:], 60_000)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// pictureSite serves a column of one article with pictures of all sorts, and counts what is asked for.
type pictureSite struct {
	*httptest.Server
	asked atomic.Int64 // requests for pictures
}

func newPictureSite(t *testing.T, elsewhere string) *pictureSite {
	s := &pictureSite{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/p/") {
			s.asked.Add(1)
		}
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, listPage("/1.html", "/2.html", "/3.html"))
		case "/1.html":
			fmt.Fprint(w, strings.Replace(articlePage(1), "</div>", `<p><img src="/p/good.png" alt="开工现场"></p></div>`, 1))
		case "/2.html", "/3.html":
			fmt.Fprint(w, articlePage(int(r.URL.Path[1]-'0')))
		case "/p/good.png":
			_, _ = w.Write(smallPNG(t))
		case "/p/huge.png":
			_, _ = w.Write(hugePNG(t))
		case "/p/text.png":
			fmt.Fprint(w, "这不是图片")
		case "/p/long.png":
			_, _ = w.Write(append(smallPNG(t), make([]byte, feed.MaxPictureBytes)...))
		case "/p/moved.png":
			http.Redirect(w, r, elsewhere, http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// TestPicturesOfArticle fetches what can be drawn, and refuses what must not be fetched or decoded.
func TestPicturesOfArticle(t *testing.T) {
	var reached atomic.Int64
	inner := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reached.Add(1)
		_, _ = w.Write(smallPNG(t))
	}))
	defer inner.Close()
	site := newPictureSite(t, inner.URL+"/secret.png")
	d := newPictureDesk(t, false)
	d.add(t, feed.Source{Name: "示例", URL: site.URL + "/", Kind: feed.SiteSource})
	d.run(t, Request{}) // as a person named the site, its own pictures may be at its private address
	if n := site.asked.Load(); n != 0 {
		t.Fatalf("a sync asked for %d pictures", n)
	}

	a := feed.Article{URL: site.URL + "/1.html"}
	want := map[string]bool{}
	for address, kept := range map[string]bool{
		site.URL + "/p/good.png": true, site.URL + "/p/huge.png": false, site.URL + "/p/text.png": false,
		site.URL + "/p/long.png": false, site.URL + "/p/gone.png": false, site.URL + "/p/moved.png": false,
		inner.URL + "/other.png": false, "file:///etc/passwd": false, "data:image/png;base64,AAAA": false,
	} {
		a.Pictures = append(a.Pictures, feed.Picture{URL: address})
		want[address] = kept
	}
	came, err := d.engine.Pictures(t.Context(), a)
	if came != 1 || err == nil {
		t.Errorf("%d pictures came, error %v; want 1 and errors for the others", came, err)
	}
	for address, kept := range want {
		if got, err := d.pictures.Has(t.Context(), address); got != kept || err != nil {
			t.Errorf("%s is kept: %v (%v), want %v", address, got, err, kept)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d requests reached a private address that the page named", n)
	}

	asked := site.asked.Load() + 1 // a redirect to a private address is tried again: it may be allowed then
	if came, _ := d.engine.Pictures(t.Context(), a); came != 0 || site.asked.Load() != asked {
		t.Errorf("opening the article again brought %d pictures with %d requests too many", came, site.asked.Load()-asked)
	}
}

// TestPicturesAreCounted fetches no more pictures of an article than the limit.
func TestPicturesAreCounted(t *testing.T) {
	site := newPictureSite(t, "")
	d := newPictureDesk(t, false)
	a := feed.Article{URL: site.URL + "/1.html"}
	for n := range 3 * maxPictures {
		a.Pictures = append(a.Pictures, feed.Picture{URL: fmt.Sprintf("%s/p/good.png?%d", site.URL, n)})
	}
	d.add(t, feed.Source{Name: "示例", URL: site.URL + "/", Kind: feed.SiteSource})
	d.run(t, Request{})
	if came, err := d.engine.Pictures(t.Context(), a); came != maxPictures || err != nil {
		t.Errorf("%d pictures came (%v), want %d", came, err, maxPictures)
	}
}

// TestPicturesAtSync has the pictures of an article as soon as it is stored.
func TestPicturesAtSync(t *testing.T) {
	site := newPictureSite(t, "")
	d := newPictureDesk(t, true)
	d.add(t, feed.Source{Name: "示例", URL: site.URL + "/", Kind: feed.SiteSource})
	d.run(t, Request{})
	pic, ok, err := d.pictures.Of(t.Context(), site.URL+"/p/good.png")
	if err != nil || !ok || pic.Type != "png" || !bytes.Equal(pic.Data, smallPNG(t)) {
		t.Errorf("the picture is kept: %v, %q, %v", ok, pic.Type, err)
	}
}

// FuzzCheckPicture reads headers of any bytes.
func FuzzCheckPicture(f *testing.F) {
	f.Add(smallPNG(f))
	f.Add(hugePNG(f))
	f.Add([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"))
	f.Add([]byte("GIF89a\xff\xff\xff\xff\x80\x00\x00"))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\xff\xff\xff\x0f"))
	f.Add([]byte("BM\x00\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x80\x01\x00\x18\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		format, err := checkPicture(data)
		if (err == nil) != (format != "") {
			t.Errorf("format %q with error %v", format, err)
		}
	})
}
