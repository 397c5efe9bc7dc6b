package theme

import "github.com/charmbracelet/glamour/ansi"

// article returns the style for glamour. It has no margin, indent, prefix or block mark: those are laid out by
// package prose, since their width decides where lines break.
func article(p palette, profile Profile) ansi.StyleConfig {
	yes := true
	plain := profile == Plain
	with := func(c colour) ansi.StylePrimitive {
		var s ansi.StylePrimitive
		if v := c.in(profile); v != "" {
			s.Color = &v
		}
		return s
	}
	bold := func(s ansi.StylePrimitive) ansi.StylePrimitive {
		if !plain {
			s.Bold = &yes
		}
		return s
	}
	underlined := func(s ansi.StylePrimitive) ansi.StylePrimitive {
		if !plain {
			s.Underline = &yes
		}
		return s
	}
	italic := func(s ansi.StylePrimitive) ansi.StylePrimitive {
		if !plain {
			s.Italic = &yes
		}
		return s
	}
	block := func(s ansi.StylePrimitive) ansi.StyleBlock { return ansi.StyleBlock{StylePrimitive: s} }

	crossed := ansi.StylePrimitive{}
	if !plain {
		crossed.CrossedOut = &yes
	}
	return ansi.StyleConfig{
		Document:      block(with(p.text)),
		BlockQuote:    block(with(p.dim)),
		Heading:       block(bold(with(p.accent))),
		H1:            block(underlined(ansi.StylePrimitive{})),
		Strong:        bold(ansi.StylePrimitive{}),
		Emph:          italic(ansi.StylePrimitive{}),
		Strikethrough: crossed,
		LinkText:      underlined(with(p.unread)),
		ImageText:     with(p.dim),
		Code:          block(with(p.starred)),
		CodeBlock:     ansi.StyleCodeBlock{StyleBlock: block(with(p.starred))},
	}
}
