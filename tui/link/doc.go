// Package link tells where an address really leads, for readers who see it before they follow it.
package link
