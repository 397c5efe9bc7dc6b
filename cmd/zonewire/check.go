package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/feed/syncer"
	"zonewire/tui/typeset"
)

// checkRecord is what `sources check` found out about a source, now.
type checkRecord struct {
	Name       string    `json:"name"`
	URL        string    `json:"url"`
	Reachable  bool      `json:"reachable"`
	Kind       feed.Kind `json:"kind"` // of the error, "" when all is well
	Error      string    `json:"error"`
	Charset    string    `json:"charset"`
	Articles   int       `json:"articles"`
	More       bool      `json:"more"`   // it has further pages
	Stuck      string    `json:"stuck"`  // why they cannot be read
	Fields     []string  `json:"fields"` // found in the first article
	Neighbours bool      `json:"neighbours"`
	Headline   string    `json:"headline"` // of the first article
}

func sourcesCheck(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "check [NAME]",
		Short:   a.text.CheckShort,
		Long:    a.text.CheckLong,
		Example: "  zonewire sources check\n  zonewire sources check 园区新闻 --json",
		Args:    a.usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.checkSources(cmd.Context(), args, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	return cmd
}

func (a *app) checkSources(ctx context.Context, names []string, asJSON bool) error {
	sources, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	if len(names) == 1 {
		s, err := a.sourceByName(ctx, names[0])
		if err != nil {
			return err
		}
		sources = []feed.Source{s}
	}
	e := a.engine()
	bad := 0
	for _, s := range sources {
		found := e.Check(ctx, s)
		r := checkRecordOf(s, found)
		if r.Kind != "" {
			bad++
		}
		if asJSON {
			err = printJSON(a.out, r, true)
		} else {
			err = a.printCheck(r, found.Err)
		}
		if err != nil {
			return err
		}
	}
	if bad > 0 {
		return errPartial
	}
	return nil
}

// checkRecordOf makes the record of what was found.
func checkRecordOf(s feed.Source, c syncer.Check) checkRecord {
	r := checkRecord{
		Name: s.Name, URL: s.URL, Reachable: c.Reachable, Charset: c.Charset, Articles: c.Articles, More: c.More, Stuck: c.Stuck,
		Fields: c.Fields, Neighbours: c.Neighbours, Headline: c.Headline,
	}
	if r.Fields == nil {
		r.Fields = []string{}
	}
	if c.Err != nil {
		r.Kind, r.Error = feed.KindOf(c.Err), feed.Clean(c.Err.Error())
	}
	return r
}

func (a *app) printCheck(r checkRecord, wrong error) error {
	state := a.text.StateOK
	if r.Kind != "" {
		state = a.words().FailureName(r.Kind)
	}
	neighbours := a.text.No
	if r.Neighbours {
		neighbours = a.text.Yes
	}
	_, err := fmt.Fprintf(a.out, "%s %s %-8s "+a.text.CheckLine+"\n",
		typeset.Pad(typeset.Truncate(r.Name, 24, "…"), 24), typeset.Pad(state, 12), r.Charset, r.Articles,
		fmt.Sprint(r.Fields), neighbours, r.Headline)
	if err == nil && r.Stuck != "" {
		_, err = fmt.Fprintf(a.out, "    "+a.text.Stuck+"\n", r.Stuck)
	}
	if err == nil && wrong != nil {
		_, err = fmt.Fprintf(a.out, "    %s\n", a.sentence(wrong))
	}
	return err
}
