package link

import (
	"net"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// Host is the host that a web address leads to, as the domain name system has it: lower case, in ASCII, with the port
// when it says one. deceptive reports that a reader may take it for another: a user in front of it that looks like a
// host, letters that look like others, letters of several scripts in one part of the name, or a government's name
// where it is not the end. An address of no host gives "".
func Host(address string) (host string, deceptive bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" {
		return "", false
	}
	name := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	ascii, err := idna.Lookup.ToASCII(name) // as browsers do
	if err != nil {
		if ascii, err = idna.Punycode.ToASCII(name); err != nil {
			ascii = name
		}
	}
	deceptive = u.User != nil || net.ParseIP(name) == nil && isDeceptive(ascii)
	if host = printable(ascii); u.Port() != "" {
		return net.JoinHostPort(host, u.Port()), deceptive
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return host, deceptive
}

// isDeceptive looks at a name in ASCII.
func isDeceptive(name string) bool {
	labels := strings.Split(name, ".")
	for i, label := range labels {
		shown, err := idna.Punycode.ToUnicode(label)
		if err != nil || !isPlain(shown) {
			return true
		}
		if label == "gov" && i+2 < len(labels) && labels[i+1] == "cn" {
			return true
		}
	}
	return false
}

// isPlain reports whether a part of a name is read as it is written: in ASCII, or in Chinese characters with digits.
func isPlain(label string) bool {
	ascii, han := false, false
	for _, r := range label {
		switch {
		case r >= 'a' && r <= 'z', r == '_':
			ascii = true
		case r >= '0' && r <= '9', r == '-':
		case unicode.Is(unicode.Han, r):
			han = true
		default:
			return false
		}
	}
	return !ascii || !han
}

// printable is a name without what is no letter, digit, dot or hyphen: a host cannot have it.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f {
			return '?'
		}
		return r
	}, name)
}
