package main

import (
	"os"
	"strings"
	"testing"
	"unicode"
)

// TestComplaints reads what is said of wrong usage in both languages.
func TestComplaints(t *testing.T) {
	home := t.TempDir()
	for _, c := range []struct {
		args   string
		status int
		en, zh string
	}{
		{"views frob", exitUsage, `unknown command "frob"; see zonewire views --help`, `没有 "frob" 这个命令；用法见 zonewire views --help`},
		{"rules frob", exitUsage, `unknown command "frob"`, `没有 "frob" 这个命令`},
		{"sources frob", exitUsage, `unknown command "frob"`, `没有 "frob" 这个命令`},
		{"frob", exitUsage, `unknown command "frob"; see zonewire --help`, `没有 "frob" 这个命令`},
		{"help frob", exitUsage, `unknown command "frob"; see zonewire --help`, `没有 "frob" 这个命令；用法见 zonewire --help`},
		{"help sources frob", exitUsage, `unknown command "frob"; see zonewire sources --help`, `没有 "frob" 这个命令；用法见 zonewire sources --help`},
		{"help lsit", exitUsage, `unknown command "lsit" (did you mean list?); see`, `没有 "lsit" 这个命令（是否想用 list？）；用法见`},
		{"lsit", exitUsage, `unknown command "lsit" (did you mean list?); see`, `没有 "lsit" 这个命令（是否想用 list？）；用法见`},
		{"sources ad", exitUsage, `unknown command "ad" (did you mean add?)`, `（是否想用 add？）`},
		{"show 99", exitFailed, "no article 99 (see zonewire list)", "没有文章 99"},
		{"sync --source nope", exitFailed, `no source "nope"`, `没有来源 "nope"`},
		{"sources set nope --pages 1", exitFailed, `no source "nope"`, `没有来源 "nope"`},
		{"views remove nope", exitFailed, `nothing called "nope"`, `没有叫 "nope" 的`},
		{"show abc", exitUsage, `ID "abc": a whole number`, `ID "abc"：应为整数`},
		{"show 1 --format pdf", exitUsage, `--format "pdf": one of md, text, json, ansi`, `--format "pdf"：可用 md, text`},
		{"list --limit 0", exitUsage, `--limit "0": a whole number above 0`, `--limit "0"：应为大于 0 的整数`},
		{"list --limit x", exitUsage, `--limit "x": a whole number is needed`, `--limit "x"：应为整数`},
		{"list --bogus", exitUsage, "unknown flag: --bogus; see zonewire list --help", "没有 --bogus 这个选项；用法见 zonewire list --help"},
		{"list -x", exitUsage, "unknown flag: -x", "没有 -x 这个选项"},
		{"list --limit", exitUsage, "--limit needs a value", "--limit 后面要有值"},
		{"list --log-level loud", exitUsage, `--log-level "loud": one of debug`, `--log-level "loud"：可用 debug`},
		{"sources add http://x.example/ --interval x", exitUsage, `--interval "x": a time such as 30m`, `--interval "x"：应为时间`},
		{"sources add ftp://x.example/", exitUsage, "ftp://x.example/: not an http(s) address", "ftp://x.example/：不是 http(s) 网址"},
		{"list --query regoin:suzhou", exitUsage, "unknown field “regoin:”; did you mean region: ?", "没有这个字段 “regoin:”，是否想用 region: ？"},
		{"list --query author:x", exitUsage, "unknown field “author:”; use zone: region: source:", "没有这个字段 “author:”，可用 zone: region: source:"},
		{"views add v zones:x", exitUsage, "did you mean zone: ?", "是否想用 zone: ？"},
		{"rules add watch v af:2019", exitUsage, "did you mean after: ?", "是否想用 after: ？"},
		{"views export /no/dir/x", exitUsage, "/no/dir/x: no such file or directory", "/no/dir/x：没有这个文件或文件夹"},
		{"inspect article http://127.0.0.1:1/", exitFailed, "connection refused — the site", "：连接被拒绝——网站"},
		{"demo --serve 127.0.0.1:nosuchport", exitUsage, "unknown port", "：没有这个端口"},
		{"", exitUsage, "the reader needs a terminal", "阅读器需要终端"},
	} {
		for lang, says := range map[string]string{"en": c.en, "zh": c.zh} {
			var out, errOut strings.Builder
			status := run(t.Context(), append([]string{"--home", home, "--lang", lang}, strings.Fields(c.args)...), &out, &errOut)
			said := errOut.String()
			if status != c.status || !strings.Contains(said, says) || !strings.HasPrefix(said, "zonewire: ") || strings.Count(said, "\n") != 1 {
				t.Errorf("%s: zonewire %s exited with %d and said %q; want %d and %q", lang, c.args, status, said, c.status, says)
			}
			if han := strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }); han != (lang == "zh") {
				t.Errorf("%s: zonewire %s said %q", lang, c.args, said)
			}
		}
	}
	if o := zonewire(t, "--home", home, "list", "--lang", "fr"); o.status != exitUsage || !strings.Contains(o.err, `--lang "fr": one of zh, en`) {
		t.Errorf("--lang fr: exit %d, %q", o.status, o.err)
	}
}

// TestAFullDiskBehindTheOutput is no fault of the program.
func TestAFullDiskBehindTheOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Logf("no /dev/full here: %v", err)
		return
	}
	defer full.Close()
	var errOut strings.Builder
	status := run(t.Context(), []string{"--home", t.TempDir(), "--lang", "en", "sources", "list"}, full, &errOut)
	if said := errOut.String(); status != exitFailed || said != "zonewire: "+english().NotWritten+"\n" {
		t.Errorf("exit %d, %q", status, said)
	}
}
