package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/feed/demo"
	"zonewire/feed/fetch"
	"zonewire/feed/syncer"
	"zonewire/tui"
	"zonewire/tui/theme"
)

func demoCommand(a *app) *cobra.Command {
	var serve string
	var noReader bool
	var picture string
	cmd := &cobra.Command{
		Use:     "demo",
		Short:   a.text.DemoShort,
		Long:    a.text.DemoLong,
		Example: "  zonewire demo\n  zonewire demo --serve 127.0.0.1:8080",
		Args:    a.usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if serve != "" {
				return a.serveDemo(cmd.Context(), serve)
			}
			return a.demo(cmd.Context(), noReader, picture)
		},
	}
	cmd.Flags().StringVar(&serve, "serve", "", a.text.FlagServe)
	cmd.Flags().BoolVar(&noReader, "no-reader", false, a.text.FlagNoReader)
	cmd.Flags().StringVar(&picture, "picture", "", a.text.FlagPicture)
	return cmd
}

// demoSite is the embedded portal on a loopback address.
type demoSite struct {
	site *demo.Site
	base string
	http *http.Server
	done chan error
}

// startDemo serves the portal. Only loopback addresses are served: it is a demonstration, not a web server.
func startDemo(address string) (*demoSite, error) {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	if err != nil || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, &feed.Error{Kind: feed.Invalid, Op: "serve demo", Subject: address}
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &feed.Error{Kind: feed.Invalid, Op: "serve demo", Subject: address, Err: err}
	}
	site := demo.New()
	d := &demoSite{
		site: site, base: "http://" + l.Addr().String(), done: make(chan error, 1),
		http: &http.Server{Addr: l.Addr().String(), Handler: site.Handler(), ReadHeaderTimeout: 10 * time.Second},
	}
	go func() { d.done <- d.http.Serve(l) }()
	return d, nil
}

// stop ends the server and waits for it.
func (d *demoSite) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := d.http.Shutdown(ctx); err != nil {
		_ = d.http.Close()
	}
	if err := <-d.done; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve demo: %w", err)
	}
	return nil
}

// serveDemo only serves, until interrupted.
func (a *app) serveDemo(ctx context.Context, address string) error {
	d, err := startDemo(address)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, a.text.DemoServing+"\n", d.base)
	for _, s := range d.site.Sources(d.base) {
		fmt.Fprintf(a.out, "  zonewire sources add %s --name %s --kind %s\n", s.URL, s.Name, s.Kind)
	}
	<-ctx.Done()
	return d.stop()
}

// demo serves the portal, syncs it into a cache of its own and opens the reader on it. The portal's address is a new
// one each time, so the cache starts empty: addresses are what articles are known by.
func (a *app) demo(ctx context.Context, noReader bool, picture string) error {
	d, err := startDemo("127.0.0.1:0")
	if err != nil {
		return err
	}
	err = a.demoOn(ctx, d, noReader, picture)
	return errors.Join(err, d.stop())
}

func (a *app) demoOn(ctx context.Context, d *demoSite, noReader bool, picture string) error {
	a.paths.data = filepath.Join(a.paths.data, "demo")
	if err := claimDemo(a.paths.data, d.http.Addr); err != nil {
		return err
	}
	if err := a.open(ctx); err != nil {
		return err
	}
	for _, s := range d.site.Sources(d.base) {
		if _, err := a.store.AddSource(ctx, s); err != nil {
			return err
		}
	}
	a.client = fetch.New(fetch.Config{UserAgent: "zonewire/" + version, PerSecond: -1, PerHost: 8, Log: a.log})
	fmt.Fprintf(a.errOut, a.text.DemoSyncing+"\n", d.base)
	if err := a.sync(ctx, a.engine(), syncer.Request{}, false); err != nil {
		return err
	}
	switch {
	case picture != "":
		return drawPicture(ctx, tui.New(a.readerConfig(false, look{theme: theme.New(theme.Ink, theme.TrueColor, false)})), picture)
	case noReader:
		return nil
	}
	return a.read(ctx, false)
}

// claimDemo makes the demo's folder ours and empty. A folder whose portal still answers belongs to another demo.
func claimDemo(dir, address string) error {
	note := filepath.Join(dir, "address")
	if old, err := os.ReadFile(note); err == nil {
		if c, err := net.DialTimeout("tcp", strings.TrimSpace(string(old)), 200*time.Millisecond); err == nil {
			_ = c.Close()
			return &feed.Error{Kind: feed.Busy, Op: "start demo", Subject: dir}
		}
	}
	if err := makeFolder(dir); err != nil {
		return unmade(dir, err)
	}
	for _, name := range []string{
		"news.db", "news.db-wal", "news.db-shm", "pictures.db", "pictures.db-wal", "pictures.db-shm",
	} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &feed.Error{Kind: feed.Invalid, Op: "empty demo", Subject: dir, Err: err}
		}
	}
	if err := os.WriteFile(note, []byte(address+"\n"), 0o600); err != nil {
		return &feed.Error{Kind: feed.Invalid, Op: "write", Subject: note, Err: err}
	}
	return nil
}
