package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
)

// markdown writes a clean tree as CommonMark with tables.
func markdown(root *html.Node) string {
	if root.FirstChild == nil {
		return ""
	}
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false)),
		table.NewTablePlugin(table.WithHeaderPromotion(true), table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal)),
	))
	out, err := c.ConvertNode(root)
	if err != nil {
		return text(root)
	}
	return withoutNeedlessEscapes(strings.TrimSpace(string(out)))
}

// withoutNeedlessEscapes takes back the escapes that CommonMark does not need, for people who read the Markdown as it
// is: an underscore within a word begins no emphasis (spec 0.31, 6.2), < without a letter behind it no tag.
func withoutNeedlessEscapes(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		rest := s[i:]
		switch {
		case strings.HasPrefix(rest, `\_`) && isWordRune(lastOf(s[:i])) && isWordRune(firstOf(rest[2:])):
			b.WriteByte('_')
			i += 2
		case strings.HasPrefix(rest, "&lt;"):
			if c := firstOf(rest[4:]); isLetter(c) || c == '/' || c == '!' || c == '?' {
				b.WriteByte('\\')
			}
			b.WriteByte('<')
			i += 4
		case strings.HasPrefix(rest, "&gt;"):
			if i == 0 || s[i-1] == '\n' || s[i-1] == ' ' {
				b.WriteByte('\\')
			}
			b.WriteByte('>')
			i += 4
		case len(rest) > 1 && rest[0] == '\\':
			b.WriteString(rest[:2])
			i += 2
		default:
			b.WriteByte(s[i])
			i++
		}
	}
	return b.String()
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastOf(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && !unicode.IsSpace(r) && !isPunctuation(r)
}
