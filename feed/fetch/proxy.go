package fetch

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// errProxy does not repeat the address, which may hold a password.
var errProxy = errors.New("not the address of a proxy")

// ParseProxy reads the address of a proxy: http, https or socks5 (socks5h is the same: the proxy resolves names), a host, and
// perhaps user, password and port. "" is no proxy and gives nil.
func ParseProxy(address string) (*url.URL, error) {
	if address == "" {
		return nil, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return nil, errProxy
	}
	if port, err := strconv.ParseUint(u.Port(), 10, 16); u.Port() != "" && (err != nil || port == 0) {
		return nil, errProxy
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return u, nil
	}
	return nil, errProxy
}

// Through is a Config.Proxy that sends everything through one proxy but what except says, in the form of NO_PROXY, and
// loopback addresses.
func Through(proxy *url.URL, except string) func(*http.Request) (*url.URL, error) {
	any := "http://" + proxy.Host
	goes := (&httpproxy.Config{HTTPProxy: any, HTTPSProxy: any, NoProxy: except}).ProxyFunc()
	return func(r *http.Request) (*url.URL, error) {
		if to, err := goes(r.URL); to == nil || err != nil {
			return nil, err
		}
		return proxy, nil
	}
}

// endsInNumber reports whether a name is an IPv4 address in one of the old forms, such as 2130706433 or 0x7f.1, that a
// resolver behind a proxy may understand: URL Standard, "ends in a number".
func endsInNumber(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	_, err := strconv.ParseUint(last, 0, 64)
	return err == nil || last != "" && strings.Trim(last, "0123456789") == ""
}
