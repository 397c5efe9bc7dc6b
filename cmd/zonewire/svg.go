package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"zonewire/tui/typeset"
)

// The size of a cell in the picture, in pixels: half an ideograph.
const cellWidth, cellHeight = 8, 17

// brush is how a run of cells is drawn.
type brush struct {
	fore, back              string
	bold, italic, underline bool
	reverse, faint          bool
}

// writeSVG draws a screen of lines with SGR sequences (ECMA-48 8.3.117) as SVG, each run of cells stretched to its
// place so that no font can shift the columns.
func writeSVG(w io.Writer, screen string) error {
	const back, fore = "#16161d", "#dcd7ba"
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="Sarasa Mono SC, Noto Sans Mono CJK SC, WenQuanYi Zen Hei Mono, monospace" font-size="14" xml:space="preserve">`+"\n",
		pictureCols*cellWidth, pictureRows*cellHeight)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", back)
	for y, line := range strings.Split(screen, "\n") {
		x := 0
		var br brush
		for _, part := range splitSGR(line) {
			if strings.HasPrefix(part, "\x1b[") {
				br = br.apply(part)
				continue
			}
			x = writeRun(&b, br, part, x, y, fore, back)
		}
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// writeRun draws cells of one brush from column x on and returns the column after them.
func writeRun(b *strings.Builder, br brush, s string, x, y int, fore, back string) int {
	ink, paper := br.fore, br.back
	if ink == "" {
		ink = fore
	}
	if br.reverse {
		if paper == "" {
			paper = back
		}
		ink, paper = paper, ink
	}
	width := typeset.Width(s)
	if paper != "" {
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n", x*cellWidth, y*cellHeight, width*cellWidth, cellHeight, paper)
	}
	style := ""
	if br.bold {
		style += ` font-weight="bold"`
	}
	if br.italic {
		style += ` font-style="italic"`
	}
	if br.underline {
		style += ` text-decoration="underline"`
	}
	if br.faint {
		style += ` opacity="0.6"`
	}
	for _, word := range cells(s) {
		if strings.TrimSpace(word.text) != "" {
			fmt.Fprintf(b, `<text x="%d" y="%d" textLength="%d" lengthAdjust="spacingAndGlyphs" fill="%s"%s>%s</text>`+"\n",
				(x+word.at)*cellWidth, y*cellHeight+13, word.width*cellWidth, ink, style, escapeXML(word.text))
		}
	}
	return x + width
}

// word is a stretch of text between runs of spaces.
type word struct {
	text      string
	at, width int
}

// cells splits at double spaces, so that stretching a run cannot move words far apart.
func cells(s string) []word {
	var out []word
	at, cur := 0, word{at: -1}
	g := uniseg.NewGraphemes(s)
	for g.Next() {
		c := g.Str()
		w := typeset.Width(c)
		if c == " " {
			if cur.at >= 0 {
				out = append(out, cur)
			}
			cur = word{at: -1}
		} else {
			if cur.at < 0 {
				cur.at = at
			}
			cur.text += c
			cur.width += w
		}
		at += w
	}
	if cur.at >= 0 {
		out = append(out, cur)
	}
	return out
}

func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// splitSGR cuts a line into SGR sequences and the text between them; other sequences are dropped.
func splitSGR(line string) []string {
	var out []string
	for line != "" {
		i := strings.IndexByte(line, 0x1b)
		if i < 0 {
			return append(out, line)
		}
		if i > 0 {
			out = append(out, line[:i])
		}
		line = line[i:]
		end := strings.IndexFunc(line[1:], func(r rune) bool { return r >= '@' && r <= '~' && r != '[' })
		if end < 0 {
			return out
		}
		if line[end+1] == 'm' {
			out = append(out, line[:end+2])
		}
		line = line[end+2:]
	}
	return out
}

// apply changes the brush as an SGR sequence says.
func (br brush) apply(sequence string) brush {
	args := strings.Split(strings.Trim(sequence, "\x1b[m"), ";")
	for i := 0; i < len(args); i++ {
		n, _ := strconv.Atoi(args[i])
		switch {
		case n == 0:
			br = brush{}
		case n == 1:
			br.bold = true
		case n == 2:
			br.faint = true
		case n == 3:
			br.italic = true
		case n == 4:
			br.underline = true
		case n == 7:
			br.reverse = true
		case n == 39:
			br.fore = ""
		case n == 49:
			br.back = ""
		case (n == 38 || n == 48) && i+4 < len(args) && args[i+1] == "2":
			colour := fmt.Sprintf("rgb(%s,%s,%s)", args[i+2], args[i+3], args[i+4])
			if n == 38 {
				br.fore = colour
			} else {
				br.back = colour
			}
			i += 4
		}
	}
	return br
}
