package fetch

import (
	"context"
	"crypto/x509"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Config says how a Client behaves. Zero values are the defaults given.
type Config struct {
	UserAgent    string        // "zonewire (news reader)"
	Timeout      time.Duration // of one request, its body included: 20 s
	MaxBytes     int64         // of a body, as sent and decompressed: 8 MiB
	MaxRedirects int           // in one Get: 5; <0: none
	PerHost      int           // requests to a host at once: 2
	PerSecond    float64       // requests to a host: 4; <0: no limit
	MaxWait      time.Duration // longest Retry-After that is waited for in place: 30 s; <0: none
	IgnoreRobots bool
	AllowPrivate bool // follow redirects and links of public pages to private, loopback and link-local addresses

	// AllowLegacyTLS names the hosts that may be spoken to in TLS 1.0 and 1.1 and with ciphers that are no longer
	// sound. Certificates are verified all the same. nil: none.
	AllowLegacyTLS func(hostname string) bool

	RootCAs  *x509.CertPool                        // nil: the system's
	Resolver *net.Resolver                         // nil: the system's
	Proxy    func(*http.Request) (*url.URL, error) // nil: from the environment
	Log      *slog.Logger                          // each request at debug; nil: none
}

// Client fetches pages politely. It is safe for concurrent use.
type Client struct {
	cfg    Config
	routes [routeCount]*http.Transport
	hosts  hosts
	ctx    context.Context // ends with Close
	stop   context.CancelFunc
}

// New returns a client. Close it when it is no longer needed.
func New(cfg Config) *Client {
	cfg = cfg.withDefaults()
	c := &Client{cfg: cfg, routes: newRoutes(cfg), hosts: newHosts(cfg)}
	c.ctx, c.stop = context.WithCancel(context.Background())
	return c
}

// Close ends running requests as cancelled and closes the connections that are kept open.
func (c *Client) Close() {
	c.stop()
	for _, t := range c.routes {
		t.CloseIdleConnections()
	}
}

func (c Config) withDefaults() Config {
	if c.UserAgent == "" {
		c.UserAgent = robotsAgent + " (news reader)"
	}
	if c.Timeout <= 0 {
		c.Timeout = 20 * time.Second
	}
	if c.MaxBytes <= 0 {
		c.MaxBytes = 8 << 20
	}
	if c.MaxRedirects == 0 {
		c.MaxRedirects = 5
	}
	if c.PerHost <= 0 {
		c.PerHost = 2
	}
	if c.PerSecond == 0 {
		c.PerSecond = 4
	}
	if c.MaxWait == 0 {
		c.MaxWait = 30 * time.Second
	}
	c.MaxWait = max(c.MaxWait, 0)
	c.MaxRedirects = max(c.MaxRedirects, 0)
	if c.AllowLegacyTLS == nil {
		c.AllowLegacyTLS = func(string) bool { return false }
	}
	if c.Proxy == nil {
		c.Proxy = http.ProxyFromEnvironment
	}
	return c
}

// Validators are what a server gave to recognise an unchanged page by: RFC 9110, section 8.8.
type Validators struct{ ETag, LastModified string }

// Credentials are sent to the request's own scheme, host and port only, never along with a redirect to another. With
// a Token they are a bearer token, else basic authentication. The zero value is none.
type Credentials struct{ User, Password, Token string }

// Request is what Get is to fetch.
type Request struct {
	URL         string // http or https; user and password in it serve as Credentials
	Validators  Validators
	Accept      string // header; "" is any page, HTML and XML first
	From        string // address of the page that named URL; "" when a person did, who may name private addresses
	MaxBytes    int64  // in place of Config.MaxBytes, 0: that
	Credentials Credentials
	LegacyTLS   bool // its host may be spoken to in old TLS, as with Config.AllowLegacyTLS; those it redirects to may not
}

// Response is a page as it came.
type Response struct {
	URL         string // after redirects, without user and password
	Moved       string // the new address when all redirects were permanent, else ""
	NotModified bool   // Validators still hold; no body
	Body        []byte // as sent, decompressed
	ContentType string
	Validators  Validators
	At          time.Time
}

// Get fetches a page: it waits for the host's turn, asks robots.txt, follows redirects, and waits out short requests
// to come back later. An error is a *feed.Error of one of the kinds Offline, DNS, Refused, NoProxy, Timeout, TLS, BadStatus,
// Blocked, Abroad, Login, Gone, Limited (with RetryAfter), Robots, Redirects, Malformed, TooLarge, Cancelled, Invalid.
func (c *Client) Get(ctx context.Context, r Request) (Response, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(c.ctx, cancel)()
	v, err := newVisit(c, r)
	if err != nil {
		return Response{}, err
	}
	return v.run(ctx)
}
