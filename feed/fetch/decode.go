package fetch

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// The charsets that Decode decides between; a declared one may also be any other name of the WHATWG Encoding Standard.
const (
	charsetUTF8    = "utf-8"
	charsetGB18030 = "gb18030"
	charsetBig5    = "big5"
	charsetUTF16LE = "utf-16le"
	charsetUTF16BE = "utf-16be"
)

// Decode turns the bytes of a page or a feed into UTF-8 and says which charset they were really in, by its name in
// the WHATWG Encoding Standard. In this order: a byte order mark; text that is UTF-8, a few broken bytes and a cut
// last character allowed; the charset of the Content-Type header, then of the document's own declaration, if the
// bytes look like it; else GB18030, of which GB2312 and GBK are subsets, or Big5 if that fits better. Bytes that mean
// nothing become U+FFFD. UTF-8 is returned as it is, sharing memory with body. It takes time linear in the body and
// never fails.
func Decode(body []byte, contentType string) (text []byte, charset string) {
	if mark, charset := byteOrderMark(body); charset != "" {
		rest := body[len(mark):]
		if charset != charsetUTF8 || looksUTF8(rest) {
			return transcode(rest, charset), charset
		}
		body = rest // a UTF-8 template around GB18030 text
	}
	if charset := unmarkedUTF16(body); charset != "" {
		return transcode(body, charset), charset
	}
	declared := charsetOf(headerLabel(contentType))
	if declared == "" {
		declared = charsetOf(documentLabel(body))
	}
	charset = decide(body, declared)
	return transcode(body, charset), charset
}

// decide chooses the charset of a body without a byte order mark.
func decide(body []byte, declared string) string {
	if looksUTF8(body) {
		if !isChinese(declared) || !onlyPairs(body) {
			return charsetUTF8
		}
		// Every GB18030 pair with bytes C2-DF 80-BF is also a letter of UTF-8: a short text in pairs alone belongs to
		// the declared charset if it reads as frequent Chinese there.
		if quality(body, declared) < 0.5 {
			return charsetUTF8
		}
		return declared
	}
	if declared != "" && declared != charsetUTF8 && !isChinese(declared) && believable(body, declared) {
		return declared
	}
	gb, big5 := quality(body, charsetGB18030), quality(body, charsetBig5)
	const benefit = 0.2 // of the doubt, for the declared one
	if declared == charsetBig5 {
		big5 += benefit
	} else {
		gb += benefit
	}
	if big5 > gb {
		return charsetBig5
	}
	return charsetGB18030
}

func isChinese(charset string) bool { return charset == charsetGB18030 || charset == charsetBig5 }

// byteOrderMark is the mark at the start of body and the charset that it stands for.
func byteOrderMark(body []byte) (mark []byte, charset string) {
	for _, m := range [...]struct{ mark, charset string }{
		{"\xef\xbb\xbf", charsetUTF8},
		{"\xff\xfe", charsetUTF16LE},
		{"\xfe\xff", charsetUTF16BE},
		{"\x84\x31\x95\x33", charsetGB18030},
	} {
		if bytes.HasPrefix(body, []byte(m.mark)) {
			return body[:len(m.mark)], m.charset
		}
	}
	return nil, ""
}

// unmarkedUTF16 recognises UTF-16 without a mark by the zero bytes of its first markup characters.
func unmarkedUTF16(body []byte) string {
	if len(body) < 4 {
		return ""
	}
	switch b := body[:4]; {
	case b[0] == '<' && b[1] == 0 && b[2] != 0 && b[3] == 0:
		return charsetUTF16LE
	case b[0] == 0 && b[1] == '<' && b[2] == 0 && b[3] != 0:
		return charsetUTF16BE
	}
	return ""
}

// looksUTF8 reports whether body is UTF-8, allowing for a last character that is cut and for broken bytes that are
// few beside the whole characters. Chinese in another charset has hardly a fifth of its bytes in accidental UTF-8.
func looksUTF8(body []byte) bool {
	if utf8.Valid(body) {
		return true
	}
	good, bad := 0, 0
	for b := trimCut(body); len(b) > 0; {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good += size
		}
		b = b[size:]
	}
	return good >= 2*bad
}

// trimCut drops an incomplete character from the end of UTF-8.
func trimCut(b []byte) []byte {
	for i := len(b) - 1; i >= 0 && i > len(b)-utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return b[:i]
			}
			break
		}
	}
	return b
}

// onlyPairs reports whether all non-ASCII characters of UTF-8 text take two bytes, and there are some.
func onlyPairs(b []byte) bool {
	some := false
	for len(b) > 0 {
		_, size := utf8.DecodeRune(b)
		if size > 2 {
			return false
		}
		some = some || size == 2
		b = b[size:]
	}
	return some
}

// believable reports whether body decodes from a charset other than the Chinese ones nearly without errors. Latin-1
// and its kin accept everything, and servers name them by default: text that reads as frequent Chinese is not theirs.
func believable(body []byte, charset string) bool {
	enc, err := htmlindex.Get(charset)
	if err != nil {
		return false
	}
	sample := body[:min(len(body), 1<<16)]
	text, err := enc.NewDecoder().Bytes(sample)
	if err != nil {
		return false
	}
	runes, broken, wide := 0, 0, 0
	for _, r := range string(text) {
		switch {
		case r == utf8.RuneError, r >= 0xff61 && r <= 0xff9f: // half-width kana: what GB18030 looks like in Shift_JIS
			broken++
		case r >= 0x1100:
			wide++
		case r >= 0x80:
			runes++
		}
	}
	if 20*broken > runes+wide {
		return false
	}
	return wide > runes || quality(body, charsetGB18030) < 0.5
}

// transcode decodes body from charset, which is one that encodingOf knows, into valid UTF-8.
func transcode(body []byte, charset string) []byte {
	if charset == charsetUTF8 {
		if utf8.Valid(body) {
			return body
		}
		return bytes.ToValidUTF8(trimCut(body), []byte("\uFFFD"))
	}
	text, err := encodingOf(charset).NewDecoder().Bytes(body)
	if err != nil {
		// No decoder of these charsets reports errors; should one do so, what is ASCII is still read.
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return text
}

// encodingOf is the encoding of a name that charsetOf returned.
func encodingOf(charset string) encoding.Encoding {
	switch charset {
	case charsetGB18030:
		return simplifiedchinese.GB18030
	case charsetBig5:
		return traditionalchinese.Big5
	case charsetUTF16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case charsetUTF16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	if enc, err := htmlindex.Get(charset); err == nil {
		return enc
	}
	return simplifiedchinese.GB18030
}
