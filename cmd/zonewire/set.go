package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"zonewire/feed"
)

// sourceOptions are the flags that both `sources add` and `sources set` have.
type sourceOptions struct {
	name, region, zone, fullText, interval string
	pages                                  int
	login, command                         string
	keyring, legacyTLS                     bool
	given                                  func(flag string) bool
}

func (o *sourceOptions) addTo(f *pflag.FlagSet, t *text) {
	f.StringVar(&o.name, "name", "", t.FlagName)
	f.StringVar(&o.region, "region", "", t.FlagSourceRegion)
	f.StringVar(&o.zone, "zone", "", t.FlagSourceZone)
	f.StringVar(&o.fullText, "full-text", "", t.FlagFullText)
	f.IntVar(&o.pages, "pages", 0, t.FlagSourcePages)
	f.StringVar(&o.interval, "interval", "", t.FlagInterval)
	f.StringVar(&o.login, "login", "", t.FlagLogin)
	f.StringVar(&o.command, "password-command", "", t.FlagPasswordCommand)
	f.BoolVar(&o.keyring, "keyring", false, t.FlagKeyring)
	f.BoolVar(&o.legacyTLS, "legacy-tls", false, t.FlagLegacyTLS)
	o.given = f.Changed
}

// shortestPace is the shortest time between two syncs of a source that may be set.
const shortestPace = time.Minute

// apply changes a source as the given flags say.
func (o *sourceOptions) apply(ctx context.Context, a *app, s *feed.Source) error {
	if o.given("name") {
		s.Name = feed.Clean(o.name)
	}
	if o.given("pages") {
		s.Pages = max(0, o.pages)
	}
	if o.given("full-text") {
		s.FullText = feed.FullText(o.fullText)
		switch s.FullText {
		case feed.FullTextAuto, feed.FullTextAlways, feed.FullTextNever:
		default:
			return a.oneOf("--full-text", o.fullText, string(feed.FullTextAlways), string(feed.FullTextNever))
		}
	}
	if o.given("interval") {
		interval, err := time.ParseDuration(o.interval)
		if o.interval == "auto" || o.interval == "" {
			interval, err = 0, nil
		}
		if err != nil || interval != 0 && interval < shortestPace {
			return usageError{fmt.Errorf(a.text.NotInterval, o.interval)}
		}
		s.Interval = interval
	}
	return errors.Join(o.applyPlace(ctx, a, s), o.applyAccess(a, s))
}

// applyPlace sets where a source belongs. A zone brings its region along.
func (o *sourceOptions) applyPlace(ctx context.Context, a *app, s *feed.Source) error {
	if o.given("region") {
		s.Region = ""
		if o.region != "" {
			code, err := a.regionByName(o.region)
			if err != nil {
				return err
			}
			s.Region = code
		}
	}
	if o.given("zone") {
		z, err := a.ownZone(ctx, o.zone)
		if err != nil {
			return err
		}
		s.Zone = z.Name
		if z.Region != "" && !o.given("region") {
			s.Region = z.Region
		}
	}
	return nil
}

// applyAccess sets what a source needs to be let in. The password itself is stored by keepPassword.
func (o *sourceOptions) applyAccess(a *app, s *feed.Source) error {
	if o.given("legacy-tls") {
		s.Access.LegacyTLS = o.legacyTLS
	}
	was := s.Access.Login
	if o.given("login") {
		s.Access.Login = feed.Clean(o.login)
	}
	switch {
	case s.Access.Login == "" && (o.keyring || o.command != ""):
		return usageError{errors.New(a.text.LoginMissing)}
	case s.Access.Login == "":
		s.Access.Command = ""
	case o.keyring && o.command != "":
		return usageError{errors.New(a.text.LoginAlone)}
	case o.keyring:
		s.Access.Command = ""
	case o.command != "":
		s.Access.Command = o.command
	case was == "" || o.given("password-command"):
		return usageError{errors.New(a.text.LoginAlone)}
	}
	return nil
}

// keepPassword asks for the password that is to be in the keyring, and puts it there.
func (o *sourceOptions) keepPassword(ctx context.Context, a *app, s feed.Source, in io.Reader) error {
	if !o.keyring {
		return nil
	}
	if !hasKeyring() {
		return a.noKeyring(s, errNoKeyring)
	}
	password, err := a.readPassword(in, fmt.Sprintf(a.text.AskPassword, keyringAccount(s)))
	if err != nil {
		return err
	}
	if err := intoKeyring(ctx, s, password); err != nil {
		return a.noKeyring(s, err)
	}
	return nil
}

// noKeyring says what to do where the keyring cannot be used.
func (a *app) noKeyring(s feed.Source, cause error) error {
	return &feed.Error{
		Kind: feed.Login, Op: "keep password", Subject: s.Name, Err: fmt.Errorf("%w (%s)", cause, a.text.UseCommand),
	}
}

func sourcesSet(a *app) *cobra.Command {
	var o sourceOptions
	var address string
	cmd := &cobra.Command{
		Use:   "set NAME",
		Short: a.text.SetShort,
		Long:  a.text.SetLong,
		Example: "  zonewire sources set 园区新闻 --interval 2h --pages 10\n  zonewire sources set 园区新闻 --legacy-tls\n" +
			"  zonewire sources set 内部简报 --login reader --password-command 'pass show zone'",
		Args: a.usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			said := false
			cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) { said = said || f.Changed })
			if !said {
				return usageError{errors.New(a.text.SetNothing)}
			}
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.setSource(cmd.Context(), args[0], address, o, cmd.InOrStdin())
		},
	}
	o.addTo(cmd.Flags(), a.text)
	cmd.Flags().StringVar(&address, "url", "", a.text.FlagURL)
	return cmd
}

// setSource changes a source. One that failed is due again at once: what was set may be what it lacked.
func (a *app) setSource(ctx context.Context, name, address string, o sourceOptions, in io.Reader) error {
	s, err := a.sourceByName(ctx, name)
	if err != nil {
		return err
	}
	if address != "" {
		if err := a.checkAddress(address); err != nil {
			return err
		}
		s.URL = address
	}
	if err := o.apply(ctx, a, &s); err != nil {
		return err
	}
	if err := o.keepPassword(ctx, a, s, in); err != nil {
		return err
	}
	if err := a.store.UpdateSource(ctx, s); err != nil {
		return err
	}
	if h := s.Health; h.Kind != "" {
		h.NextTry = time.Time{}
		if err := a.store.RecordHealth(ctx, s.ID, h); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(a.out, a.text.SetDone+"\n", s.Name)
	return err
}

// checkAddress refuses what cannot be fetched, and an address with a password in it: that would be shown and written
// wherever the address is.
func (a *app) checkAddress(address string) error {
	u, err := url.Parse(address)
	if err == nil && u.User != nil {
		u.User = nil
		return &feed.Error{Kind: feed.Invalid, Op: "use address", Subject: u.String(), Err: errors.New(a.text.PasswordInAddress)}
	}
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		if before, after, found := strings.Cut(address, "@"); found && before != "" {
			address = "…@" + after // what cannot be read may hold a password all the same
		}
		return &feed.Error{Kind: feed.Invalid, Op: "use address", Subject: address, Err: errors.New(a.text.NotHTTP)}
	}
	return nil
}
