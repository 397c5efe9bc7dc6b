package main

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/creack/pty"

	"zonewire/feed/demo"
)

// findings are the states that doctor --json prints, by check.
func findings(t *testing.T, printed string) map[string]finding {
	t.Helper()
	found := map[string]finding{}
	for line := range strings.Lines(printed) {
		var f finding
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatalf("doctor --json printed %q: %v", line, err)
		}
		found[f.Check] = f
	}
	return found
}

// TestDoctor looks at a home before there is a cache, with a sound one, and with a damaged one that is then salvaged.
func TestDoctor(t *testing.T) {
	home := t.TempDir()
	database := placesUnder(home).database()
	mustRun(t, "--home", home, "doctor")
	if _, err := os.Stat(database); err == nil {
		t.Error("the doctor made a cache")
	}

	site := demo.New()
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	writeFile(t, home+"/config.toml", "requests_per_second = -1.0\n")
	addSources(t, home, site.Sources(server.URL)[:1])
	mustRun(t, "--home", home, "sync", "--pages", "2")
	all := addresses(t, home)
	found := findings(t, mustRun(t, "--home", home, "doctor", "--json"))
	for _, check := range []string{"terminal", "paths", "database", "sources", "clock", "disk"} {
		if f := found[check]; f.State != fine || f.Seen == "" {
			t.Errorf("of a sound cache it says %+v", f)
		}
	}

	name := site.Sources(server.URL)[0].Name
	writeFile(t, home+"/config.toml", fmt.Sprintf("requests_per_second = -1.0\n[keep.%q]\ndays = 9000\n[keep.%q]\ndays = 9000\n", name, name+"x"))
	for lang, says := range map[string]string{"zh": "没有对应的来源", "en": "there is no source of that name"} {
		f := findings(t, mustRun(t, "--home", home, "--lang", lang, "doctor", "--json"))["config"]
		if f.State != warning || !strings.Contains(f.Seen, says) || !strings.Contains(f.Seen, name+"x") || strings.Contains(f.Seen, fmt.Sprintf("[keep.%q]", name)) {
			t.Errorf("of a misspelt source it says %+v", f)
		}
	}
	writeFile(t, home+"/config.toml", "requests_per_second = -1.0\n")

	copied := home + "/copy.db"
	mustRun(t, "--home", home, "backup", copied)
	if o := zonewire(t, "--home", home, "backup", copied); o.status == exitWell {
		t.Error("a backup replaced a file")
	}

	whole, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []float64{0.75, 0.5, 0} { // in the middle of so small a cache is a part of its schema
		if err := os.WriteFile(database, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		damage(t, database, at)
		if at == 0 {
			saysTheWayOut(t, home)
		}
		n := salvageOf(t, home, t.TempDir())
		if n == 0 || n > len(all) {
			t.Errorf("damaged at %v, %d articles of %d were rescued", at, n, len(all))
		}
	}
	rescued := t.TempDir()
	if err := os.Rename(copied, rescued+"/news.db"); err != nil {
		t.Fatal(err)
	}
	if got := addresses(t, rescued); strings.Join(got, " ") != strings.Join(all, " ") {
		t.Errorf("the backup has %d articles of %d", len(got), len(all))
	}
}

// saysTheWayOut sees that every command says of a cache whose schema is damaged what to do, in both languages.
func saysTheWayOut(t *testing.T, home string) {
	t.Helper()
	for lang, way := range map[string]string{"zh": "zonewire doctor --salvage 新文件", "en": "zonewire doctor --salvage NEWFILE"} {
		for _, command := range []string{"doctor", "list", "sync"} {
			o := zonewire(t, "--home", home, "--lang", lang, command)
			if o.status != exitFailed || !strings.Contains(o.out+o.err, way) {
				t.Errorf("%s %s of a damaged cache: exit %d, %s%s", lang, command, o.status, o.out, o.err)
			}
		}
		cmd := program(t, "--home", home, "--lang", lang)
		cmd.Env = append(cmd.Env, "TERM=xterm-256color")
		tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 200, Rows: 30})
		if err != nil {
			t.Fatal(err)
		}
		readUntil(t, tty, []byte(way))
		if err := cmd.Wait(); err == nil {
			t.Errorf("%s: the reader of a damaged cache ends as if all were well", lang)
		}
		if err := tty.Close(); err != nil {
			t.Error(err)
		}
	}
}

// salvageOf sees that the doctor says of a damaged cache what to do, does it, and returns how many articles are in
// the new home.
func salvageOf(t *testing.T, home, rescued string) int {
	t.Helper()
	database := placesUnder(home).database()
	before, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	o := zonewire(t, "--home", home, "doctor", "--json")
	if f := findings(t, o.out)["database"]; o.status != exitFailed || f.State != failing || !strings.Contains(f.Remedy, "--salvage") {
		t.Errorf("of a damaged cache it says %+v, and exits with %d", f, o.status)
	}
	mustRun(t, "--home", home, "doctor", "--salvage", rescued+"/news.db")
	if after, err := os.ReadFile(database); err != nil || string(after) != string(before) {
		t.Errorf("salvaging changed the damaged file (%v)", err)
	}
	return len(addresses(t, rescued))
}

// damage overwrites a stretch of a file, from that share of its length on.
func damage(t *testing.T, path string, at float64) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte(strings.Repeat("\xa5", 16<<10)), int64(float64(info.Size())*at)/4096*4096); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestLogLevel writes less to the log when asked to.
func TestLogLevel(t *testing.T) {
	base, _, open := gatedSite(t)
	open()
	home := t.TempDir()
	mustRun(t, "--home", home, "sources", "add", base+"/", "--name", "园区", "--kind", "site")
	size := func() int64 {
		info, err := os.Stat(placesUnder(home).logFile())
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	quiet := size()
	mustRun(t, "--home", home, "--log-level", "error", "sync")
	if got := size(); got != quiet {
		t.Errorf("at level error a sync that went well wrote %d bytes", got-quiet)
	}
	mustRun(t, "--home", home, "--log-level", "debug", "sync")
	log, err := os.ReadFile(placesUnder(home).logFile())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`level=DEBUG msg=request address=` + base, `level=DEBUG msg="batch stored"`, `level=DEBUG msg="source chosen" source=园区 synced=true why="asked for"`} {
		if !strings.Contains(string(log), want) {
			t.Errorf("at level debug a sync does not write %q:\n%s", want, log)
		}
	}
	if o := zonewire(t, "--home", home, "--log-level", "loud", "sync"); o.status != exitUsage {
		t.Errorf("an unknown level exits with %d", o.status)
	}
}

// TestDoctorOfAHomeThatCannotBeMade finds a folder that is a file, and one where no folder can be made.
func TestDoctorOfAHomeThatCannotBeMade(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir+"/file", "")
	for _, home := range []string{dir + "/file", dir + "/file/below", "/proc/zonewire"} {
		o := zonewire(t, "--home", home, "doctor", "--json")
		found := findings(t, o.out)
		if p := found["paths"]; o.status != exitFailed || p.State != failing || !strings.Contains(p.Seen, home) || p.Remedy == "" {
			t.Errorf("%s: exit %d, %+v, %s", home, o.status, p, o.err)
		}
		if d := found["database"]; d.State != failing {
			t.Errorf("%s: of the database it says %+v", home, d)
		}
	}
	fresh := dir + "/to/be/made"
	mustRun(t, "--home", fresh, "doctor")
	if _, err := os.Stat(dir + "/to"); err == nil {
		t.Error("the doctor made a folder")
	}
}

// TestDoctorOfSickSources exits with 3 when only a source is not well.
func TestDoctorOfSickSources(t *testing.T) {
	home, site := t.TempDir(), smallSite(t)
	mustRun(t, "--home", home, "sources", "add", site+"/broken/", "--name", "坏", "--kind", "site")
	zonewire(t, "--home", home, "sync")
	if o := zonewire(t, "--home", home, "doctor"); o.status != exitPartial || !strings.Contains(o.out, "坏") {
		t.Errorf("exit %d: %s%s", o.status, o.out, o.err)
	}
}
