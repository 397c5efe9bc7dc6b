package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/zalando/go-keyring"
	"golang.org/x/term"

	"zonewire/feed"
)

// passwordWait is how long a keyring or a password command may take: either may ask a person to unlock it.
const passwordWait = time.Minute

// longestPassword is how much of a command's output is read, in bytes.
const longestPassword = 4 << 10

// errNoKeyring is a system without a running keyring.
var errNoKeyring = errors.New("no keyring is running here: there is no D-Bus session")

// password is how the engine gets the password of a source. It is nowhere but in memory: not in an error, not in the
// log, not among the arguments of a process.
func (a *app) password(ctx context.Context, s feed.Source) (string, error) {
	if s.Access.Command != "" {
		return runPasswordCommand(ctx, s.Access.Command)
	}
	return fromKeyring(ctx, s)
}

// runPasswordCommand returns the first line that a person's own command prints.
func runPasswordCommand(ctx context.Context, command string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, passwordWait)
	defer cancel()
	shell := []string{"sh", "-c"}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C"}
	}
	cmd := exec.CommandContext(ctx, shell[0], shell[1], command)
	cmd.WaitDelay = time.Second
	var out, complaint bounded
	cmd.Stdout, cmd.Stderr = &out, &complaint
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("the password command: %w", ctx.Err())
	case err != nil:
		said, _, _ := strings.Cut(strings.TrimSpace(complaint.String()), "\n")
		return "", fmt.Errorf("the password command: %w: %s", err, feed.Clean(said))
	}
	line, _, _ := strings.Cut(out.String(), "\n")
	if line = strings.TrimSuffix(line, "\r"); line == "" {
		return "", errors.New("the password command printed nothing")
	}
	return line, nil
}

// bounded keeps the beginning of what is written to it.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	b.Buffer.Write(p[:min(len(p), longestPassword-b.Len())])
	return len(p), nil
}

// keyringService names our passwords in the keyring.
const keyringService = "zonewire"

// keyringAccount is whose password it is: a login at the scheme and host of the source.
func keyringAccount(s feed.Source) string {
	u, err := url.Parse(s.URL)
	if err != nil {
		return s.Access.Login
	}
	return s.Access.Login + " " + u.Scheme + "://" + u.Host
}

func fromKeyring(ctx context.Context, s feed.Source) (password string, err error) {
	err = askKeyring(ctx, func() (err error) {
		password, err = keyring.Get(keyringService, keyringAccount(s))
		return err
	})
	if errors.Is(err, keyring.ErrNotFound) {
		err = fmt.Errorf("the keyring has no password of %s", keyringAccount(s))
	}
	return password, err
}

func intoKeyring(ctx context.Context, s feed.Source, password string) error {
	return askKeyring(ctx, func() error { return keyring.Set(keyringService, keyringAccount(s), password) })
}

// forgetPassword removes a removed source's password from the keyring when no other source uses it.
func (a *app) forgetPassword(ctx context.Context, gone feed.Source) error {
	if gone.Access.Login == "" || gone.Access.Command != "" {
		return nil
	}
	left, err := a.store.Sources(ctx)
	if err != nil {
		return err
	}
	for _, s := range left {
		if s.Access.Login != "" && s.Access.Command == "" && keyringAccount(s) == keyringAccount(gone) {
			return nil
		}
	}
	err = askKeyring(ctx, func() error { return keyring.Delete(keyringService, keyringAccount(gone)) })
	if errors.Is(err, keyring.ErrNotFound) || errors.Is(err, errNoKeyring) {
		return nil
	}
	return err
}

// askKeyring waits for the keyring for a while. It cannot be told to stop: it may be asking a person to unlock it, and
// then ends by itself when that person answers.
func askKeyring(ctx context.Context, ask func() error) error {
	if !hasKeyring() {
		return errNoKeyring
	}
	done := make(chan error, 1)
	go func() { done <- ask() }()
	select {
	case err := <-done:
		return err
	case <-time.After(passwordWait):
		return errors.New("the keyring does not answer")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hasKeyring reports whether there can be one. Where there is no session the D-Bus library would start one, and leave
// it behind.
func hasKeyring() bool {
	switch runtime.GOOS {
	case "darwin", "windows":
		return true
	}
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	for _, dir := range []string{os.Getenv("XDG_RUNTIME_DIR"), "/run/user/" + strconv.Itoa(os.Getuid())} {
		if _, err := os.Stat(filepath.Join(dir, "bus")); err == nil && dir != "" {
			return true
		}
	}
	return false
}

// readPassword asks on a terminal, without showing what is typed, or reads one line.
func (a *app) readPassword(in io.Reader, prompt string) (string, error) {
	var line string
	var err error
	if f, ok := in.(*os.File); ok && isTerminal(f) {
		fmt.Fprint(a.errOut, prompt)
		var typed []byte
		typed, err = term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(a.errOut)
		line = string(typed)
	} else {
		line, err = bufio.NewReader(io.LimitReader(in, longestPassword)).ReadString('\n')
		if errors.Is(err, io.EOF) {
			err = nil
		}
	}
	if err != nil {
		return "", fmt.Errorf("read password: %w", err)
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", usageError{errors.New(a.text.NoPassword)}
	}
	return line, nil
}
