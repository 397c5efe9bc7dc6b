package main

import (
	"database/sql"
	"errors"
	"fmt"
	"syscall"

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
	if !errors.As(err, &known) && (errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EPIPE)) {
		return a.text.NotWritten // no file of ours: those have errors of their own
	}
	remedy := a.words().Failure(feed.KindOf(err))
	s := err.Error()
	if known != nil {
		explained := known.Err != nil && !errors.Is(err, sql.ErrNoRows)
		switch {
		case known.Kind == feed.Invalid && explained:
			remedy = "" // the cause says more than that it cannot be done
			s = a.about(known.Subject, known.Err.Error())
		case known.Subject != "" && (known.Kind == feed.NotFound || a.lang == i18n.Chinese && !explained):
			s = known.Subject
		}
	}
	if remedy != "" {
		s += a.text.Dash + remedy
	}
	return feed.Clean(s)
}

// about is what is said of a subject, in one sentence.
func (a *app) about(subject, what string) string {
	if subject == "" {
		return what
	}
	return subject + a.text.Colon + what
}
