package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"zonewire/feed"
)

// The causes within errors of the kinds TLS and Blocked that call for different remedies.
var (
	ErrExpired   = errors.New("the certificate is expired or not yet valid")
	ErrWrongName = errors.New("the certificate is for another name")
	ErrUntrusted = errors.New("the certificate is not from a trusted authority")
	ErrOldTLS    = errors.New("the server speaks only old TLS")
	ErrChallenge = errors.New("the site answers with a script that a browser has to run")
)

// classify is the kind of failure that an error of the network stands for, and the cause to be told. ctx is the
// caller's, without the time limit of a single request.
func classify(ctx context.Context, err error) (feed.Kind, error) {
	var (
		lookup  *net.DNSError
		timeout net.Error
	)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return feed.Cancelled, nil
	case isProxyGone(err):
		return feed.NoProxy, err
	case errors.Is(err, context.DeadlineExceeded):
		return feed.Timeout, nil
	case errors.Is(err, errPrivate):
		return feed.Redirects, fmt.Errorf("leads to %w", errPrivate)
	case errors.As(err, &lookup):
		if !lookup.IsNotFound && !online() {
			return feed.Offline, err
		}
		return feed.DNS, err
	case errors.As(err, &timeout) && timeout.Timeout():
		return feed.Timeout, err
	}
	if cause := tlsCause(err); cause != nil {
		return feed.TLS, cause
	}
	switch {
	case isAny(err, syscall.ENETUNREACH, syscall.ENETDOWN, syscall.EHOSTUNREACH, syscall.EADDRNOTAVAIL) && !online():
		return feed.Offline, err
	case errors.Is(err, io.EOF):
		return feed.Refused, fmt.Errorf("the server closed the connection without an answer: %w", io.EOF)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return feed.Refused, fmt.Errorf("the connection ended within the answer: %w", io.ErrUnexpectedEOF)
	}
	return protocolKind(err), err
}

// isProxyGone reports whether a proxy could not be reached, though there is a network that it may be in.
func isProxyGone(err error) bool {
	var (
		dialed *net.OpError
		lookup *net.DNSError
	)
	if !errors.As(err, &dialed) || dialed.Op != "proxyconnect" { // as package net/http calls it
		return false
	}
	far := errors.As(err, &lookup) || isAny(err, syscall.ENETUNREACH, syscall.ENETDOWN, syscall.EHOSTUNREACH, syscall.EADDRNOTAVAIL)
	return !far || online()
}

// protocolKind tells answers that are not HTTP from connections that broke. net/http has no types for these.
func protocolKind(err error) feed.Kind {
	text := err.Error()
	switch {
	case strings.Contains(text, "headers exceeded"), strings.Contains(text, "header list larger"):
		return feed.TooLarge
	case strings.Contains(text, "malformed"), strings.Contains(text, "invalid"), strings.Contains(text, "unsupported"),
		strings.Contains(text, "chunk"), strings.Contains(text, "bad Content-Length"):
		return feed.Malformed
	}
	return feed.Refused
}

// tlsCause is what is wrong with the other side's TLS, nil if it is not about TLS.
func tlsCause(err error) error {
	var (
		invalid   x509.CertificateInvalidError
		name      x509.HostnameError
		untrusted x509.UnknownAuthorityError
		verify    *tls.CertificateVerificationError
		record    tls.RecordHeaderError
	)
	text := err.Error()
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fmt.Errorf("%w: %w", ErrExpired, err)
	case errors.As(err, &name):
		return fmt.Errorf("%w: %w", ErrWrongName, err)
	case errors.As(err, &untrusted):
		return fmt.Errorf("%w: %w", ErrUntrusted, err)
	case strings.Contains(text, "protocol version"), strings.Contains(text, "tls: handshake failure"),
		strings.Contains(text, "unconfigured cipher suite"):
		return fmt.Errorf("%w: %w", ErrOldTLS, err)
	case errors.As(err, &invalid), errors.As(err, &verify), errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch),
		strings.Contains(text, "tls: "), strings.Contains(text, "x509: "):
		return err
	}
	return nil
}

func isAny(err error, targets ...error) bool {
	for _, t := range targets {
		if errors.Is(err, t) {
			return true
		}
	}
	return false
}

// online reports whether this machine has an address of any network but itself.
func online() bool {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return true
	}
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() {
			return true
		}
	}
	return false
}

// comeBack is how long the server wants to be left alone before the same request is made again, 0 if it does not say
// so: RFC 9110, section 10.2.3, and RFC 6585, section 4.
func comeBack(a answer) time.Duration {
	const (
		unsaid  = time.Minute    // for 429 without a time
		longest = 24 * time.Hour // a fault or a trap beyond
	)
	if a.status != http.StatusTooManyRequests && a.status != http.StatusServiceUnavailable {
		return 0
	}
	after := strings.TrimSpace(a.header.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(after, 64); err == nil && seconds >= 0 {
		return min(max(time.Duration(min(seconds, longest.Seconds())*float64(time.Second)), time.Second), longest)
	}
	if at, err := http.ParseTime(after); err == nil {
		now := time.Now()
		if sent, err := http.ParseTime(a.header.Get("Date")); err == nil {
			now = sent // its clock, not ours
		}
		return min(max(at.Sub(now), time.Second), longest)
	}
	if a.status == http.StatusTooManyRequests {
		return unsaid
	}
	return 0
}
