package typeset

import (
	"strconv"
	"strings"
)

// style is what a terminal would draw with at a place in the text: attributes, colours and a link.
type style struct {
	attributes uint16 // bit n is SGR n, for the attributes 1 to 9; bit 10 is 53 (overlined)
	underline  string // 4 with its kind when it is not a single line: 21, 4:3
	foreground string // SGR parameters
	background string
	line       string // colour of the underline
	link       string // the OSC 8 sequence that opened it
}

const overlined = 1 << 10

// apply follows one escape sequence; what is neither SGR nor OSC 8 changes nothing.
func (s *style) apply(sequence string) {
	switch {
	case strings.HasPrefix(sequence, "\x1b[") && strings.HasSuffix(sequence, "m"):
		s.graphics(sequence[2 : len(sequence)-1])
	case strings.HasPrefix(sequence, "\x1b]8;"):
		_, address, _ := strings.Cut(sequence[4:], ";")
		address = strings.TrimSuffix(strings.TrimSuffix(address, "\x07"), "\x1b\\")
		s.link = sequence
		if address == "" {
			s.link = ""
		}
	}
}

// graphics follows the parameters of an SGR sequence.
func (s *style) graphics(parameters string) {
	for {
		var one string
		var more bool
		one, parameters, more = strings.Cut(parameters, ";")
		head, _, _ := strings.Cut(one, ":")
		code, err := strconv.Atoi(head)
		if one == "" {
			code, err = 0, nil
		}
		if err == nil {
			if (code == 38 || code == 48 || code == 58) && head == one {
				one, parameters, more = extended(one, parameters, more)
			}
			s.set(code, one)
		}
		if !more {
			return
		}
	}
}

// extended takes the parameters of a colour written with semicolons: 38;5;n or 38;2;r;g;b.
func extended(head, rest string, more bool) (colour, after string, left bool) {
	if !more {
		return head, rest, more
	}
	count := 2
	if strings.HasPrefix(rest, "2;") {
		count = 4
	}
	colour = head
	for range count {
		if !more {
			break
		}
		var one string
		one, rest, more = strings.Cut(rest, ";")
		colour += ";" + one
	}
	return colour, rest, more
}

// set follows one SGR code, whose whole text is given.
func (s *style) set(code int, text string) {
	switch {
	case code == 0:
		*s = style{link: s.link}
	case code == 4 && text == "4:0", code == 24:
		s.attributes &^= 1 << 4
		s.underline = ""
	case code == 4, code == 21:
		s.attributes |= 1 << 4
		s.underline = text
	case code >= 1 && code <= 9:
		s.attributes |= 1 << code
	case code == 22:
		s.attributes &^= 1<<1 | 1<<2
	case code == 25:
		s.attributes &^= 1<<5 | 1<<6
	case code >= 23 && code <= 29:
		s.attributes &^= 1 << (code - 20)
	case code >= 30 && code <= 38, code >= 90 && code <= 97:
		s.foreground = text
	case code == 39:
		s.foreground = ""
	case code >= 40 && code <= 48, code >= 100 && code <= 107:
		s.background = text
	case code == 49:
		s.background = ""
	case code == 53:
		s.attributes |= overlined
	case code == 55:
		s.attributes &^= overlined
	case code == 58:
		s.line = text
	case code == 59:
		s.line = ""
	}
}

// styled reports whether any attribute or colour is on.
func (s *style) styled() bool {
	return s.attributes != 0 || s.foreground != "" || s.background != "" || s.line != ""
}

// open returns the sequences that take up s on a fresh line.
func (s *style) open() string {
	if !s.styled() {
		return s.link
	}
	var codes []string
	for code := 1; code <= 9; code++ {
		switch {
		case s.attributes&(1<<code) == 0:
		case code == 4 && s.underline != "":
			codes = append(codes, s.underline)
		default:
			codes = append(codes, strconv.Itoa(code))
		}
	}
	if s.attributes&overlined != 0 {
		codes = append(codes, "53")
	}
	for _, colour := range []string{s.foreground, s.background, s.line} {
		if colour != "" {
			codes = append(codes, colour)
		}
	}
	return "\x1b[" + strings.Join(codes, ";") + "m" + s.link
}

// shut returns the sequences that end s.
func (s *style) shut() string {
	end := ""
	if s.styled() {
		end = "\x1b[0m"
	}
	if s.link != "" {
		end += "\x1b]8;;\x1b\\"
	}
	return end
}
