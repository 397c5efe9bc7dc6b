package tui

import (
	"strings"
	"testing"
)

// TestWideCodeIsMoved moves code to its end and back, key by key, in the middle of an article.
func TestWideCodeIsMoved(t *testing.T) {
	code := "```\nbegin " + strings.Repeat("0123456789", 12) + " finish\nshort\n```\n\n"
	d := newArticle(t, speech()+code+speech(), nil)
	d.press("/", "begin", "enter", "esc")
	at := d.m.reader.offset
	d.sees("begin 0123", "short")
	d.seesNot("finish")
	for n := 0; n < 20 && !strings.Contains(d.screen(), "finish"); n++ {
		d.press("right")
	}
	d.sees("9 finish", "‹")
	d.seesNot("begin")
	d.press("right", "right")
	if d.m.reader.offset != at {
		t.Errorf("moving code scrolled from line %d to %d", at, d.m.reader.offset)
	}
	for n := 0; n < 20 && !strings.Contains(d.screen(), "begin 0123"); n++ {
		d.press("left")
	}
	d.sees("begin 0123")
	if d.m.focus != readerPane {
		t.Error("moving code back left the reader")
	}
	d.press("left")
	if d.m.focus != listPane {
		t.Error("with nothing to move, left does not leave the reader")
	}
	d.press("enter", "right", "n", "p")
	d.press("/", "begin", "enter", "esc")
	d.sees("begin 0123")
}
