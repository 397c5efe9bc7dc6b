package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zonewire/feed"
	"zonewire/storage"
	"zonewire/tui/theme"
	"zonewire/tui/typeset"
)

// finding is what the doctor says of one thing. Its shape is promised to scripts.
type finding struct {
	Check  string `json:"check"` // terminal, paths, database, sources, clock, config, proxy, disk
	State  string `json:"state"` // ok, warning, error
	Seen   string `json:"seen"`
	Remedy string `json:"remedy"`
}

// The states of findings.
const (
	fine    = "ok"
	warning = "warning"
	failing = "error"
)

// errUnwell is a doctor's finding of state error. It was printed already.
var errUnwell = errors.New("the doctor found errors")

func doctorCommand(a *app) *cobra.Command {
	var asJSON bool
	var into string
	cmd := &cobra.Command{
		Use:     "doctor",
		Short:   a.text.DoctorShort,
		Long:    a.text.DoctorLong,
		Example: "  zonewire doctor\n  zonewire doctor --json\n  zonewire doctor --salvage rescued.db",
		Args:    a.usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if into != "" {
				return a.salvage(cmd.Context(), into)
			}
			return a.doctor(cmd.Context(), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.text.FlagJSONLines)
	cmd.Flags().StringVar(&into, "salvage", "", a.text.FlagSalvage)
	return cmd
}

// doctor looks at everything that the program stands on, and changes nothing.
func (a *app) doctor(ctx context.Context, asJSON bool) error {
	found := []finding{a.lookAtTerminal(), a.lookAtPaths()}
	s, err := storage.Open(ctx, a.paths.database(), storage.Options{ReadOnly: true})
	switch {
	case err == nil:
		a.store = s
		found = append(found, a.lookAtDatabase(ctx))
		found = append(found, a.lookAtSources(ctx)...)
	case feed.KindOf(err) == feed.NotFound && found[1].State == failing:
		found = append(found, finding{"database", failing, a.text.DoctorNoPlace, ""})
	case feed.KindOf(err) == feed.NotFound:
		found = append(found, finding{"database", fine, a.text.DoctorNoCache, ""})
	default:
		found = append(found, a.badDatabase(err))
	}
	found = append(found, a.lookAtProxy(), a.lookAtDisk())
	bad, sick := false, false
	for _, f := range found {
		bad = bad || f.State == failing
		sick = sick || f.Check == "sources" && f.State == warning
		if asJSON {
			err = printJSON(a.out, f, true)
		} else {
			err = a.printFinding(f)
		}
		if err != nil {
			return err
		}
	}
	switch {
	case bad:
		return errUnwell
	case sick:
		return errPartial
	}
	return nil
}

func (a *app) printFinding(f finding) error {
	mark := map[string]string{fine: "ok", warning: "!!", failing: "XX"}[f.State]
	line := mark + " " + typeset.Pad(f.Check, 10) + feed.Clean(f.Seen)
	if f.Remedy != "" {
		line += a.text.Dash + f.Remedy
	}
	_, err := fmt.Fprintln(a.out, line)
	return err
}

// lookAtTerminal says how the reader would be drawn here.
func (a *app) lookAtTerminal() finding {
	f := finding{Check: "terminal", State: fine}
	if !isTerminal(a.out) || !isTerminal(os.Stdin) {
		f.Seen = a.text.DoctorNoTerminal
		return f
	}
	l := a.lookOf()
	f.Seen = fmt.Sprintf(a.text.DoctorTerminal, os.Getenv("TERM"), terminalWidth(a.out, 0), max(l.measure.Ambiguous, 1))
	if !theme.UTF8(os.Getenv) {
		f.State, f.Remedy = warning, a.text.DoctorLocale
	}
	return f
}

// lookAtPaths names the folders, and finds one that cannot be made or written.
func (a *app) lookAtPaths() finding {
	f := finding{Check: "paths", State: fine, Seen: strings.Join([]string{
		a.paths.configFile(), a.paths.database(), a.paths.logFile(),
	}, ", ")}
	for _, dir := range []string{a.paths.data, a.paths.state} {
		if err := writable(dir); err != nil {
			f.State, f.Seen, f.Remedy = failing, fmt.Sprintf(a.text.DoctorNoFolder, dir, a.cause(err)), a.text.DoctorReadOnly
			return f
		}
	}
	return f
}

// writable reports why nothing can be written into a folder or, when it is yet to be made, into the one that it is to
// be made in.
func writable(dir string) error {
	for ; ; dir = filepath.Dir(dir) {
		_, err := os.Stat(dir)
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return bare(err)
		}
	}
	probe, err := os.CreateTemp(dir, ".zonewire-doctor-")
	if err != nil {
		return bare(err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// bare is the cause of an error about a path, without the path.
func bare(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}

// lookAtDatabase reads the whole cache.
func (a *app) lookAtDatabase(ctx context.Context) finding {
	wrong, err := a.store.Check(ctx)
	if err != nil {
		return a.badDatabase(err)
	}
	if len(wrong) > 0 {
		return a.badDatabase(&feed.Error{
			Kind: feed.Corrupt, Op: "check", Subject: a.store.Path(), Err: errors.New(strings.Join(wrong, "; ")),
		})
	}
	unread, starred, total, err := a.store.Totals(ctx)
	if err != nil {
		return a.badDatabase(err)
	}
	size := int64(0)
	if info, err := os.Stat(a.store.Path()); err == nil {
		size = info.Size()
	}
	return finding{"database", fine, fmt.Sprintf(a.text.DoctorCache, total, unread, starred, size>>20), ""}
}

// badDatabase is the finding of a cache that cannot be read, with the way out.
func (a *app) badDatabase(err error) finding {
	seen := err.Error()
	if words := a.words().Cause(err); words != "" {
		seen = a.about(a.paths.database(), words)
	}
	return finding{"database", failing, feed.Clean(seen), a.words().Failure(feed.KindOf(err))}
}

// lookAtSources counts sources that are not well, and finds a clock that has gone back since the last sync.
func (a *app) lookAtSources(ctx context.Context) []finding {
	sources, err := a.store.Sources(ctx)
	if err != nil {
		return []finding{a.badDatabase(err)}
	}
	now := time.Now()
	f := finding{Check: "sources", State: fine}
	clock := finding{"clock", fine, now.Format(time.RFC3339), ""}
	var unwell []string
	for _, s := range sources {
		if s.Health.Kind != "" {
			unwell = append(unwell, s.Name+" ("+a.words().FailureName(s.Health.Kind)+")")
		}
		if s.Health.LastSync.After(now.Add(time.Hour)) {
			clock.State, clock.Remedy = warning, fmt.Sprintf(a.text.DoctorClock, stamp(s.Health.LastSync))
		}
	}
	f.Seen = fmt.Sprintf(a.text.DoctorSources, len(sources), len(unwell))
	if len(unwell) > 0 {
		f.State = warning
		f.Seen += ": " + strings.Join(unwell, ", ")
		f.Remedy = a.text.DoctorUnwell
	}
	return []finding{f, clock, a.lookAtKept(sources)}
}

// lookAtKept finds bounds in config.toml for sources that are not there: misspelt ones, that would be of no effect.
func (a *app) lookAtKept(sources []feed.Source) finding {
	f := finding{"config", fine, a.paths.configFile(), ""}
	var unknown []string
	for name := range a.cfg.Keep {
		if !slices.ContainsFunc(sources, func(s feed.Source) bool { return s.Name == name }) {
			unknown = append(unknown, fmt.Sprintf("[keep.%q]", name))
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		f.State, f.Remedy = warning, a.text.DoctorNames
		f.Seen = fmt.Sprintf(a.text.DoctorNoSource, strings.Join(unknown, ", "))
	}
	return f
}

// littleDisk is the free space below which the cache may soon not grow any more.
const littleDisk = 200 << 20 // bytes

func (a *app) lookAtDisk() finding {
	dir := a.paths.data
	if _, err := os.Stat(dir); err != nil {
		dir = "."
	}
	free, err := freeSpace(dir)
	if err != nil {
		return finding{"disk", warning, feed.Clean(a.about(dir, a.cause(err))), ""}
	}
	f := finding{"disk", fine, fmt.Sprintf(a.text.DoctorDisk, free>>20), ""}
	if free < littleDisk {
		f.State, f.Remedy = warning, a.text.DoctorLittleDisk
	}
	return f
}

// salvage copies what can be read of a damaged cache into a new file. The damaged one stays as it is.
func (a *app) salvage(ctx context.Context, into string) error {
	done, err := storage.Salvage(ctx, a.paths.database(), into, storage.Options{Now: time.Now, Names: a.places.QueryNames})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, a.text.Salvaged+"\n", done.Articles, done.Statuses, done.Sources, done.Lost, into,
		done.From)
	return err
}
