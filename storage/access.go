package storage

import (
	"errors"
	"net/url"
	"strings"

	"zonewire/feed"
)

// saveAccess keeps what a source needs to be let in; nothing when it needs nothing.
func (t *tx) saveAccess(id feed.SourceID, a feed.Access) error {
	if a == (feed.Access{}) {
		_, err := t.exec(`DELETE FROM access WHERE source = ?`, id)
		return err
	}
	_, err := t.exec(`INSERT INTO access (source, login, command, legacy_tls) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET login = excluded.login, command = excluded.command, legacy_tls = excluded.legacy_tls`,
		id, a.Login, a.Command, a.LegacyTLS)
	return err
}

// holdsPassword refuses an address with a user or password in it: it would be shown and written wherever the address
// is.
func holdsPassword(address string) error {
	if withoutUser(address) != address {
		return &feed.Error{Kind: feed.Invalid, Err: errors.New("the address holds a user or password")}
	}
	return nil
}

// withoutUser is an address without user and password. Caches of before they were refused may hold some.
func withoutUser(address string) string {
	if !strings.Contains(address, "@") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address
	}
	u.User = nil
	return u.String()
}
