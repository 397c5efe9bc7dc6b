package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"zonewire/feed"
)

// said is an error whose sentence for people is known where it happens. The cause keeps its kind.
type said struct {
	sentence string
	error
}

func (e said) Unwrap() error { return e.error }

// missing is something that the person named and that is not there.
func missing(format string, name any) error {
	sentence := fmt.Sprintf(format, name)
	return said{sentence, &feed.Error{Kind: feed.NotFound, Subject: feed.Clean(fmt.Sprint(name))}}
}

// oneOf is a value that is none of those allowed.
func (a *app) oneOf(what, value string, allowed ...string) error {
	return usageError{fmt.Errorf(a.text.OneOf, what, value, strings.Join(allowed, ", "))}
}

// notPositive is a number that is not above 0, or no number at all.
func (a *app) notPositive(what, value string) error {
	return usageError{fmt.Errorf(a.text.NotPositive, what, value)}
}

// sourceByName is the source that the person named.
func (a *app) sourceByName(ctx context.Context, name string) (feed.Source, error) {
	s, err := a.store.SourceByName(ctx, name)
	if feed.KindOf(err) == feed.NotFound {
		return s, missing(a.text.NoSource, name)
	}
	return s, err
}

// usage marks what a cobra argument check finds as wrong usage.
func (a *app) usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		err := check(cmd, args)
		switch {
		case err == nil:
			return nil
		case cmd.HasSubCommands() && len(args) > 0:
			return commandError{cmd, args[0]}
		}
		return usageError{argumentsError{cmd.UseLine()}}
	}
}

// commandError is a word where the name of a command should stand.
type commandError struct {
	within *cobra.Command
	word   string
}

func (e commandError) Error() string { return fmt.Sprintf("unknown command %q", e.word) }

// unknownCommand says that a word is no command, and which one is near.
func (a *app) unknownCommand(e commandError) string {
	says := fmt.Sprintf(a.text.UnknownCommand, feed.Clean(e.word))
	if e.within.SuggestionsMinimumDistance <= 0 {
		e.within.SuggestionsMinimumDistance = 2
	}
	if near := e.within.SuggestionsFor(e.word); len(near) > 0 {
		says += fmt.Sprintf(a.text.NearCommand, strings.Join(near, ", "))
	}
	return fmt.Sprintf(a.text.UsageError, says, e.within.CommandPath())
}

// help explains the command that args lead to.
func (a *app) help(cmd *cobra.Command, args []string) error {
	at := cmd.Root()
	for _, word := range args {
		next, _, err := at.Find([]string{word})
		if err != nil || next == at {
			return commandError{at, word}
		}
		at = next
	}
	return at.Help()
}

// wrongFlag says in the person's language what pflag found.
func (a *app) wrongFlag(_ *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return usageError{fmt.Errorf(a.text.UnknownFlag, "-"+unknown.GetSpecifiedName())}
	case errors.As(err, &unknown):
		return usageError{fmt.Errorf(a.text.UnknownFlag, "--"+unknown.GetSpecifiedName())}
	case errors.As(err, &valueless):
		return usageError{fmt.Errorf(a.text.FlagNeedsValue, "--"+valueless.GetFlag().Name)}
	case errors.As(err, &invalid):
		return a.wrongValue(invalid.GetFlag(), invalid.GetValue())
	case errors.As(err, &syntax):
		return usageError{fmt.Errorf(a.text.UnknownFlag, syntax.GetSpecifiedFlag())}
	}
	return usageError{err}
}

// wrongValue says what a flag takes.
func (a *app) wrongValue(f *pflag.Flag, value string) error {
	name := "--" + f.Name
	switch {
	case f.Name == "log-level":
		return a.oneOf(name, value, "debug", "info", "warn", "error")
	case f.Value.Type() == "bool":
		return a.oneOf(name, value, "true", "false")
	}
	return usageError{fmt.Errorf(a.text.NotNumber, name, value)}
}
