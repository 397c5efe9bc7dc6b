package fetch

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"syscall"
	"time"
)

// errPrivate is a dial that the guard refused.
var errPrivate = errors.New("a private, loopback or link-local address")

// A route is a transport with connections of its own: guarded or open, in modern TLS or in legacy TLS too.
const routeCount = 4

func routeFor(open, legacy bool) int {
	i := 0
	if open {
		i++
	}
	if legacy {
		i += 2
	}
	return i
}

// headerLimit is how many bytes of headers an answer may have.
const headerLimit = 256 << 10

func newRoutes(cfg Config) (routes [routeCount]*http.Transport) {
	for _, open := range []bool{false, true} {
		for _, legacy := range []bool{false, true} {
			dialer := &net.Dialer{Timeout: cfg.Timeout, Resolver: cfg.Resolver}
			if !open {
				dialer.Control = guard
			}
			t := &http.Transport{
				DialContext:            dialer.DialContext,
				TLSClientConfig:        tlsConfig(cfg, legacy),
				TLSHandshakeTimeout:    cfg.Timeout,
				DisableCompression:     true,
				ForceAttemptHTTP2:      !legacy, // it is not spoken over old TLS
				HTTP2:                  &http.HTTP2Config{SendPingTimeout: cfg.Timeout, PingTimeout: cfg.Timeout},
				MaxResponseHeaderBytes: headerLimit,
				MaxIdleConnsPerHost:    cfg.PerHost,
				MaxIdleConns:           64,
				IdleConnTimeout:        30 * time.Second,
			}
			if open {
				t.Proxy = cfg.Proxy
			}
			routes[routeFor(open, legacy)] = t
		}
	}
	return routes
}

func tlsConfig(cfg Config, legacy bool) *tls.Config {
	c := &tls.Config{RootCAs: cfg.RootCAs, MinVersion: tls.VersionTLS12}
	if legacy {
		c.MinVersion = tls.VersionTLS10
		for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
			c.CipherSuites = append(c.CipherSuites, s.ID)
		}
	}
	return c
}

// guard refuses connections to private addresses. It sees the address that is really dialed, after name resolution,
// so a name that resolves differently the second time gets nowhere.
func guard(_, address string, _ syscall.RawConn) error {
	dialed, err := netip.ParseAddrPort(address)
	if err != nil || isPrivate(dialed.Addr()) {
		return errPrivate
	}
	return nil
}

// isPrivate reports whether an address is not one of the public network: RFC 1918, loopback, link-local (cloud
// metadata services live there), shared address space, unique local IPv6, multicast, and what embeds such an IPv4
// address. 198.18.0.0/15 counts as public: proxies that are common in China resolve all names to it.
func isPrivate(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if a.Is6() {
		b := a.As16()
		switch {
		case netip.MustParsePrefix("64:ff9b::/96").Contains(a): // NAT64, RFC 6052
			return isPrivate(netip.AddrFrom4([4]byte(b[12:16])))
		case netip.MustParsePrefix("2002::/16").Contains(a): // 6to4, RFC 3056
			return isPrivate(netip.AddrFrom4([4]byte(b[2:6])))
		case netip.MustParsePrefix("::/96").Contains(a): // IPv4-compatible, RFC 4291
			return true
		}
	}
	return a.IsPrivate() || a.IsLoopback() || a.IsUnspecified() || a.IsLinkLocalUnicast() || a.IsMulticast() ||
		a.IsInterfaceLocalMulticast() || netip.MustParsePrefix("0.0.0.0/8").Contains(a) ||
		netip.MustParsePrefix("100.64.0.0/10").Contains(a) || netip.MustParsePrefix("240.0.0.0/4").Contains(a)
}

// isPrivateName reports whether a host name is private by itself, without being resolved: what can be known when a
// proxy does the resolving.
func isPrivateName(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(name)
	if err != nil {
		return endsInNumber(name)
	}
	return isPrivate(a)
}
