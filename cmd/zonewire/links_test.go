package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// TestBrowserIsStartedWithoutAShell starts a browser of our own with an address that a shell would act on.
func TestBrowserIsStartedWithoutAShell(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"xdg-open", "open"} {
		script := "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$1\" > " + dir + "/draft\nmv " + dir + "/draft " + dir + "/opened\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	address := `http://example.cn/$(touch ` + dir + `/hurt);'"&a=b|c>` + dir + `/hurt2 -x`
	if err := openInBrowser(address); err != nil {
		t.Fatal(err)
	}
	var got []byte
	for wait := 0; got == nil && wait < 100; wait++ {
		time.Sleep(20 * time.Millisecond)
		got, _ = os.ReadFile(dir + "/opened")
	}
	if string(got) != "1|"+address {
		t.Errorf("the browser was given %q", got)
	}
	if hurt, _ := filepath.Glob(dir + "/hurt*"); len(hurt) > 0 {
		t.Errorf("a shell ran: %v", hurt)
	}
}

func TestShowMarksDeceptiveAddresses(t *testing.T) {
	home := t.TempDir()
	s, err := storage.Open(t.Context(), placesUnder(home).database(), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Save(t.Context(), storage.Batch{Source: 1, Articles: []feed.Article{{
		URL: "http://www.gov.cn.evil.example/1", Title: "公告", Body: "见[名单](http://gov.cn@evil.example/2)与[政务](http://www.gov.cn/3)。",
		Attachments: []feed.Attachment{{Title: "附件", URL: "http://xn--pple-43d.com/a.pdf"}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"md", "text", "ansi"} {
		out := mustRun(t, "--home", home, "show", "1", "--format", format)
		for _, host := range []string{"www.gov.cn.evil.example", "evil.example", "xn--pple-43d.com"} {
			if !strings.Contains(out, "! really "+host+":") {
				t.Errorf("%s does not say %s:\n%s", format, host, out)
			}
		}
		if strings.Count(out, "! really") != 3 {
			t.Errorf("%s marks others too:\n%s", format, out)
		}
	}
}
