package main

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"unicode"

	"zonewire/feed"
	"zonewire/tui/i18n"
)

// The exit statuses promised to scripts.
const (
	exitWell    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPartial = 3 // some sources failed
	exitNothing = 4 // watch --exit-code: nothing new
)

// usageError is wrong usage: exit status 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// argumentsError is a command with too few or too many arguments.
type argumentsError struct{ line string } // how the command is used

func (e argumentsError) Error() string { return "wrong arguments: " + e.line }

// errPartial is a sync in which some sources failed. They were reported already.
var errPartial = errors.New("some sources failed")

// status prints the error of a command as one sentence and returns the exit status.
func (a *app) status(command string, err error) int {
	var wrong usageError
	var arguments argumentsError
	var unknown commandError
	switch {
	case err == nil:
		return exitWell
	case errors.Is(err, errPartial):
		return exitPartial
	case errors.Is(err, errNothing):
		return exitNothing
	case errors.Is(err, errUnwell):
		return exitFailed
	case errors.As(err, &arguments):
		fmt.Fprintf(a.errOut, a.text.WrongArguments+"\n", arguments.line)
		return exitUsage
	case errors.As(err, &unknown):
		fmt.Fprintln(a.errOut, a.unknownCommand(unknown))
		return exitUsage
	case errors.As(err, &wrong):
		fmt.Fprintf(a.errOut, a.text.UsageError+"\n", feed.Clean(wrong.Error()), command)
		return exitUsage
	case feed.KindOf(err) == feed.Invalid:
		fmt.Fprintf(a.errOut, "zonewire: %s\n", a.sentence(err))
		return exitUsage
	}
	fmt.Fprintf(a.errOut, "zonewire: %s\n", a.sentence(err))
	return exitFailed
}

// sentence says what went wrong and what to do.
func (a *app) sentence(err error) string {
	if s := (said{}); errors.As(err, &s) {
		return feed.Clean(s.sentence)
	}
	var known *feed.Error
	ours := errors.As(err, &known)
	if !ours && (errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EPIPE)) {
		return a.text.NotWritten // no file of ours: those have errors of their own
	}
	if !ours {
		return feed.Clean(a.unforeseen(err))
	}
	remedy := a.words().Failure(known.Kind)
	s := err.Error()
	explained := known.Err != nil && !errors.Is(err, sql.ErrNoRows)
	switch {
	case known.Kind == feed.Invalid && explained:
		remedy = "" // the cause says more than that it cannot be done
		s = a.about(known.Subject, a.cause(known.Err))
	case known.Kind == feed.NotFound && a.words().Cause(known.Err) != "":
		remedy = ""
		s = a.about(known.Subject, a.cause(known.Err))
	case known.Subject != "" && known.Kind == feed.NotFound:
		s = known.Subject
	case a.lang == i18n.Chinese && explained && (known.Subject != "" || a.words().Cause(known.Err) != ""):
		s = a.about(known.Subject, a.cause(known.Err))
	case a.lang == i18n.Chinese && known.Subject != "":
		s = known.Subject
		if known.Status != 0 {
			s += fmt.Sprintf("（HTTP %d）", known.Status)
		}
	}
	if remedy != "" {
		s += a.text.Dash + remedy
	}
	return feed.Clean(s)
}

// unforeseen says what went wrong where no error of ours does. The system's own errors need no remedy.
func (a *app) unforeseen(err error) string {
	var path *fs.PathError
	switch words := a.words().Cause(err); {
	case words != "" && errors.As(err, &path):
		return a.about(path.Path, words)
	case words != "":
		return words
	case errors.As(err, &path):
		return err.Error()
	}
	return err.Error() + a.text.Dash + a.words().Failure(feed.KindOf(err))
}

// cause is what an error means in the language of the program or, when that is not known, its own text.
func (a *app) cause(err error) string {
	if words := a.words().Cause(err); words != "" {
		return words
	}
	text := bare(err).Error()
	if a.lang == i18n.Chinese && !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return "（" + text + "）"
	}
	return text
}

// about is what is said of a subject, in one sentence.
func (a *app) about(subject, what string) string {
	switch {
	case subject == "":
		return strings.TrimSuffix(strings.TrimPrefix(what, "（"), "）")
	case strings.HasPrefix(what, "（"):
		return subject + what
	}
	return subject + a.text.Colon + what
}
