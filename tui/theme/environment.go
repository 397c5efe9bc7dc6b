package theme

import (
	"runtime"
	"strconv"
	"strings"
)

// Background is how bright a terminal's background is.
type Background int

// The backgrounds.
const (
	Unknown Background = iota
	Light
	Dark
)

// Choose returns the theme for a background; Ink when it is not known, as most terminals are dark.
func Choose(b Background) Name {
	if b == Light {
		return Paper
	}
	return Ink
}

// BackgroundOf reads the background from COLORFGBG, which rxvt, Konsole and others set: "15;0" is white on black. env
// is like os.Getenv.
func BackgroundOf(env func(string) string) Background {
	parts := strings.Split(env("COLORFGBG"), ";")
	n, err := strconv.Atoi(parts[len(parts)-1])
	switch {
	case err != nil || n < 0 || n > 15:
		return Unknown
	case n <= 6 || n == 8:
		return Dark
	}
	return Light
}

// ProfileOf returns what colours the terminal described by the environment can show: none where the output is no
// terminal (unless CLICOLOR_FORCE is set) or a dumb one, attributes only where NO_COLOR is set. env is like
// os.Getenv.
func ProfileOf(env func(string) string, terminal bool) Profile {
	name, colorterm := env("TERM"), strings.ToLower(env("COLORTERM"))
	force := env("CLICOLOR_FORCE")
	switch {
	case !terminal && (force == "" || force == "0"), name == "dumb":
		return Plain
	case env("NO_COLOR") != "":
		return Mono
	case strings.HasPrefix(name, "screen") && env("TMUX") == "":
		return ANSI256 // GNU screen hands COLORTERM on, but not 24-bit colours
	case colorterm == "truecolor", colorterm == "24bit", env("WT_SESSION") != "", strings.HasSuffix(name, "-direct"):
		return TrueColor
	case hasPrefix(name, "xterm-kitty", "xterm-ghostty", "wezterm", "alacritty", "foot", "contour", "rio"):
		return TrueColor
	case strings.Contains(name, "256color"):
		return ANSI256
	case name == "" && runtime.GOOS == "windows":
		return TrueColor
	}
	return ANSI16
}

// UTF8 reports whether the locale's characters are UTF-8; where they are not, borders are better drawn in ASCII. An
// environment that names no locale is taken to be UTF-8, as terminals are. env is like os.Getenv.
func UTF8(env func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(env(name)); locale != "" {
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return true
}

// Hyperlinks reports whether the terminal described by the environment is known to follow OSC 8 links. env is like
// os.Getenv.
func Hyperlinks(env func(string) string) bool {
	if env("TMUX") != "" || strings.HasPrefix(env("TERM"), "screen") {
		return false
	}
	vte, err := strconv.Atoi(env("VTE_VERSION"))
	switch env("TERM_PROGRAM") {
	case "iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio":
		return true
	}
	return err == nil && vte >= 5000 || env("WT_SESSION") != "" || env("KITTY_WINDOW_ID") != "" || env("KONSOLE_VERSION") != "" ||
		hasPrefix(env("TERM"), "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour")
}

func hasPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
