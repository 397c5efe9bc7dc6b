package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"zonewire/feed/syncer"
	"zonewire/storage"
)

func backupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   a.text.BackupShort,
		Long:    a.text.BackupLong,
		Example: "  zonewire backup news-2025-03-28.db",
		Args:    a.usage(cobra.ExactArgs(1)),
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

func restoreCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "restore FILE",
		Short:   a.text.RestoreShort,
		Long:    a.text.RestoreLong,
		Example: "  zonewire restore news-2025-03-28.db",
		Args:    a.usage(cobra.ExactArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.restore(cmd.Context(), args[0]) },
	}
}

// restore gives the cache the contents of a backup. A sync keeps it waiting for nothing: it says so and ends.
func (a *app) restore(ctx context.Context, file string) (err error) {
	if err := makeFolder(a.paths.data); err != nil {
		return unmade(a.paths.data, err)
	}
	release, err := syncer.Lock(a.paths.database())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	done, err := storage.Restore(ctx, a.paths.database(), file, storage.Options{Now: time.Now, Names: a.places.QueryNames})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, a.text.Restored+"\n", done.Articles, done.Sources, file)
	if done.Kept != "" {
		fmt.Fprintf(a.out, a.text.RestoreKept+"\n", done.Kept)
	}
	return nil
}
