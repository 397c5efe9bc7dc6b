package demo

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// written returns the pieces of a kind that were written by hand.
func written(t *testing.T, s *Site, kind string) []Piece {
	t.Helper()
	var found []Piece
	for _, p := range s.Articles() {
		if p.written && p.Kind == kind {
			found = append(found, p)
		}
	}
	if len(found) == 0 {
		t.Fatalf("no written article of kind %s", kind)
	}
	return found
}

func length(p Piece) int { return utf8.RuneCountInString(strings.Join(p.Paragraphs, "")) }

func TestWrittenArticlesCoverTheKinds(t *testing.T) {
	s := New()
	if n := length(written(t, s, "speech")[0]); n <= 10000 {
		t.Errorf("the speech has %d characters", n)
	}
	if n := length(written(t, s, "short")[0]); n < 50 || n > 150 {
		t.Errorf("the short notice has %d characters", n)
	}
	if p := written(t, s, "pictures")[0]; len(p.Pictures) < 5 {
		t.Errorf("the picture story has %d pictures", len(p.Pictures))
	}
	if p := written(t, s, "attachments")[0]; len(p.Attachments) != 3 {
		t.Errorf("attachments: %v", p.Attachments)
	}
	var parts []int
	for _, p := range append(written(t, s, "feature"), written(t, s, "handbook")...) {
		parts = append(parts, 1+len(p.Parts))
	}
	if len(parts) != 3 || parts[0]+parts[1]+parts[2] != 7 {
		t.Errorf("body pages: %v", parts)
	}
	table := written(t, s, "projects")[0].Tables[0]
	if table[1][0] != "新开工" || table[2][0] != "新开工" || len(table) != 7 || len(table[3]) != 5 {
		t.Errorf("merged cells: %v", table)
	}
	if body := fetch(t, s, written(t, s, "projects")[0].Path).Body.Bytes(); !bytes.Contains(body, []byte(`rowspan="3"`)) {
		t.Error("no merged cells on the page")
	}
}

func TestReprintsKnowEachOther(t *testing.T) {
	twins := written(t, New(), "reprint")
	if len(twins) != 2 || twins[0].Twin != twins[1].Path || twins[1].Twin != twins[0].Path ||
		twins[0].Column == twins[1].Column || twins[0].Title != twins[1].Title {
		t.Errorf("reprints: %+v", twins)
	}
	if strings.Join(twins[0].Paragraphs, "") != strings.Join(twins[1].Paragraphs, "") {
		t.Error("reprints have different texts")
	}
}

func TestDeclaredCharsetIsNotTheRealOne(t *testing.T) {
	s := New()
	p := written(t, s, "rare")[0]
	body := fetch(t, s, p.Path).Body.Bytes()
	if !bytes.Contains(body, []byte("charset=gb2312")) {
		t.Error("the page does not declare gb2312")
	}
	for _, word := range []string{"㵲阳河", "𬬭"} {
		raw, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(word))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(body, raw) {
			t.Errorf("the page lacks %s in GB18030", word)
		}
	}
	if _, err := simplifiedchinese.GBK.NewDecoder().Bytes(body); err != nil {
		t.Fatal(err)
	}
	if gbk, err := simplifiedchinese.GBK.NewDecoder().String(string(body)); err == nil && strings.Contains(gbk, "𬬭") {
		t.Error("the page could be read as GBK")
	}
}

func TestPicturesAndFilesAreReal(t *testing.T) {
	s := New()
	pictures, files := map[string]bool{}, map[string]bool{}
	for _, p := range s.Articles() {
		if !p.written {
			continue
		}
		for _, picture := range p.Pictures {
			w := fetch(t, s, picture.URL)
			config, err := png.DecodeConfig(w.Body)
			if err != nil || config.Width != pictureWidth || w.Header().Get("Content-Type") != "image/png" {
				t.Errorf("%s: %v, %v", picture.URL, config, err)
			}
			pictures[w.Header().Get("ETag")] = true
		}
		for _, file := range p.Attachments {
			body := fetch(t, s, file.URL).Body.Bytes()
			ext := fileExt(file.URL)
			magic := map[string]string{".pdf": "%PDF-1.4", ".doc": `{\rtf1`, ".zip": "PK\x03\x04"}[ext]
			if magic == "" || !bytes.HasPrefix(body, []byte(magic)) {
				t.Errorf("%s begins with %q", file.URL, body[:min(8, len(body))])
			}
			files[ext] = true
		}
	}
	if len(pictures) < 7 || len(files) != 3 {
		t.Errorf("%d different pictures, files %v", len(pictures), files)
	}
}

func TestUnknownAddressesAreNotFound(t *testing.T) {
	s := New()
	for _, path := range []string{
		"/nothing", "/tc/wz/index_99.html", "/gc/yw/?page=0", "/gc/yw/?page=x", "/gc/yw/?page=999", "/bx/dt/index_-1.html",
		"/tc/images/1001-99.png", "/tc/images/999999-1.png", "/gc/images/0-0.png", "/tc/dq/99/", "/js/gzdt/index_77777777777777777777.html",
		"/tc/../../etc/passwd", "/xx/",
	} {
		if w := fetch(t, s, path); w.Code != 404 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}
