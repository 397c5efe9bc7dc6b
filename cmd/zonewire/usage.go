package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// speak makes cobra's own words those of the program's language: headings of the help, the help command and flag.
func (a *app) speak(root *cobra.Command) {
	root.SetUsageTemplate(usageTemplate(a.text))
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "help" {
			cmd.Short = a.text.HelpShort
			cmd.Long = a.text.HelpShort
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

// usageTemplate is the shape of every command's help.
func usageTemplate(t *text) string {
	const shape = `USAGE:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND{{end}}{{if .HasExample}}

EXAMPLES:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

COMMANDS:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

FLAGS:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

GLOBAL:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
	return strings.NewReplacer("USAGE:", t.Usage, "EXAMPLES:", t.Examples, "COMMANDS:", t.Commands, "GLOBAL:", t.GlobalFlags,
		"FLAGS:", t.Flags).Replace(shape)
}
