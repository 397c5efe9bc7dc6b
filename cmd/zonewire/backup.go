package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func backupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   a.text.BackupShort,
		Long:    a.text.BackupLong,
		Example: "  zonewire backup news-2025-03-28.db",
		Args:    usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.open(cmd.Context()); err != nil {
				return err
			}
			if err := a.store.Backup(cmd.Context(), args[0]); err != nil {
				return err
			}
			_, err := fmt.Fprintf(a.out, a.text.BackedUp+"\n", args[0])
			return err
		},
	}
}
