package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"golang.org/x/net/http/httpproxy"

	"zonewire/feed"
	"zonewire/feed/fetch"
)

// checkProxy refuses a proxy that cannot be one, without repeating it: it may hold a password.
func (a *app) checkProxy() error {
	if _, err := fetch.ParseProxy(a.cfg.Proxy); err != nil {
		return &feed.Error{Kind: feed.Invalid, Op: "read", Subject: a.paths.configFile(), Err: errors.New(a.text.WrongProxy)}
	}
	return nil
}

// proxy is the configured way to the network, nil for that of the environment.
func (a *app) proxy() func(*http.Request) (*url.URL, error) {
	u, err := fetch.ParseProxy(a.cfg.Proxy)
	if u == nil || err != nil {
		return nil // checkProxy has refused what cannot be read
	}
	except := os.Getenv("NO_PROXY")
	if except == "" {
		except = os.Getenv("no_proxy")
	}
	return fetch.Through(u, except)
}

// lookAtProxy says which proxy pages are fetched through, without its user and password.
func (a *app) lookAtProxy() finding {
	f := finding{Check: "proxy", State: fine, Seen: a.text.DoctorNoProxy}
	if u, err := fetch.ParseProxy(a.cfg.Proxy); u != nil && err == nil {
		f.Seen = fmt.Sprintf(a.text.DoctorProxy, proxyName(u), "config.toml")
		return f
	}
	ways := map[string]string{}
	for _, scheme := range []string{"http", "https"} {
		u, err := httpproxy.FromEnvironment().ProxyFunc()(&url.URL{Scheme: scheme, Host: "news.example"})
		if err == nil && u != nil {
			ways[scheme] = fmt.Sprintf(a.text.DoctorProxy, proxyName(u), map[string]string{"http": "HTTP_PROXY", "https": "HTTPS_PROXY"}[scheme])
		}
	}
	switch {
	case ways["http"] != "" && ways["https"] != "":
		f.Seen = ways["http"] + ", " + ways["https"]
	case len(ways) > 0:
		f.Seen = ways["http"] + ways["https"]
	}
	return f
}

// proxyName is the address of a proxy without user and password.
func proxyName(u *url.URL) string { return u.Scheme + "://" + u.Host }
