package fetch

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// declarationWithin is how far into a document its own charset declaration is looked for, in bytes. The HTML standard
// says 1,024; government pages put long scripts and comments before it.
const declarationWithin = 64 << 10

// charsetOf is the charset that a label means: every gb* label is GB18030, every big5* label Big5, others by the
// WHATWG Encoding Standard; "" for a label that means nothing.
func charsetOf(label string) string {
	label = strings.ToLower(strings.Trim(label, " \t\r\n\f\"';"))
	switch {
	case label == "":
		return ""
	case strings.HasPrefix(label, "gb"), strings.HasPrefix(label, "x-gb"), strings.HasPrefix(label, "cp936"),
		strings.Contains(label, "gb2312"), label == "chinese", label == "936", label == "ms936":
		return charsetGB18030
	case strings.HasPrefix(label, "big5"), strings.HasPrefix(label, "big-5"), label == "cp950", label == "950":
		return charsetBig5
	case label == "utf8", label == "utf-8", label == "utf_8", label == "unicode":
		return charsetUTF8
	}
	enc, err := htmlindex.Get(label)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "replacement" || strings.HasPrefix(name, "utf-16") {
		// A document whose declaration can be read as ASCII is not in UTF-16.
		return ""
	}
	return name
}

// headerLabel is the charset parameter of a Content-Type header, "" for none. Malformed headers are read as far as
// they make sense.
func headerLabel(contentType string) string {
	return afterKey([]byte(contentType), "charset")
}

// documentLabel is the charset that a document declares itself, in an XML declaration or an HTML meta element.
func documentLabel(body []byte) string {
	head := body[:min(len(body), declarationWithin)]
	for {
		i := bytes.IndexByte(head, '<')
		if i < 0 || i+5 > len(head) {
			return ""
		}
		head = head[i+1:]
		const longest = 1024 // bytes of a declaration; bounds the work on a document full of unclosed ones
		tag := head[:min(len(head), longest)]
		switch {
		case bytes.HasPrefix(tag, []byte("?xml")):
			if label := afterKey(untilClosed(tag), "encoding"); label != "" {
				return label
			}
		case bytes.EqualFold(tag[:min(4, len(tag))], []byte("meta")):
			if label := afterKey(untilClosed(tag), "charset"); label != "" {
				return label
			}
		}
	}
}

func untilClosed(tag []byte) []byte {
	inside, _, _ := bytes.Cut(tag, []byte(">"))
	return inside
}

// afterKey is the value behind the first `key =` in b that has one, without quotes.
func afterKey(b []byte, key string) string {
	for lower := bytes.ToLower(b); ; {
		i := bytes.Index(lower, []byte(key))
		if i < 0 {
			return ""
		}
		lower = bytes.TrimLeft(lower[i+len(key):], " \t\r\n\f")
		if len(lower) == 0 || lower[0] != '=' {
			continue
		}
		value := bytes.TrimLeft(lower[1:], " \t\r\n\f\"'")
		if end := bytes.IndexAny(value, " \t\r\n\f\"';,/>"); end >= 0 {
			value = value[:end]
		}
		if len(value) > 0 {
			return string(value)
		}
	}
}
