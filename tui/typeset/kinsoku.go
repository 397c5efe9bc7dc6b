package typeset

// cannotBegin reports whether a line must not begin with r: closing marks, pause and stop marks, the interpunct, the
// ellipsis (GB/T 15834-2011, 5.1; Requirements for Chinese Text Layout, 3.1.3).
func cannotBegin(r rune) bool {
	switch r {
	case '，', '。', '、', '；', '：', '？', '！', '．', '｡', '､',
		'”', '’', '）', '》', '〉', '」', '』', '】', '〕', '〗', '〙', '〛', '］', '｝', '｠', '｣', '〞', '〟',
		'…', '⋯', '·', '・', '･', '‧', '‼', '⁇', '⁈', '⁉', '／', '％', '‰', '℃',
		',', '.', ';', ':', '?', '!', ')', ']', '}', '%':
		return true
	}
	return false
}

// cannotEnd reports whether a line must not end with r: opening marks.
func cannotEnd(r rune) bool {
	switch r {
	case '“', '‘', '（', '《', '〈', '「', '『', '【', '〔', '〖', '〘', '〚', '［', '｛', '｟', '｢', '〝', '(', '[', '{':
		return true
	}
	return false
}

// isPaired reports whether two r in a row are one mark: —— and ……
func isPaired(r rune) bool {
	switch r {
	case '—', '―', '─', '…', '⋯', '－':
		return true
	}
	return false
}

// isSpace reports whether r is white space that may vanish where a line is broken.
func isSpace(r rune) bool {
	switch {
	case r == ' ', r == '\t', r == '\u3000', r == '\u1680', r == '\u205f':
		return true
	case r >= '\u2000' && r <= '\u200a' && r != '\u2007':
		return true
	}
	return false
}

// isHan reports whether r is an ideograph of the blocks that UAX #14 breaks on both sides.
func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r >= 0x20000 && r <= 0x3fffd || r == '〇'
}

// isLatin reports whether r is a letter, digit or mark of the kind that words, addresses and formulas consist of.
func isLatin(r rune) bool {
	return r > ' ' && r < 0x7f || r >= 0xa1 && r <= 0x24f && r != '·'
}
