package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// gatedSite is a column of three articles whose articles are held back until open is called.
func gatedSite(t *testing.T) (base string, asked <-chan struct{}, open func()) {
	t.Helper()
	gate, met := make(chan struct{}), make(chan struct{})
	var once, opened sync.Once
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		var n int
		switch _, err := fmt.Sscanf(r.URL.Path, "/%d.html", &n); {
		case err == nil:
			once.Do(func() { close(met) })
			select {
			case <-gate:
			case <-r.Context().Done():
			}
			fmt.Fprintf(w, `<html><head><title>开发区第%d个重点项目签约落户</title></head><body><h1>开发区第%d个重点项目签约落户</h1>
<p>发布时间：2025-03-0%d</p><div><p>　　当天上午，第%d个重点项目正式签约，总投资12.5亿元，投产后预计年产值超过20亿元。</p>
<p>　　开发区负责人表示，将全力做好要素保障，推动项目早开工、早投产、早见效。</p></div></body></html>`, n, n, n, n)
		case r.URL.Path == "/":
			fmt.Fprint(w, "<html><head><title>园区动态</title></head><body><ul>")
			for n := 1; n <= 3; n++ {
				fmt.Fprintf(w, `<li><a href="/%d.html">开发区第%d个重点项目签约落户</a><span>2025-03-0%d</span></li>`, n, n, n)
			}
			fmt.Fprint(w, "</ul></body></html>")
		default:
			http.NotFound(w, r)
		}
	}))
	open = func() { opened.Do(func() { close(gate) }) }
	t.Cleanup(func() { open(); s.Close() })
	return s.URL, met, open
}

// process is a started zonewire and what it prints.
type process struct {
	*exec.Cmd
	printed bytes.Buffer
}

func start(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{Cmd: program(t, args...)}
	p.Stdout, p.Stderr = &p.printed, &p.printed
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// ended waits for the process and returns its exit status.
func (p *process) ended(t *testing.T) int {
	t.Helper()
	timer := time.AfterFunc(time.Minute, func() { _ = p.Process.Kill() })
	defer timer.Stop()
	_ = p.Wait()
	if strings.Contains(p.printed.String(), "database is locked") {
		t.Errorf("a person reads: %s", p.printed.String())
	}
	return p.ProcessState.ExitCode()
}

// TestTwoProcessesOnOneCache lets one process sync while others read, try to sync, and wait to sync.
func TestTwoProcessesOnOneCache(t *testing.T) {
	base, asked, open := gatedSite(t)
	home := t.TempDir()
	writeFile(t, home+"/config.toml", "requests_per_second = -1.0\n")
	mustRun(t, "--home", home, "sources", "add", base+"/", "--name", "园区", "--kind", "site")

	killed := start(t, "--home", home, "sync")
	<-asked
	second := start(t, "--home", home, "sync")
	if status := second.ended(t); status != exitFailed || !strings.Contains(second.printed.String(), "another sync") {
		t.Errorf("beside a running sync another exits with %d and says %q", status, second.printed.String())
	}
	if o := zonewire(t, "--home", home, "list"); o.status != exitWell {
		t.Errorf("beside a running sync list exits with %d: %s", o.status, o.err)
	}
	if err := killed.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	killed.ended(t)

	first := start(t, "--home", home, "sync", "--wait")
	waiting := start(t, "--home", home, "sync", "--wait", "--due")
	time.Sleep(200 * time.Millisecond)
	open()
	for name, p := range map[string]*process{"a sync after a killed one": first, "the waiting sync": waiting} {
		if status := p.ended(t); status != exitWell {
			t.Errorf("%s exits with %d: %s", name, status, p.printed.String())
		}
	}
	if n := len(addresses(t, home)); n != 3 {
		t.Errorf("there are %d articles of 3", n)
	}
}

// TestOddServersDoNotWriteOnTheScreen syncs from a server that goes on talking after its answer, which net/http
// complains of by itself.
func TestOddServersDoNotWriteOnTheScreen(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		fmt.Fprint(conn, "HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno"+strings.Repeat("\x1b[2J more", 100))
		time.Sleep(100 * time.Millisecond)
		_ = conn.Close()
	}))
	defer s.Close()
	home := t.TempDir()
	mustRun(t, "--home", home, "sources", "add", s.URL+"/", "--name", "园区", "--kind", "site")
	p := start(t, "--home", home, "sync")
	if status := p.ended(t); status != exitFailed && status != exitPartial {
		t.Errorf("sync exits with %d", status)
	}
	if said := p.printed.String(); strings.Contains(said, "Unsolicited") || strings.Contains(said, "\x1b") {
		t.Errorf("on the screen: %q", said)
	}
}
