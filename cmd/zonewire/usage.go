package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"zonewire/tui/typeset"
)

// speak makes cobra's own words those of the program's language: headings of the help, the help command and flag.
func (a *app) speak(root *cobra.Command) {
	root.SetUsageFunc(a.explain)
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "help" {
			cmd.Short = a.text.HelpShort
			cmd.Long = a.text.HelpShort
			cmd.Use = "help [COMMAND]"
			cmd.Run, cmd.RunE = nil, a.help
		}
	}
	var name func(cmd *cobra.Command)
	name = func(cmd *cobra.Command) {
		cmd.InitDefaultHelpFlag()
		if f := cmd.Flags().Lookup("help"); f != nil {
			f.Usage = a.text.FlagHelp
		}
		for _, sub := range cmd.Commands() {
			name(sub)
		}
	}
	name(root)
}

// explain prints how a command is used, in columns that hold for Chinese words too.
func (a *app) explain(cmd *cobra.Command) error {
	t := a.text
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", t.Usage)
	if cmd.Runnable() {
		fmt.Fprintf(&b, "  %s\n", cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s COMMAND\n", cmd.CommandPath())
	}
	if cmd.HasExample() {
		fmt.Fprintf(&b, "\n%s\n%s\n", t.Examples, cmd.Example)
	}
	var commands [][2]string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			commands = append(commands, [2]string{sub.Name(), sub.Short})
		}
	}
	writeTable(&b, t.Commands, commands)
	writeTable(&b, t.Flags, flagRows(cmd.LocalFlags()))
	writeTable(&b, t.GlobalFlags, flagRows(cmd.InheritedFlags()))
	_, err := io.WriteString(cmd.OutOrStdout(), b.String())
	return err
}

// flagRows is the flags with what they take, and what they mean.
func flagRows(flags *pflag.FlagSet) (rows [][2]string) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		takes, means := pflag.UnquoteUsage(f)
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		if takes != "" {
			name += " " + takes
		}
		rows = append(rows, [2]string{name, means})
	})
	return rows
}

// writeTable prints a heading and rows of two columns.
func writeTable(b *strings.Builder, heading string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	width := 0
	for _, r := range rows {
		width = max(width, typeset.Width(r[0]))
	}
	fmt.Fprintf(b, "\n%s\n", heading)
	for _, r := range rows {
		fmt.Fprintf(b, "  %s  %s\n", typeset.Pad(r[0], width), r[1])
	}
}
