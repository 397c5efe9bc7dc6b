package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func writeBenchConfig(b *testing.B, home string) {
	b.Helper()
	config := "sync_at_start = false\ntheme = \"ink\"\nambiguous_width = 1\n"
	if err := os.WriteFile(filepath.Join(home, "config.toml"), []byte(config), 0o600); err != nil {
		b.Fatal(err)
	}
}

// buildProgram builds the program as a person would: start-up of the test binary is not what is measured.
func buildProgram(b *testing.B, path string) {
	b.Helper()
	cmd := exec.Command("go", "build", "-o", path, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
}

func programAt(b *testing.B, binary string, args ...string) *exec.Cmd {
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), "LANG=zh_CN.UTF-8", "LC_ALL=", "TERM=xterm-256color", "COLORTERM=truecolor", "HOME="+b.TempDir())
	return cmd
}

// residentKiB is a process's resident memory, 0 where /proc does not tell.
func residentKiB(pid int) (n int) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			_, _ = fmt.Sscan(value, &n)
		}
	}
	return n
}
