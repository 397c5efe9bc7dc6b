package page

import (
	"golang.org/x/net/html"
)

// body is where the article's text lies.
type body struct {
	node  *html.Node
	span  span
	value float64
}

// values weighs every line: positive for prose, negative for links and page furniture. start is the line of the
// headline, -1 when it is not known; prose above it counts little. Behind a line that ends articles (相关阅读, 网友评论)
// prose counts little as well.
func (o *outline) values(start int) []float64 {
	v := make([]float64, len(o.lines))
	prose, ended := 0.0, false
	for i := range o.lines {
		b := &o.lines[i]
		v[i] = b.value()
		if i <= start {
			if v[i] > 0 {
				v[i] *= 0.2
			}
			continue
		}
		if !ended && prose > 100 && b.is(endingText) {
			ended = true
		}
		if v[i] <= 0 {
			continue
		}
		if ended {
			v[i] *= 0.3
		} else {
			prose += v[i]
		}
	}
	return v
}

// value is what a line says by itself for being part of a body.
func (b *line) value() float64 {
	plain := b.runes - b.linked
	var v float64
	switch {
	case b.copied:
		return 0
	case b.files > 0 && b.runes < 120:
		return 4
	case b.is(footerText):
		return -40
	case b.runes < 50 && b.is(furnitureText), b.is(noticeText):
		return 0
	case b.links > 0 && b.runes < 120 && hasCrumbMark(b.text):
		return -8
	case b.linked*2 > b.runes:
		return -float64(min(b.linked, 60)) - 4
	case b.marks == 0:
		v = float64(min(plain, 30)) * 0.15
		if b.picture {
			v += 8
		}
	default:
		v = float64(plain) + 5*float64(b.marks)
	}
	switch b.hint {
	case asideHint:
		v *= 0.4
	case bodyHint:
		v *= 1.2
	}
	return v
}

// findBody is the element whose lines add up to most, the innermost of equals.
func (o *outline) findBody(values []float64) body {
	sums := make([]float64, len(values)+1)
	for i, v := range values {
		sums[i+1] = sums[i] + v
	}
	var best body
	for _, n := range o.order {
		s := o.spans[n]
		if s.to == s.from {
			continue
		}
		v := sums[s.to] - sums[s.from]
		if best.node == nil || v > best.value+0.001 || v > best.value-0.001 && contains(best.node, n) {
			best = body{n, s, v}
		}
	}
	return best
}
