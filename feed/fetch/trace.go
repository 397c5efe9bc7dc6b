package fetch

import (
	"context"
	"log/slog"
	"net/url"
	"strings"
	"time"
)

// trace logs a request at debug: what was asked for, what came and how long it took.
func (c *Client) trace(ctx context.Context, u *url.URL, began time.Time, a answer, err error) {
	if c.cfg.Log == nil || !c.cfg.Log.Enabled(ctx, slog.LevelDebug) {
		return
	}
	with := []any{"address", withoutSecrets(u), "status", a.status, "bytes", len(a.body), "took", time.Since(began).Round(time.Millisecond)}
	if err != nil {
		with = append(with, "error", err)
	}
	c.cfg.Log.DebugContext(ctx, "request", with...)
}

// longestShown is how many digits of a query's value can be no secret: a page, an id, a day.
const longestShown = 8

// withoutSecrets is an address without user and password, and without the values of its query but short numbers: others
// may be keys that let someone in.
func withoutSecrets(u *url.URL) string {
	shown := *u
	shown.User = nil
	query := shown.Query()
	for _, values := range query {
		for i, v := range values {
			if len(v) > longestShown || strings.Trim(v, "0123456789") != "" {
				values[i] = "..."
			}
		}
	}
	shown.RawQuery = query.Encode()
	return shown.String()
}
