package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/tui/typeset"
)

func sourcesCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "sources",
		Short:   a.text.SourcesShort,
		Example: "  zonewire sources add http://example.cn/news/ --name 园区新闻 --region 苏州\n  zonewire sources list",
		Args:    a.usage(cobra.NoArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(sourcesAdd(a), sourcesList(a), sourcesSet(a), sourcesRemove(a), sourcesCheck(a), sourcesImport(a), sourcesExport(a))
	return cmd
}

func sourcesRemove(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "remove NAME",
		Short:   a.text.RemoveShort,
		Example: "  zonewire sources remove 园区新闻",
		Args:    a.usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			s, err := a.sourceByName(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if err := a.store.RemoveSource(cmd.Context(), s.ID); err != nil {
				return err
			}
			if err := a.forgetPassword(cmd.Context(), s); err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, a.text.Removed+"\n", s.Name)
			return err
		},
	}
}

// sourceRecord is a source as scripts see it.
type sourceRecord struct {
	Name     string          `json:"name"`
	URL      string          `json:"url"`
	Kind     feed.SourceKind `json:"kind"`
	Region   []string        `json:"region"`
	Zone     string          `json:"zone"`
	Unread   int             `json:"unread"`
	Total    int             `json:"total"`
	LastSync string          `json:"last_sync"`
	LastGood string          `json:"last_good"`
	State    string          `json:"state"` // "ok", "new" or a kind of error
	Since    string          `json:"since"`
	Detail   string          `json:"detail"`
	Remedy   string          `json:"remedy"`
	Moved    string          `json:"moved"` // the address that url leads to for good, "" when it has not moved
	Charset  string          `json:"charset"`
	Failures int             `json:"failures"` // in a row
	NextTry  string          `json:"next_try"` // when sync --due and the reader try it again

	Pages     int    `json:"pages"`    // list pages read in one sync at most, 0: the default
	Interval  string `json:"interval"` // "" by its own pace
	Login     string `json:"login"`
	Password  string `json:"password"` // where it is: "keyring", "command", "" when there is no login
	LegacyTLS bool   `json:"legacy_tls"`
}

func sourcesList(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   a.text.SourcesListShort,
		Example: "  zonewire sources list\n  zonewire sources list --json",
		Args:    a.usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.listSources(cmd.Context(), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	return cmd
}

func (a *app) listSources(ctx context.Context, asJSON bool) error {
	sources, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	counts, err := a.store.SourceCounts(ctx)
	if err != nil {
		return err
	}
	if len(sources) == 0 && !asJSON {
		_, err := fmt.Fprintln(a.out, a.text.NoSources)
		return err
	}
	if !asJSON {
		if err := a.printSourceLine(a.text.SourcesName, a.text.SourcesState, a.text.SourcesCounts, a.text.SourcesAddress); err != nil {
			return err
		}
	}
	for _, s := range sources {
		c := counts[s.ID]
		r := a.sourceRecordOf(s, c.Unread, c.Total)
		if asJSON {
			err = printJSON(a.out, r, true)
		} else {
			err = a.printSource(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *app) sourceRecordOf(s feed.Source, unread, total int) sourceRecord {
	r := sourceRecord{
		Name: s.Name, URL: s.URL, Kind: s.Kind, Region: regionNames(a.places, s.Region), Zone: s.Zone, Unread: unread,
		Total: total, LastSync: stamp(s.Health.LastSync), LastGood: stamp(s.Health.LastGood), State: "ok",
		Since: stamp(s.Health.Since), Detail: feed.Clean(s.Health.Detail), Charset: s.Health.Charset,
		Failures: s.Health.Failures, NextTry: stamp(s.Health.NextTry), Pages: s.Pages, Login: s.Access.Login,
		LegacyTLS: s.Access.LegacyTLS, Moved: feed.Clean(s.Health.Moved),
	}
	if s.Interval > 0 {
		r.Interval = s.Interval.String()
	}
	switch {
	case s.Access.Login == "":
	case s.Access.Command != "":
		r.Password = "command"
	default:
		r.Password = "keyring"
	}
	switch {
	case s.Health.LastSync.IsZero():
		r.State = "new"
	case s.Health.Kind != "":
		r.State, r.Remedy = string(s.Health.Kind), a.words().Failure(s.Health.Kind)
	case r.Moved != "":
		r.Remedy = a.words().Moved(s.Name, r.Moved)
	}
	return r
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(feed.Beijing()).Format(time.RFC3339)
}

func (a *app) printSource(r sourceRecord) error {
	state := a.words().FailureName(feed.Kind(r.State))
	switch r.State {
	case "ok":
		state = a.text.StateOK
	case "new":
		state = a.text.StateNew
	}
	line := r.URL
	switch {
	case r.State != "ok" && r.State != "new":
		line += "\n    " + a.failing(feed.Health{Kind: feed.Kind(r.State), Detail: r.Detail}) + fmt.Sprintf(a.text.NextTry, r.Since, r.NextTry)
	case r.Detail != "":
		line += "\n    " + r.Detail
	}
	if r.Moved != "" {
		line += "\n    " + a.words().Moved(r.Name, r.Moved)
	}
	return a.printSourceLine(r.Name, state, fmt.Sprintf("%5d/%d", r.Unread, r.Total), line)
}

func (a *app) printSourceLine(name, state, counts, rest string) error {
	_, err := fmt.Fprintf(a.out, "%s %s %s %s\n", typeset.Pad(typeset.Truncate(name, 24, "…"), 24),
		typeset.Pad(typeset.Truncate(state, 12, "…"), 12), typeset.Pad(counts, 12), rest)
	return err
}
