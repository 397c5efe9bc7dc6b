package fetch

import (
	"bytes"
	"strings"
	"testing"
)

func TestLegible(t *testing.T) {
	all := make([]byte, 128)
	for i := range all {
		all[i] = byte(128 + i)
	}
	noise := append([]byte("<html><body>"), bytes.Repeat(all, 50)...)
	for _, tt := range []struct {
		body []byte
		want bool
	}{
		{nil, true},
		{[]byte("<html><body>plain</body></html>"), true},
		{[]byte(strings.Repeat("园区招商引资工作会议召开。", 20)), true},
		{[]byte(strings.Repeat("园区招商引资工作会议召开。", 20) + "\xff\xfe\x80"), true},
		{noise, false},
	} {
		text, charset := Decode(tt.body, "text/html; charset=x-klingon")
		if got := Legible(tt.body, text, charset); got != tt.want {
			t.Errorf("%.40q as %s: %v", tt.body, charset, got)
		}
	}
}
