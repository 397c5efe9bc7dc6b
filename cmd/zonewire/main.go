package main

import (
	"context"
	"io"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"zonewire/feed/syncer"
)

// version is what `zonewire version` and the User-Agent say.
const version = "0.1.0"

func main() {
	debug.SetMemoryLimit(syncer.MemoryGoal)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run is the whole program: arguments in, exit status out.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	log.SetOutput(io.Discard) // net/http speaks of odd servers there, which would be written over the screen
	a := newApp(args, out, errOut)
	defer a.close()
	root := rootCommand(a)
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errOut)
	cmd, err := root.ExecuteContextC(ctx)
	return a.status(cmd.CommandPath(), err)
}

// rootCommand is zonewire itself: without a command it opens the reader.
func rootCommand(a *app) *cobra.Command {
	t := a.text
	cmd := &cobra.Command{
		Use:           "zonewire",
		Short:         t.RootShort,
		Long:          t.RootLong,
		Example:       t.RootExample,
		Args:          a.usage(cobra.NoArgs),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	plain := cmd.Flags().Bool("plain", false, t.FlagPlain)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *plain {
			return a.readPlain(cmd.Context())
		}
		return a.read(cmd.Context(), a.cfg.SyncAtStart)
	}
	cmd.SetFlagErrorFunc(a.wrongFlag)
	flags := cmd.PersistentFlags()
	flags.StringVar(&a.home, "home", "", t.FlagHome)
	flags.StringVar(&a.langFlag, "lang", "", t.FlagLang)
	flags.TextVar(&a.logLevel, "log-level", slog.LevelInfo, t.FlagLogLevel)
	cmd.PersistentPreRunE = func(*cobra.Command, []string) error { return a.configure() }
	cmd.CompletionOptions.HiddenDefaultCmd = true
	cmd.AddCommand(
		demoCommand(a), syncCommand(a), listCommand(a), showCommand(a), sourcesCommand(a),
		rulesCommand(a), viewsCommand(a), watchCommand(a), cleanCommand(a),
		inspectCommand(a),
		zonesCommand(a), doctorCommand(a), backupCommand(a), restoreCommand(a), versionCommand(a),
	)
	a.speak(cmd)
	return cmd
}
