package typeset

import "slices"

// spread returns where spaces go to fill the line of the clusters from to end up to room cells: at the spaces that
// are there, then after marks, then where ideographs meet letters and digits, then between ideographs, evenly. It
// returns nothing when the gaps would be more than one cell each, or when a sixth of the line would be filled.
func (p *paragraph) spread(from, end, room int) []int {
	slack := room
	for _, c := range p.list[from:end] {
		slack -= int(c.width)
	}
	if slack <= 0 || slack*6 > room {
		return nil
	}
	var out []int
	for class := range 4 {
		var places []int
		for i := from + 1; i < end; i++ {
			if p.gap(i) == class {
				places = append(places, p.list[i].at)
			}
		}
		take := min(slack, len(places))
		for k := range take {
			out = append(out, places[k*len(places)/take])
		}
		slack -= take
	}
	if slack > 0 {
		return nil
	}
	slices.Sort(out)
	return out
}

// gap says how readily a space is put before list[i], 0 first; 4 is never.
func (p *paragraph) gap(i int) int {
	before, after := p.list[i-1].last, p.list[i].first
	switch {
	case p.cost[i] != free:
		return 4
	case p.list[i-1].isSpace():
		return 0
	case isStop(before):
		return 1
	case isHan(before) && isLatin(after), isLatin(before) && isHan(after):
		return 2
	}
	return 3
}

// isStop reports whether r is a mark after which the text pauses.
func isStop(r rune) bool {
	switch r {
	case '，', '。', '、', '；', '：', '？', '！', '”', '）', '》':
		return true
	}
	return false
}
