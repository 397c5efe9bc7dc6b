package tui

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"zonewire/storage"
	"zonewire/tui/document"
)

// illustrated is an article with a kept PNG that it shows twice, a kept BMP, and a picture that is not kept.
func illustrated(t *testing.T) (d *driver, folder string) {
	t.Helper()
	body := "第一段。\n\n![开工](http://news.example.cn/p/a.png)\n\n[![再次](http://news.example.cn/p/a.png)](http://news.example.cn/big)\n\n" +
		"![老图](http://news.example.cn/p/b.bmp)\n\n![没有存](http://news.example.cn/p/c.png)\n"
	kept, err := storage.OpenPictures(t.Context(), filepath.Join(t.TempDir(), "pictures.db"), 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	})
	var old bytes.Buffer
	if err := bmp.Encode(&old, image.NewRGBA(image.Rect(0, 0, 32, 32))); err != nil {
		t.Fatal(err)
	}
	for _, pic := range []storage.Picture{
		{URL: "http://news.example.cn/p/a.png", Type: "png", Data: redPNG(t)},
		{URL: "http://news.example.cn/p/b.bmp", Type: "bmp", Data: old.Bytes()},
	} {
		if err := kept.Save(t.Context(), pic); err != nil {
			t.Fatal(err)
		}
	}
	folder = filepath.Join(t.TempDir(), "export")
	return newArticle(t, body, func(c *Config) { c.ExportFolder, c.Pictures = folder, Pictures{Kept: kept} }), folder
}

func TestExportMarkdownWithPictures(t *testing.T) {
	d, folder := illustrated(t)
	base := "2019-10-02 " + titles(t, d.store)[0]
	if err := os.MkdirAll(filepath.Join(folder, base+".files"), 0o755); err != nil { // of something else
		t.Fatal(err)
	}
	d.press("e", "m")
	d.sees("已导出")
	name := base + " (2)"
	text, err := os.ReadFile(filepath.Join(folder, name+".md"))
	if err != nil {
		t.Fatal(err)
	}
	link := strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(name) + ".files/"
	for _, want := range []string{
		"![开工](" + link + "1.png)", "[![再次](" + link + "1.png)](http://news.example.cn/big)", "![老图](" + link + "2.bmp)",
		"![没有存](http://news.example.cn/p/c.png)",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	files := filesIn(t, filepath.Join(folder, name+".files"))
	if len(files) != 2 || files["1.png"] != string(redPNG(t)) {
		t.Errorf("%d pictures beside the file", len(files))
	}
	if others := filesIn(t, filepath.Join(folder, base+".files")); len(others) != 0 {
		t.Errorf("a folder that was there has %v", others)
	}
}

func TestExportHTMLWithPictures(t *testing.T) {
	d, folder := illustrated(t)
	d.press("e", "h")
	files := filesIn(t, folder)
	if len(files) != 1 {
		t.Fatalf("%d files were written", len(files))
	}
	for _, text := range files {
		within := regexp.MustCompile(`src="data:image/png;base64,([^"]*)"`).FindAllStringSubmatch(text, -1)
		if len(within) != 3 {
			t.Fatalf("%d pictures are in\n%s", len(within), text)
		}
		for n, want := range []string{string(redPNG(t)), string(redPNG(t))} {
			if data, err := base64.StdEncoding.DecodeString(within[n][1]); err != nil || string(data) != want {
				t.Errorf("picture %d is another one: %v", n, err)
			}
		}
		if !strings.Contains(text, `src="http://news.example.cn/p/c.png"`) {
			t.Error("the picture that is not kept has lost its address")
		}
	}
}

// TestPipeHasNoPictures gives a command the addresses: nothing is written anywhere.
func TestPipeHasNoPictures(t *testing.T) {
	d, folder := illustrated(t)
	d.press("|", "cat", "enter")
	d.sees("![开工](http://news.example.cn/p/a.png)")
	if _, err := os.Stat(folder); err == nil {
		t.Error("piping made the folder for exports")
	}
}

// TestFailedExportLeavesNothing lets the pictures be out of reach in the middle of an export.
func TestFailedExportLeavesNothing(t *testing.T) {
	d, folder := illustrated(t)
	out, err := openExport(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer out.root.Close()
	f, err := out.create("题", document.Markdown.Extension())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.add("1.png", redPNG(t)); err != nil {
		t.Fatal(err)
	}
	if err := f.finish("", fmt.Errorf("no picture")); err == nil {
		t.Error("a failed export is none")
	}
	if files := filesIn(t, folder); len(files) != 0 {
		t.Errorf("%v is left", files)
	}
	d.seesNot("已导出")
}
