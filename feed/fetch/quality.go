package fetch

// quality says how much body reads like Chinese in charset, which is GB18030 or Big5: from 1, all its double-byte
// characters being frequent ones, through 0 down to -3, nothing but errors. Both standards put their frequent
// characters first: GB/T 2312 level 1 (3,755 characters, B0A1-D7F9) and Big5 level 1 (5,401 characters, A440-C67E)
// make up some 98 % of running text, while either text read in the other charset has less than half of its
// characters there. Symbols and punctuation are in the same rows of both and count for neither.
func quality(body []byte, charset string) float64 {
	const enough = 20_000 // double-byte characters: more would not change the verdict
	var frequent, rare, broken int
	for i := 0; i < len(body) && frequent+rare+broken < enough; {
		if body[i] < 0x80 {
			i++
			continue
		}
		var size int
		var sort rank
		if charset == charsetBig5 {
			size, sort = rankBig5(body[i:])
		} else {
			size, sort = rankGB18030(body[i:])
		}
		i += size
		switch sort {
		case frequentRank:
			frequent++
		case rareRank:
			rare++
		case brokenRank:
			broken++
		}
	}
	all := frequent + rare + broken
	if all == 0 {
		return 0
	}
	return float64(frequent-rare-3*broken) / float64(all)
}

// rank is a character's place in a charset's order of frequency.
type rank int

const (
	symbolRank rank = iota
	frequentRank
	rareRank
	brokenRank
)

// rankGB18030 is the length and the rank of the non-ASCII character at the start of b.
func rankGB18030(b []byte) (int, rank) {
	lead := b[0]
	if lead == 0x80 || lead == 0xff || len(b) == 1 {
		return 1, brokenRank
	}
	trail := b[1]
	switch {
	case trail >= 0x30 && trail <= 0x39:
		if len(b) >= 4 && b[2] >= 0x81 && b[2] <= 0xfe && b[3] >= 0x30 && b[3] <= 0x39 {
			return 4, rareRank
		}
		return 1, brokenRank
	case trail < 0x40 || trail == 0x7f || trail == 0xff:
		return 1, brokenRank
	case lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1 && (lead != 0xd7 || trail <= 0xf9):
		return 2, frequentRank
	case lead >= 0xa1 && lead <= 0xa3 && trail >= 0xa1:
		return 2, symbolRank
	}
	return 2, rareRank
}

// rankBig5 is the length and the rank of the non-ASCII character at the start of b.
func rankBig5(b []byte) (int, rank) {
	lead := b[0]
	if lead == 0x80 || lead == 0xff || len(b) == 1 {
		return 1, brokenRank
	}
	trail := b[1]
	switch {
	case trail < 0x40 || trail > 0x7e && trail < 0xa1 || trail == 0xff:
		return 1, brokenRank
	case lead >= 0xa4 && lead <= 0xc5, lead == 0xc6 && trail <= 0x7e:
		return 2, frequentRank
	case lead >= 0xa1 && lead <= 0xa3:
		return 2, symbolRank
	}
	return 2, rareRank
}
