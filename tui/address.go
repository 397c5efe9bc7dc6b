package tui

import (
	"net/url"

	"zonewire/tui/link"
)

// address is an address as it is shown in full: one that looks as if it led elsewhere with its real host before it.
func (k *look) address(address string) string {
	if host, deceptive := link.Host(address); deceptive {
		return k.texts.Link.Really(host) + address
	}
	return address
}

// webHost is the host of a web address, marked when the address looks as if it led elsewhere; false for all that is
// no web address.
func (k *look) webHost(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", false
	}
	host, deceptive := link.Host(address)
	if deceptive {
		return "! " + host, true
	}
	return host, true
}
