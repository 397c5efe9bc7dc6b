// Package fetch is the one way to the network: a polite HTTP client, and the decoding of what it brings to UTF-8.
//
// A Client asks for pages with validators, keeps to a number of connections and requests per host, obeys robots.txt
// (RFC 9309) and Retry-After, caps sizes, times and redirects, keeps cookies to the host that set them, and never
// lets a public page send it to a private address. Every failure is a *feed.Error whose Kind says what sort of remedy
// there is.
//
// Decode turns the bytes of a page into UTF-8. Most Chinese sites say the wrong charset or none, so a declaration is
// a hint that the bytes have to confirm.
package fetch
