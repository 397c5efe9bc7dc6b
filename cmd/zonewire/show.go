package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"zonewire/feed"
)

func showCommand(a *app) *cobra.Command {
	var format string
	var width int
	cmd := &cobra.Command{
		Use:     "show ID",
		Short:   a.text.ShowShort,
		Long:    a.text.ShowLong,
		Example: "  zonewire show 42\n  zonewire show 42 --format text --width 60",
		Args:    usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return usageError{fmt.Errorf("ID %q", args[0])}
			}
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			art, status, err := a.store.Article(cmd.Context(), feed.ArticleID(id))
			if err != nil {
				return err
			}
			r, err := a.record(cmd.Context(), art, status)
			if err != nil {
				return err
			}
			return a.printArticle(r, format, width)
		},
	}
	cmd.Flags().StringVar(&format, "format", defaultFormat(a), a.text.FlagFormat)
	cmd.Flags().IntVar(&width, "width", 0, a.text.FlagWidth)
	return cmd
}

// defaultFormat is styled on a terminal and Markdown elsewhere.
func defaultFormat(a *app) string {
	if isTerminal(a.out) {
		return "ansi"
	}
	return "md"
}
