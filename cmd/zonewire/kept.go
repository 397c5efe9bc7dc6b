package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/storage"
	"zonewire/tui/typeset"
)

// keptFile is how views and rules are written down.
type keptFile struct {
	Query []keptEntry `toml:"query"`
}

type keptEntry struct {
	Use   storage.QueryUse `toml:"use" json:"use"`
	Name  string           `toml:"name" json:"name"`
	Query string           `toml:"query" json:"query"`
}

// keptRecord is a view or rule as scripts see it. A rule to mark read counts nothing: it works when articles come.
type keptRecord struct {
	keptEntry
	Total  int    `json:"total"`
	Unread int    `json:"unread"`
	Error  string `json:"error,omitempty"`
}

func ruleUses() []storage.QueryUse {
	return []storage.QueryUse{storage.UseMute, storage.UseRead, storage.UseWatch}
}

func rulesCommand(a *app) *cobra.Command {
	cmd := keptCommand(a, ruleUses(), &cobra.Command{
		Use: "rules", Short: a.text.RulesShort, Long: a.text.RulesLong,
		Example: "  zonewire rules add mute 招聘 'title:招聘 -人才政策'\n  zonewire rules add watch 芯片 '集成电路 OR 半导体'\n  zonewire rules list",
	})
	cmd.AddCommand(&cobra.Command{
		Use:     "add (mute|read|watch) NAME QUERY",
		Short:   a.text.RuleAddShort,
		Example: "  zonewire rules add read 天气 'title:天气预报'",
		Args:    a.usage(cobra.MinimumNArgs(3)),
		RunE: func(cmd *cobra.Command, args []string) error {
			use := storage.QueryUse(args[0])
			if !slices.Contains(ruleUses(), use) {
				return usageError{fmt.Errorf(a.text.RuleKinds, args[0])}
			}
			return a.keep(cmd.Context(), keptEntry{use, args[1], strings.Join(args[2:], " ")})
		},
	})
	return cmd
}

func viewsCommand(a *app) *cobra.Command {
	cmd := keptCommand(a, []storage.QueryUse{storage.UseView}, &cobra.Command{
		Use: "views", Short: a.text.ViewsShort, Long: a.text.ViewsLong,
		Example: "  zonewire views add 苏州招商 'region:苏州 招商'\n  zonewire views export views.toml",
	})
	cmd.AddCommand(&cobra.Command{
		Use:     "add NAME QUERY",
		Short:   a.text.ViewAddShort,
		Example: "  zonewire views add 本周芯片 'age:<7d 芯片'",
		Args:    a.usage(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.keep(cmd.Context(), keptEntry{storage.UseView, args[0], strings.Join(args[1:], " ")})
		},
	})
	return cmd
}

// keptCommand adds what views and rules have in common: list, remove, export and import.
func keptCommand(a *app, uses []storage.QueryUse, parent *cobra.Command) *cobra.Command {
	var asJSON bool
	list := &cobra.Command{
		Use: "list", Short: a.text.KeptListShort, Example: "  zonewire " + parent.Use + " list --json", Args: a.usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.listKept(cmd.Context(), uses, asJSON) },
	}
	list.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	var kind string
	remove := &cobra.Command{
		Use: "remove NAME", Short: a.text.KeptRemoveShort, Example: "  zonewire " + parent.Use + " remove NAME", Args: a.usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			only := uses
			if kind != "" {
				if !slices.Contains(uses, storage.QueryUse(kind)) {
					return usageError{fmt.Errorf(a.text.RuleKinds, kind)}
				}
				only = []storage.QueryUse{storage.QueryUse(kind)}
			}
			return a.forget(cmd.Context(), only, args[0])
		},
	}
	if len(uses) > 1 {
		remove.Flags().StringVar(&kind, "kind", "", a.text.FlagRuleKind)
	}
	export := &cobra.Command{
		Use: "export [FILE]", Short: a.text.KeptExportShort, Example: "  zonewire " + parent.Use + " export " + parent.Use + ".toml",
		Args: a.usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.exportKept(cmd.Context(), uses, strings.Join(args, ""))
		},
	}
	take := &cobra.Command{
		Use: "import FILE", Short: a.text.KeptImportShort, Example: "  zonewire " + parent.Use + " import " + parent.Use + ".toml",
		Args: a.usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importKept(cmd.Context(), uses, args[0], cmd.InOrStdin())
		},
	}
	parent.Args = a.usage(cobra.NoArgs)
	parent.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	parent.AddCommand(list, remove, export, take)
	return parent
}

// kept are the queries of some uses.
func (a *app) kept(ctx context.Context, uses []storage.QueryUse) ([]storage.KeptQuery, error) {
	if err := a.open(ctx); err != nil {
		return nil, err
	}
	var all []storage.KeptQuery
	for _, use := range uses {
		some, err := a.store.KeptQueries(ctx, use)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

func (a *app) listKept(ctx context.Context, uses []storage.QueryUse, asJSON bool) error {
	all, err := a.kept(ctx, uses)
	if err != nil {
		return err
	}
	matches, err := a.store.Matches(ctx)
	if err != nil {
		return err
	}
	for _, q := range all {
		r := keptRecord{keptEntry: keptEntry{q.Use, q.Name, q.Text}, Total: matches[q.ID]}
		where, err := a.parseQuery(ctx, q.Text)
		switch {
		case feed.KindOf(err) == feed.Invalid:
			r.Error = a.sentence(err)
		case err != nil:
			return err
		case q.Use == storage.UseView, q.Use == storage.UseRead:
			if r.Total, err = a.store.Count(ctx, feed.Query{Where: where}); err != nil {
				return err
			}
		}
		if err == nil && q.Use != storage.UseMute {
			if r.Unread, err = a.store.Count(ctx, feed.Query{Where: feed.And{where, feed.IsUnread{}}}); err != nil {
				return err
			}
		}
		if err := a.printKept(r, asJSON); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) printKept(r keptRecord, asJSON bool) error {
	if asJSON {
		return printJSON(a.out, r, true)
	}
	count := fmt.Sprintf("%d/%d", r.Unread, r.Total)
	if r.Error != "" {
		count = r.Error
	}
	_, err := fmt.Fprintf(a.out, "%-5s %s %s  %s\n", r.Use, typeset.Pad(r.Name, 16), count, r.Query)
	return err
}

// keep adds a view or rule, or gives the one of that name another query.
func (a *app) keep(ctx context.Context, e keptEntry) error {
	all, err := a.kept(ctx, []storage.QueryUse{e.Use})
	if err != nil {
		return err
	}
	where, err := a.parseQuery(ctx, e.Query)
	if err == nil && where == nil {
		err = usageError{errors.New(a.text.NothingToKeep)}
	}
	if err != nil {
		return err
	}
	q := storage.KeptQuery{Use: e.Use, Name: feed.Clean(e.Name), Text: feed.Clean(e.Query)}
	if i := slices.IndexFunc(all, func(old storage.KeptQuery) bool { return old.Name == q.Name }); i >= 0 {
		q.ID = all[i].ID
	}
	id, err := a.store.KeepQuery(ctx, q)
	if err != nil {
		return err
	}
	matches, err := a.store.Matches(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, a.text.keptSentence(e.Use)+"\n", q.Name, matches[id])
	return err
}

// keptSentence says what was kept; it takes the name and how many articles match.
func (t *text) keptSentence(use storage.QueryUse) string {
	switch use {
	case storage.UseMute:
		return t.KeptMute
	case storage.UseRead:
		return t.KeptRead
	case storage.UseWatch:
		return t.KeptWatch
	}
	return t.KeptView
}

func (a *app) forget(ctx context.Context, uses []storage.QueryUse, name string) error {
	all, err := a.kept(ctx, uses)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(q storage.KeptQuery) bool { return q.Name != name })
	switch len(all) {
	case 0:
		return missing(a.text.NoneCalled, name)
	case 1:
		if err := a.store.ForgetQuery(ctx, all[0].ID); err != nil {
			return err
		}
		_, err := fmt.Fprintf(a.out, a.text.KeptRemoved+"\n", name)
		return err
	}
	return usageError{fmt.Errorf(a.text.KeptSeveral, name)}
}

func (a *app) exportKept(ctx context.Context, uses []storage.QueryUse, path string) error {
	all, err := a.kept(ctx, uses)
	if err != nil {
		return err
	}
	var f keptFile
	for _, q := range all {
		f.Query = append(f.Query, keptEntry{q.Use, q.Name, q.Text})
	}
	body, err := toml.Marshal(f)
	if err != nil {
		return &feed.Error{Kind: feed.Internal, Op: "export queries", Err: err}
	}
	if path == "" || path == "-" {
		_, err := a.out.Write(body)
		return err
	}
	if err := os.WriteFile(path, body, 0o600); err != nil {
		return &feed.Error{Kind: feed.Invalid, Op: "export queries", Subject: path, Err: err}
	}
	_, err = fmt.Fprintf(a.out, a.text.KeptExported+"\n", len(all), path)
	return err
}

// importKept keeps what a file lists; a query of the same use and name is replaced.
func (a *app) importKept(ctx context.Context, uses []storage.QueryUse, path string, in io.Reader) error {
	body, err := readInput(path, in)
	if err != nil {
		return err
	}
	var f keptFile
	if err := toml.Unmarshal(body, &f); err != nil {
		return &feed.Error{Kind: feed.Invalid, Op: "import queries", Subject: path, Err: tomlPlace(err)}
	}
	for _, e := range f.Query {
		if !slices.Contains(uses, e.Use) {
			return &feed.Error{Kind: feed.Invalid, Op: "import queries", Subject: path, Err: fmt.Errorf("use %q", e.Use)}
		}
		if err := a.keep(ctx, e); err != nil {
			return err
		}
	}
	return nil
}
