package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"
)

// asProgram makes the test binary behave as zonewire itself, so that tests can start, kill and race real processes.
const asProgram = "ZONEWIRE_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
		stop()
		os.Exit(status)
	}
	os.Exit(m.Run())
}

// program is a zonewire process that has not been started.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", "LANG=en_US.UTF-8", "LC_ALL=", "HOME="+t.TempDir())
	return cmd
}

// outcome is what a run of zonewire printed and returned.
type outcome struct {
	status   int
	out, err string
}

// zonewire runs the program within the test's process.
func zonewire(t *testing.T, args ...string) outcome {
	t.Helper()
	var out, errOut bytes.Buffer
	status := run(t.Context(), append([]string{"--lang", "en"}, args...), &out, &errOut)
	return outcome{status: status, out: out.String(), err: errOut.String()}
}

// mustRun runs the program and fails the test unless it exits with 0.
func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	o := zonewire(t, args...)
	if o.status != exitWell {
		t.Fatalf("zonewire %v exited with %d: %s", args, o.status, o.err)
	}
	return o.out
}
