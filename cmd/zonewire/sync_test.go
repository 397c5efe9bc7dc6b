package main

import (
	"fmt"
	"net"
	"strings"
	"testing"
)

// TestASyncWithoutANetwork says that there is none, and reports nothing of sources that were not asked.
func TestASyncWithoutANetwork(t *testing.T) {
	home := t.TempDir()
	for i := range 5 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		address := fmt.Sprintf("http://%s/news/", l.Addr())
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		mustRun(t, "--home", home, "sources", "add", address, "--name", fmt.Sprint("园区", i), "--kind", "site")
	}
	for lang, says := range map[string]string{"en": "no network", "zh": "没有网络"} {
		o := zonewire(t, "--home", home, "--lang", lang, "sync")
		if o.status != exitFailed || o.out != "" || !strings.Contains(o.err, says) {
			t.Errorf("exit status %d, %q, %q", o.status, o.out, o.err)
		}
	}
}
