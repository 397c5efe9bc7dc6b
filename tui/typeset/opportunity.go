package typeset

import (
	"strings"

	"github.com/rivo/uniseg"
)

// cost says how much is lost when a line is broken before a cluster. A higher one is paid only where what the lower
// ones keep together does not fit on a line.
type cost uint8

const (
	free    cost = iota // UAX #14 allows the break
	joint               // within a date, at a slash or hyphen of a Latin word
	number              // between a number and its unit
	word                // within a word or a number
	kinsoku             // a mark would begin or end a line that must not
	mark                // within —— or ……
	never               // before a space, which belongs to the line that it ends
)

// costs returns for each cluster of s what it costs to begin a line with it.
func costs(s string, list []cluster) []cost {
	out := make([]cost, len(list))
	shadow := tailor(s)
	for i := 1; i < len(list); {
		if isHan(list[i-1].last) && isHan(list[i].first) {
			i++ // free
			continue
		}
		// The rules look back to an ideograph at most, so that each stretch from one to the next can be asked for
		// alone.
		end := i + 1
		for end < len(list) && !(isHan(list[end-1].last) && isHan(list[end].first)) {
			end++
		}
		stretch(shadow, list, out, i-1, end)
		i = end
	}
	measures(list, out)
	return out
}

// stretch sets the costs of the clusters after from and before end.
func stretch(s string, list []cluster, out []cost, from, end int) {
	stop := len(s)
	if end < len(list) {
		stop = list[end].at
	}
	rest, at, state := s[list[from].at:stop], list[from].at, -1
	i := from + 1
	for rest != "" {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		at += len(segment)
		for i < end && list[i].at < at {
			out[i] = kept(list, i)
			i++
		}
		if i < end && list[i].at == at {
			out[i] = allowed(list, i)
			i++
		}
	}
}

// allowed is the cost of beginning a line with list[i] where UAX #14 allows it.
func allowed(list []cluster, i int) cost {
	before, after := list[i-1].last, list[i].first
	switch {
	case list[i].isSpace():
		return never
	case isPaired(after) && before == after:
		return mark
	case isLatin(before) && isLatin(after):
		return joint
	case cannotBegin(after), cannotEnd(lastInk(list, i)):
		return kinsoku
	case before == '－' || before == '～' || after == '～' || isWideLatin(before) && isWideLatin(after):
		return word
	}
	return free
}

// kept is the cost of beginning a line with list[i] where UAX #14 does not allow it.
func kept(list []cluster, i int) cost {
	before, after := list[i-1].last, list[i].first
	switch {
	case list[i].isSpace():
		return never
	case isPaired(after) && before == after:
		return mark
	case isLatin(before) && isLatin(after):
		return word
	case cannotBegin(after), cannotEnd(lastInk(list, i)):
		return kinsoku
	}
	return word
}

// lastInk is the last rune before list[i] that is no space, 0 when there is none.
func lastInk(list []cluster, i int) rune {
	for i--; i >= 0; i-- {
		if !list[i].isSpace() {
			return list[i].last
		}
	}
	return 0
}

func isWideLatin(r rune) bool {
	return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r == '．' || r == '％'
}

// tailor returns s with the marks that UAX #14 leaves ambiguous replaced by ones of the same length that it treats
// as Chinese needs: “ and ‘ open and ” and ’ close (they are all class QU, which would tie whole sentences together),
// ― and ─ are dashes. An apostrophe within a word stays.
func tailor(s string) string {
	if !strings.ContainsAny(s, "“”‘’―─") {
		return s
	}
	out := []byte(s)
	for i, r := range s {
		with := ""
		switch r {
		case '“':
			with = "「"
		case '”':
			with = "」"
		case '‘':
			with = "「"
		case '’':
			if !isApostrophe(s, i) {
				with = "」"
			}
		case '―', '─':
			with = "—"
		}
		copy(out[i:], with)
	}
	return string(out)
}

// isApostrophe reports whether the ’ at s[i:] stands between two letters.
func isApostrophe(s string, i int) bool {
	after := i + len("’")
	return i > 0 && after < len(s) && isLetter(s[i-1]) && isLetter(s[after])
}

func isLetter(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z'
}
