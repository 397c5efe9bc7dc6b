package storage

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zonewire/feed"
)

// openPictures opens pictures of a limit at path by a clock that the test winds.
func openPictures(t *testing.T, path string, limit int64, clock *time.Time) *Pictures {
	t.Helper()
	p, err := OpenPictures(context.Background(), path, limit, func() time.Time { return *clock })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

func pictureAddress(n int) string { return fmt.Sprintf("http://news.example.cn/p/%d.png", n) }

func savePicture(t *testing.T, p *Pictures, n, size int) {
	t.Helper()
	if err := p.Save(context.Background(), Picture{
		URL: pictureAddress(n), Type: "png", Data: bytes.Repeat([]byte{byte(n)}, size),
	}); err != nil {
		t.Fatal(err)
	}
}

func hasPicture(t *testing.T, p *Pictures, n int) bool {
	t.Helper()
	ok, err := p.Has(context.Background(), pictureAddress(n))
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

func TestPicturesKeepsWhatWasUsedLast(t *testing.T) {
	ctx := context.Background()
	clock := time.Date(2019, 10, 2, 9, 30, 0, 0, time.UTC)
	p := openPictures(t, filepath.Join(t.TempDir(), "pictures.db"), 1000, &clock)
	for n := range 4 {
		savePicture(t, p, n, 250)
		clock = clock.Add(2 * time.Hour)
	}
	if err := p.MarkUsed(ctx, pictureAddress(0)); err != nil {
		t.Fatal(err)
	}
	clock = clock.Add(time.Minute)
	savePicture(t, p, 4, 300)
	for n, want := range []bool{true, false, false, true, true} {
		if got := hasPicture(t, p, n); got != want {
			t.Errorf("picture %d kept: %v, want %v", n, got, want)
		}
	}
	if count, size, err := p.Size(ctx); count != 3 || size != 800 || err != nil {
		t.Errorf("size is %d pictures of %d bytes (%v), want 3 of 800", count, size, err)
	}
	got, ok, err := p.Of(ctx, pictureAddress(3))
	if err != nil || !ok || got.Type != "png" || !bytes.Equal(got.Data, bytes.Repeat([]byte{3}, 250)) {
		t.Errorf("picture 3 is %q of %d bytes, %v, %v", got.Type, len(got.Data), ok, err)
	}
	if _, ok, err := p.Of(ctx, pictureAddress(3)+"#left"); !ok || err != nil {
		t.Errorf("a fragment hides the picture: %v, %v", ok, err)
	}
	if _, ok, err := p.Of(ctx, pictureAddress(1)); ok || err != nil {
		t.Errorf("picture 1 is found: %v, %v", ok, err)
	}
	err = p.Save(ctx, Picture{URL: pictureAddress(9), Data: make([]byte, 1001)})
	if feed.KindOf(err) != feed.TooLarge {
		t.Errorf("a picture larger than the limit gives %v", err)
	}
}

func TestPicturesReplacesAnOlderOne(t *testing.T) {
	clock := time.Date(2019, 10, 2, 9, 30, 0, 0, time.UTC)
	p := openPictures(t, filepath.Join(t.TempDir(), "pictures.db"), 1000, &clock)
	savePicture(t, p, 1, 900)
	savePicture(t, p, 1, 400)
	if count, size, err := p.Size(context.Background()); count != 1 || size != 400 || err != nil {
		t.Errorf("size is %d pictures of %d bytes (%v), want 1 of 400", count, size, err)
	}
}

func TestPicturesLeavesAFailedAddressAlone(t *testing.T) {
	ctx := context.Background()
	clock := time.Date(2019, 10, 2, 9, 30, 0, 0, time.UTC)
	p := openPictures(t, filepath.Join(t.TempDir(), "pictures.db"), 0, &clock)
	rests := func() bool {
		t.Helper()
		resting, err := p.Rests(ctx, pictureAddress(1))
		if err != nil {
			t.Fatal(err)
		}
		return resting
	}
	if rests() {
		t.Error("an address rests that was never tried")
	}
	if err := p.MarkFailed(ctx, pictureAddress(1)); err != nil {
		t.Fatal(err)
	}
	if clock = clock.Add(59 * time.Minute); !rests() {
		t.Error("a failed address is tried again after 59 minutes")
	}
	if clock = clock.Add(2 * time.Minute); rests() {
		t.Error("a failed address still rests after 61 minutes")
	}
	if err := p.MarkFailed(ctx, pictureAddress(1)); err != nil {
		t.Fatal(err)
	}
	if savePicture(t, p, 1, 10); rests() {
		t.Error("an address rests that gave a picture")
	}
}

// TestPicturesAfterRestart lowers the limit: what is beyond it goes, and the disk's space with it.
func TestPicturesAfterRestart(t *testing.T) {
	clock := time.Date(2019, 10, 2, 9, 30, 0, 0, time.UTC)
	path := filepath.Join(t.TempDir(), "pictures.db")
	p := openPictures(t, path, 4<<20, &clock)
	for n := range 4 {
		savePicture(t, p, n, 1<<20)
		clock = clock.Add(time.Second)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = openPictures(t, path, 1<<20, &clock)
	if hasPicture(t, p, 2) || !hasPicture(t, p, 3) {
		t.Error("the smaller limit did not keep the last picture alone")
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 3<<19 {
		t.Errorf("the file has %d bytes for one picture of 1 MiB", info.Size())
	}
}

// TestPicturesBeginsAnew throws away what is no file of pictures, as all of them can be fetched again.
func TestPicturesBeginsAnew(t *testing.T) {
	clock := time.Date(2019, 10, 2, 9, 30, 0, 0, time.UTC)
	for name, content := range map[string][]byte{
		"text":    []byte("not a database, but some text that somebody put there"),
		"header":  append([]byte("SQLite format 3\x00"), make([]byte, 200)...),
		"nothing": {},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "pictures.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			p := openPictures(t, path, 0, &clock)
			savePicture(t, p, 1, 10)
			if !hasPicture(t, p, 1) {
				t.Error("the picture is not kept")
			}
		})
	}
}
