package tui

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"zonewire/feed"
)

// written is the text of the files in a folder by name.
func filesIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(text)
	}
	return files
}

func TestExport(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "export")
	d := newArticle(t, linked(), func(c *Config) { c.ExportFolder = folder })
	d.press("e")
	d.sees("导出到 /")
	d.press("m", "e", "m", "e", "h", "e", "n")
	files := filesIn(t, folder)
	base := "2019-10-02 " + titles(t, d.store)[0]
	if len(files) != 3 {
		t.Fatalf("files are %v", files)
	}
	markdown, html := files[base+".md"], files[base+".html"]
	for _, want := range []string{"# 张家港经开区", "来源 市商务局", "](http://news.example.cn/1.html)", "![开工仪式]", "项目清单.xlsx", "<http://news.example.cn/0.html>"} {
		if !strings.Contains(markdown, want) {
			t.Errorf("%q is not in\n%s", want, markdown)
		}
	}
	for _, want := range []string{"<h1>张家港经开区", `<img src="http://news.example.cn/a.jpg"`, `href="https://other.example.cn/a?b=1&amp;c=2"`, "坏"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not in\n%s", want, html)
		}
	}
	if strings.Contains(html, "javascript:") {
		t.Error("a script's address is in the HTML")
	}
	if files[base+" (2).md"] != markdown {
		t.Error("the second export is not the first with another name")
	}
}

func TestExportTheList(t *testing.T) {
	folder := t.TempDir()
	d := newReading(t)
	d.m.cfg.ExportFolder = folder
	d.press("e")
	d.sees("M 列表中 40 篇 Markdown")
	d.press("M")
	d.sees("已把 40 篇导出到")
	if files := filesIn(t, folder); len(files) != 40 {
		t.Errorf("%d files were written", len(files))
	}
	d.press("g", "*", "*", "*", "e", "m")
	if files := filesIn(t, folder); len(files) != 43 {
		t.Errorf("%d files were written, want three more than 40", len(files))
	}
	d.press("enter", "e", "M", "esc") // in the reader only its article is exported
	if files := filesIn(t, folder); len(files) != 43 {
		t.Errorf("%d files were written", len(files))
	}
}

func TestExportSaysWhatFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := newArticle(t, "正文。", func(c *Config) { c.ExportFolder = file })
	d.press("e", "m")
	d.sees("导出失败")
	d.m.cfg.ExportFolder = ""
	d.press("e")
	d.sees("没有设定导出文件夹")
}

func TestFileName(t *testing.T) {
	for title, want := range map[string]string{
		"../../etc/passwd":             "_.._etc_passwd",
		`a\b:c*d?e"f<g>h|i`:            "a_b_c_d_e_f_g_h_i",
		"con":                          "_con",
		"Lpt¹.txt":                     "_Lpt¹.txt",
		"com12":                        "com12",
		"--rf":                         "rf",
		" . ":                          "article 7",
		"题\x1b[31m目\u202e.\n":          "题目",
		strings.Repeat("开", 100):       strings.Repeat("开", 50),
		"x" + strings.Repeat("é", 200): "x" + strings.Repeat("é", 74),
	} {
		if got := fileName(feed.Article{ID: 7, Title: title}); got != want {
			t.Errorf("%q is stored as %q, want %q", title, got, want)
		}
	}
}

// FuzzFileName checks that no title makes a name that is no file of the folder, on any system.
func FuzzFileName(f *testing.F) {
	for _, title := range []string{"..", "a/../b", "NUL.txt", "·-.", "开发区 ", "aux ", "\x00"} {
		f.Add(title, true)
	}
	f.Fuzz(func(t *testing.T, title string, dated bool) {
		a := feed.Article{ID: 1, Title: title}
		if dated {
			a.Published = feed.PublishedOn(2019, 10, 2)
		}
		name := fileName(a)
		switch {
		case name == "" || len(name) > longestName+1 || !utf8.ValidString(name):
			t.Errorf("%q: bad name %q", title, name)
		case strings.ContainsAny(name, "/\\:*?\"<>|\x00\n") || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
			t.Errorf("%q: name %q is not safe", title, name)
		case isReserved(name) || !filepath.IsLocal(name) || name[0] == '-' || name[0] == '.':
			t.Errorf("%q: name %q means something else", title, name)
		}
	})
}

func TestPipe(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // the commands below are a shell's
	}
	d := newArticle(t, linked(), nil)
	file := filepath.Join(t.TempDir(), "taken.md")
	d.press("|", "cat > '"+file+"'", "enter")
	d.sees("已执行 cat >")
	text, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(text), "# 张家港经开区") {
		t.Errorf("the command got %q, %v", text, err)
	}
	d.press("|", "ctrl+u", `printf 'one\033[2J\ntwo'`, "enter")
	d.sees("one", "two")
	d.press("esc", "|", "ctrl+u", "echo 不行 >&2; exit 3", "enter")
	d.sees("不行", "exit status 3")
	d.press("esc", "|", "ctrl+u", "yes 很长", "esc")
	if value, err := d.store.Setting(context.Background(), pipeKey); err != nil || value != "echo 不行 >&2; exit 3" {
		t.Errorf("remembered command is %q, %v", value, err)
	}
}
