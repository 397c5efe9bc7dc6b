package picture

import (
	"fmt"
	"strings"

	"zonewire/tui/theme"
)

// Protocol is how pictures reach the terminal.
type Protocol int

// The protocols. Auto is for settings only: Choose decides.
const (
	Auto      Protocol = iota
	None               // pictures are not drawn
	Blocks             // half blocks, or coloured spaces where half blocks are not one cell wide
	Kitty              // placeholders of the kitty graphics protocol
	SixelView          // half blocks among text, sixels where a picture has the screen
)

// ParseProtocol returns the protocol called s; "" is Auto.
func ParseProtocol(s string) (Protocol, error) {
	switch s {
	case "", "auto":
		return Auto, nil
	case "none":
		return None, nil
	case "blocks":
		return Blocks, nil
	case "kitty":
		return Kitty, nil
	case "sixel":
		return SixelView, nil
	}
	return Auto, fmt.Errorf("picture: no protocol is called %q: auto, blocks, kitty, sixel or none", s)
}

// Choose settles what Auto leaves open, by the environment (env is like os.Getenv). Nothing is drawn without colours.
// Within tmux, screen and Zellij the placeholders are not used, since what names the picture does not get through.
func Choose(wish Protocol, env func(string) string, profile theme.Profile) Protocol {
	if profile <= theme.Mono || wish == None {
		return None
	}
	if wish != Auto {
		return wish
	}
	term := env("TERM")
	for _, name := range []string{"TMUX", "STY", "ZELLIJ"} {
		if env(name) != "" {
			return Blocks
		}
	}
	if strings.HasPrefix(term, "screen") || strings.HasPrefix(term, "tmux") {
		return Blocks
	}
	if env("KITTY_WINDOW_ID") != "" || strings.HasPrefix(term, "xterm-kitty") || strings.HasPrefix(term, "xterm-ghostty") ||
		env("TERM_PROGRAM") == "ghostty" {
		return Kitty
	}
	return Blocks
}
