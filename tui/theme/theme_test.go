package theme

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
)

// contrast is the ratio of two colours' luminances, by WCAG 2.1.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	one, two := luminance(t, a), luminance(t, b)
	return (math.Max(one, two) + 0.05) / (math.Min(one, two) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var channels [3]float64
	if n, err := strconv.Atoi(colour); err == nil {
		channels = cube(n)
	} else {
		for i := range channels {
			v, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			channels[i] = float64(v)
		}
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := channels[i] / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// cube returns the channels of xterm's colour n, from 16 on.
func cube(n int) [3]float64 {
	if n >= 232 {
		v := float64(8 + 10*(n-232))
		return [3]float64{v, v, v}
	}
	level := func(i int) float64 {
		if i == 0 {
			return 0
		}
		return float64(55 + 40*i)
	}
	n -= 16
	return [3]float64{level(n / 36), level(n / 6 % 6), level(n % 6)}
}

// TestContrast holds text to WCAG's level AA, 4.5:1, on the backgrounds that the themes are for; Contrast to 7:1.
func TestContrast(t *testing.T) {
	for _, name := range Names() {
		p := paletteOf(name)
		grounds, least := []string{"#000000", "#1b1e24", "#282c34"}, 4.5
		if name == Paper {
			grounds = []string{"#ffffff", "#fbf7ef"}
		}
		if name == Contrast {
			grounds, least = grounds[:1], 7
		}
		for _, profile := range []Profile{ANSI256, TrueColor} {
			for token, c := range map[string]colour{
				"text": p.text, "dim": p.dim, "accent": p.accent, "unread": p.unread, "starred": p.starred,
				"warning": p.warning, "failure": p.failure, "success": p.success,
			} {
				if c == (colour{}) {
					continue
				}
				for _, ground := range grounds {
					if got := contrast(t, c.in(profile), ground); got < least {
						t.Errorf("%s, profile %d: %s on %s is %.2f:1", name, profile, token, ground, got)
					}
				}
			}
			for token, pair := range map[string][2]colour{
				"selected": {p.onAccent, p.selected}, "quiet": {p.onQuiet, p.quiet},
				"match": {p.onMatch, p.match}, "bar": {p.onBar, p.bar},
			} {
				if got := contrast(t, pair[0].in(profile), pair[1].in(profile)); got < least {
					t.Errorf("%s, profile %d: text on %s is %.2f:1", name, profile, token, got)
				}
			}
		}
	}
}

// TestColourIsNotTheOnlySign compares what must be told apart where there are no colours.
func TestColourIsNotTheOnlySign(t *testing.T) {
	for _, name := range Names() {
		th := New(name, Mono, false)
		for sign, pair := range map[string][2]lipgloss.Style{
			"unread": {th.Unread, th.Read}, "selected": {th.Selected, th.Text}, "focus": {th.Selected, th.SelectedUnfocused},
			"selected without focus": {th.SelectedUnfocused, th.Text}, "error": {th.Error, th.Text}, "match": {th.Match, th.Text},
			"current match": {th.MatchCurrent, th.Match}, "focused border": {th.BorderFocused, th.Border}, "link": {th.Link, th.Text},
		} {
			if pair[0].Render("x") == pair[1].Render("x") {
				t.Errorf("%s: %s looks like its opposite: %q", name, sign, pair[0].Render("x"))
			}
			if strings.Contains(pair[0].Render("x"), "38;") || strings.Contains(pair[0].Render("x"), "48;") {
				t.Errorf("%s: %s has a colour: %q", name, sign, pair[0].Render("x"))
			}
		}
		for _, ascii := range []bool{false, true} {
			th := New(name, Plain, ascii)
			m := th.Marks
			if m.Unread == m.Read || m.Unread == m.Starred || m.Error == m.Done || m.Error == m.Warning || m.Open == m.Closed {
				t.Errorf("%s: marks are the same: %+v", name, m)
			}
			if th.Frame == th.FrameFocused {
				t.Errorf("%s: focus does not show in the frame's lines", name)
			}
		}
	}
}

func TestPlainWritesNoSequences(t *testing.T) {
	th := New(Paper, Plain, true)
	v := reflect.ValueOf(th)
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if style, ok := v.Field(i).Interface().(lipgloss.Style); ok {
			if got := style.Render("x"); got != "x" {
				t.Errorf("%s gives %q", v.Type().Field(i).Name, got)
			}
		}
	}
}

func TestASCIIIsASCII(t *testing.T) {
	th := New(Ink, TrueColor, true)
	for _, v := range []reflect.Value{reflect.ValueOf(th.Marks), reflect.ValueOf(th.Frame), reflect.ValueOf(th.FrameFocused)} {
		for i := range v.NumField() {
			for _, r := range v.Field(i).String() {
				if v.Field(i).Kind() == reflect.String && r >= 0x80 {
					t.Errorf("%s is %q", v.Type().Field(i).Name, v.Field(i).String())
				}
			}
		}
	}
}

func TestProfiles(t *testing.T) {
	want := map[Profile]string{
		Plain: "x", Mono: "\x1b[1mx\x1b[0m", ANSI16: "\x1b[1;31mx\x1b[0m", ANSI256: "\x1b[1;38;5;124mx\x1b[0m",
		TrueColor: "\x1b[1;38;2;156;43;31mx\x1b[0m",
	}
	for profile, sequence := range want {
		if got := New(Paper, profile, false).Title.Render("x"); got != sequence {
			t.Errorf("profile %d: %q, want %q", profile, got, sequence)
		}
	}
}

func TestEnvironment(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == name {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	profiles := []struct {
		env      func(string) string
		terminal bool
		want     Profile
	}{
		{env("TERM", "xterm-256color"), true, ANSI256},
		{env("TERM", "xterm-256color"), false, Plain},
		{env("TERM", "xterm-256color", "CLICOLOR_FORCE", "1"), false, ANSI256},
		{env("TERM", "xterm-256color", "COLORTERM", "truecolor"), true, TrueColor},
		{env("TERM", "xterm-256color", "COLORTERM", "truecolor", "NO_COLOR", "1"), true, Mono},
		{env("TERM", "dumb", "COLORTERM", "truecolor"), true, Plain},
		{env("TERM", "linux"), true, ANSI16},
		{env("TERM", "xterm-kitty"), true, TrueColor},
		{env("TERM", "screen.xterm-256color", "COLORTERM", "truecolor"), true, ANSI256},
		{env("TERM", "screen-256color", "COLORTERM", "truecolor", "TMUX", "/tmp/t"), true, TrueColor},
	}
	for i, tt := range profiles {
		if got := ProfileOf(tt.env, tt.terminal); got != tt.want {
			t.Errorf("environment %d: profile %d, want %d", i, got, tt.want)
		}
	}
	for value, want := range map[string]Background{
		"": Unknown, "15;0": Dark, "0;15": Light, "0;default;7": Light, "12;8": Dark, "15;default": Unknown, "1;99": Unknown,
	} {
		if got := BackgroundOf(env("COLORFGBG", value)); got != want {
			t.Errorf("COLORFGBG=%q: %d, want %d", value, got, want)
		}
	}
	for _, tt := range []struct {
		env  func(string) string
		want bool
	}{
		{env(), true},
		{env("LANG", "zh_CN.UTF-8"), true},
		{env("LANG", "C.utf8"), true},
		{env("LANG", "C"), false},
		{env("LANG", "en_US.UTF-8", "LC_ALL", "zh_CN.GB18030"), false},
	} {
		if got := UTF8(tt.env); got != tt.want {
			t.Errorf("LANG=%q, LC_ALL=%q: UTF8 %v", tt.env("LANG"), tt.env("LC_ALL"), got)
		}
	}
	if !Hyperlinks(env("VTE_VERSION", "7600")) || Hyperlinks(env("VTE_VERSION", "7600", "TMUX", "x")) || Hyperlinks(env("TERM", "linux")) {
		t.Error("hyperlinks are taken for granted where they are not, or not where they are")
	}
	if Choose(Light) != Paper || Choose(Dark) != Ink || Choose(Unknown) != Ink {
		t.Error("the theme does not suit the background")
	}
}
