package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/feed/syndication"
)

// sourcesFile is sources.toml: the sources as a person would write them down.
type sourcesFile struct {
	Source []sourceEntry `toml:"source"`
}

type sourceEntry struct {
	Name     string        `toml:"name"`
	URL      string        `toml:"url"`
	Kind     string        `toml:"kind,omitempty"`
	Region   string        `toml:"region,omitempty"` // name or division code
	Zone     string        `toml:"zone,omitempty"`
	Pages    int           `toml:"pages,omitempty"`
	FullText feed.FullText `toml:"full_text,omitempty"`
	Interval string        `toml:"interval,omitempty"` // "30m", "12h"

	// A password's command is not among them: a file that somebody else wrote must not make this program run it.
	Login     string `toml:"login,omitempty"`
	LegacyTLS bool   `toml:"legacy_tls,omitempty"`
}

func sourcesExport(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "export [FILE]",
		Short:   a.text.ExportShort,
		Long:    a.text.ExportLong,
		Example: "  zonewire sources export sources.toml\n  zonewire sources export --format opml zonewire.opml",
		Args:    a.usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.exportSources(cmd.Context(), args, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "", a.text.FlagExchange)
	return cmd
}

// exportSources writes all sources to a file, or to standard output without one.
func (a *app) exportSources(ctx context.Context, args []string, format string) error {
	sources, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	path := strings.Join(args, "")
	if format == "" {
		format = exchangeFormat(path)
	}
	var b bytes.Buffer
	switch format {
	case "toml":
		err = writeSourcesTOML(&b, sources)
	case "opml":
		err = syndication.WriteOPML(&b, "zonewire", outlinesOf(sources))
	default:
		return a.oneOf("--format", format, "toml", "opml")
	}
	if err != nil {
		return &feed.Error{Kind: feed.Internal, Op: "export sources", Subject: format, Err: err}
	}
	if path == "" || path == "-" {
		_, err := a.out.Write(b.Bytes())
		return err
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		return &feed.Error{Kind: feed.Invalid, Op: "export sources", Subject: path, Err: err}
	}
	_, err = fmt.Fprintf(a.out, a.text.Exported+"\n", len(sources), path)
	return err
}

// exchangeFormat is the format that a file's name asks for.
func exchangeFormat(path string) string {
	if strings.HasSuffix(path, ".opml") || strings.HasSuffix(path, ".xml") {
		return "opml"
	}
	return "toml"
}

func writeSourcesTOML(w io.Writer, sources []feed.Source) error {
	var f sourcesFile
	for _, s := range sources {
		e := sourceEntry{
			Name: s.Name, URL: s.URL, Kind: string(s.Kind), Region: string(s.Region), Zone: s.Zone, Pages: s.Pages,
			FullText: s.FullText, Login: s.Access.Login, LegacyTLS: s.Access.LegacyTLS,
		}
		if s.Interval > 0 {
			e.Interval = s.Interval.String()
		}
		f.Source = append(f.Source, e)
	}
	return toml.NewEncoder(w).Encode(f)
}

// outlinesOf makes outlines that other readers understand: a column of a site has an address for people only.
func outlinesOf(sources []feed.Source) []syndication.Outline {
	var out []syndication.Outline
	for _, s := range sources {
		o := syndication.Outline{Title: s.Name, URL: s.URL}
		if s.Kind == feed.SiteSource {
			o.HTML = s.URL
		}
		if s.Zone != "" {
			o.Folder = []string{s.Zone}
		}
		out = append(out, o)
	}
	return out
}

func sourcesImport(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "import FILE",
		Short:   a.text.ImportShort,
		Long:    a.text.ImportLong,
		Example: "  zonewire sources import sources.toml\n  newsboat -e | zonewire sources import -",
		Args:    a.usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.importSources(cmd.Context(), args[0], cmd.InOrStdin())
		},
	}
}

// importSources adds what a file lists and the cache does not have: an address that is a source already is left as it
// is.
func (a *app) importSources(ctx context.Context, path string, in io.Reader) error {
	body, err := readInput(path, in)
	if err != nil {
		return err
	}
	entries, err := parseSources(body, path)
	if err != nil {
		return err
	}
	have, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	names, addresses := map[string]bool{}, map[string]bool{}
	for _, s := range have {
		names[s.Name], addresses[s.URL] = true, true
	}
	added, skipped := 0, 0
	for _, e := range entries {
		s, err := a.sourceOf(e)
		if errors.Is(err, errPasswordInAddress) {
			fmt.Fprintf(a.errOut, a.text.NotImported+"\n", s.URL, a.text.PasswordInAddress)
			skipped++
			continue
		}
		if err != nil {
			return err
		}
		if addresses[s.URL] {
			continue
		}
		s.Name = freeName(s.Name, names)
		if _, err := a.store.AddSource(ctx, s); err != nil {
			return err
		}
		names[s.Name], addresses[s.URL] = true, true
		added++
	}
	_, err = fmt.Fprintf(a.out, a.text.Imported+"\n", added, len(entries)-added-skipped)
	return err
}

func readInput(path string, in io.Reader) ([]byte, error) {
	if path != "-" {
		return readCapped(path)
	}
	body, err := io.ReadAll(io.LimitReader(in, maxFile))
	if err != nil {
		return nil, &feed.Error{Kind: feed.Malformed, Op: "read", Subject: "-", Err: err}
	}
	return body, nil
}

// parseSources reads OPML or TOML, told apart by the first letter.
func parseSources(body []byte, path string) ([]sourceEntry, error) {
	if !bytes.HasPrefix(bytes.TrimLeft(body, "\xef\xbb\xbf \t\r\n"), []byte("<")) {
		var f sourcesFile
		d := toml.NewDecoder(bytes.NewReader(body))
		d.DisallowUnknownFields()
		if err := d.Decode(&f); err != nil {
			return nil, &feed.Error{Kind: feed.Invalid, Op: "import sources", Subject: path, Err: tomlPlace(err)}
		}
		return f.Source, nil
	}
	outlines, err := syndication.ParseOPML(body)
	if err != nil {
		return nil, err
	}
	var entries []sourceEntry
	for _, o := range outlines {
		e := sourceEntry{Name: o.Title, URL: o.URL, Kind: string(feed.FeedSource)}
		if o.URL == "" || o.URL == o.HTML {
			e.URL, e.Kind = o.HTML, string(feed.SiteSource)
		}
		if n := len(o.Folder); n > 0 {
			e.Zone = o.Folder[n-1]
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// errPasswordInAddress is an entry whose address holds a user or password.
var errPasswordInAddress = errors.New("the address holds a user or password")

// sourceOf checks an entry and makes a source of it. A folder that names no zone is only a folder.
func (a *app) sourceOf(e sourceEntry) (feed.Source, error) {
	s := feed.Source{
		Name: feed.Clean(e.Name), URL: e.URL, Kind: feed.SourceKind(e.Kind), Pages: e.Pages, FullText: e.FullText,
	}
	if u, err := url.Parse(s.URL); err == nil && u.User != nil {
		u.User = nil
		s.URL = u.String()
		return s, errPasswordInAddress
	}
	if err := a.checkAddress(s.URL); err != nil {
		return s, err
	}
	s.Access = feed.Access{Login: feed.Clean(e.Login), LegacyTLS: e.LegacyTLS}
	if e.Interval != "" {
		interval, err := time.ParseDuration(e.Interval)
		if err != nil {
			return s, &feed.Error{Kind: feed.Invalid, Op: "import source", Subject: e.Name, Err: err}
		}
		s.Interval = interval
	}
	if s.Kind == "" {
		s.Kind = feed.SiteSource
	}
	if s.Name == "" {
		s.Name = s.URL
	}
	if z, ok := a.places.Zone(e.Zone); ok {
		s.Zone, s.Region = z.Name, z.Region
	}
	if e.Region != "" {
		code, err := a.regionByName(e.Region)
		if err != nil {
			return s, err
		}
		s.Region = code
	}
	return s, nil
}

// freeName is the name, with a number behind it when it is taken.
func freeName(name string, taken map[string]bool) string {
	free := name
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s (%d)", name, n)
	}
	return free
}
