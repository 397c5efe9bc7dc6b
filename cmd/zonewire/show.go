package main

import (
	"fmt"
	"slices"
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
		Args:    a.usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return usageError{fmt.Errorf(a.text.NotNumber, "ID", args[0])}
			}
			if !slices.Contains(articleFormats(), format) {
				return a.oneOf("--format", format, articleFormats()...)
			}
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			art, status, err := a.store.Article(cmd.Context(), feed.ArticleID(id))
			if feed.KindOf(err) == feed.NotFound {
				return missing(a.text.NoArticle, id)
			}
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

// articleFormats are how an article can be printed.
func articleFormats() []string { return []string{"md", "text", "json", "ansi"} }

// defaultFormat is styled on a terminal and Markdown elsewhere.
func defaultFormat(a *app) string {
	if isTerminal(a.out) {
		return "ansi"
	}
	return "md"
}
