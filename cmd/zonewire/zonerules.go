package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"zonewire/storage"
)

// zoneRuleRecord is a rule about where articles belong, as scripts see it.
type zoneRuleRecord struct {
	Number int64    `json:"number"`
	Kind   string   `json:"kind"` // "label" or "source"
	Of     string   `json:"of"`   // the label, or the source's name
	Zone   string   `json:"zone"` // full name, "" for a region alone
	Region []string `json:"region"`
}

func zoneRulesCommand(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "rules",
		Short:   a.text.ZoneRulesShort,
		Long:    a.text.ZoneRulesLong,
		Example: "  zonewire zones rules\n  zonewire zones rules remove 3",
		Args:    a.usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			return a.printZoneRules(cmd.Context(), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	cmd.AddCommand(&cobra.Command{
		Use:     "remove NUMBER",
		Short:   a.text.ZoneRulesRemoveShort,
		Example: "  zonewire zones rules remove 3",
		Args:    a.usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			number, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return usageError{fmt.Errorf(a.text.NotNumber, "NUMBER", args[0])}
			}
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			if err := a.store.RemoveRule(cmd.Context(), storage.RuleID(number)); err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, a.text.ZoneRuleRemoved+"\n", number)
			return err
		},
	})
	return cmd
}

// printZoneRules prints the rules in the order in which they were made, one a line.
func (a *app) printZoneRules(ctx context.Context, asJSON bool) error {
	rules, err := a.store.Rules(ctx)
	if err != nil {
		return err
	}
	sources, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, s := range sources {
		names[strconv.FormatInt(int64(s.ID), 10)] = s.Name
	}
	for _, r := range rules {
		record := zoneRuleRecord{
			Number: int64(r.ID), Kind: string(r.Kind), Of: r.Text, Zone: r.Zone.Name, Region: regionNames(a.places, r.Region),
		}
		if name := names[r.Text]; r.Kind == storage.BySource && name != "" {
			record.Of = name
		}
		if asJSON {
			if err := printJSON(a.out, record, true); err != nil {
				return err
			}
			continue
		}
		to := record.Zone
		if to == "" {
			to = a.places.ShortRegion(r.Region)
		}
		if _, err := fmt.Fprintf(a.out, "%4d  %-6s %s → %s\n", record.Number, record.Kind, record.Of, to); err != nil {
			return err
		}
	}
	return nil
}
