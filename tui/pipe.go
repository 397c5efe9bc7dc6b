package tui

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"runtime"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/feed"
	"zonewire/tui/document"
)

// Bounds of a command that an article is piped to.
const (
	pipeLimit  = 2 * time.Minute
	pipeOutput = 64 << 10 // bytes of its output that are shown
	pipeGrace  = time.Second
)

// pipeKey is the setting that holds the last command.
const pipeKey = "pipe.command"

// openPipe asks for the command that takes the article.
func (m *Model) openPipe() tea.Cmd {
	if _, ok := m.target(); !ok {
		return m.say(m.look.texts.Status.NoArticle)
	}
	p := newPrompt(m.look, m.look.texts.Prompt.Pipe, m.look.texts.Prompt.PipeHint, promptPipe)
	p.field.set(m.pipe)
	m.overlay = p
	return nil
}

// pipeTo runs the command that was typed.
func (m *Model) pipeTo(p *prompt) tea.Cmd {
	m.overlay = nil
	command := strings.TrimSpace(p.field.text())
	h, ok := m.target()
	if !ok || command == "" {
		return nil
	}
	cmd := m.io.pipe(h.ID, command)
	if command == m.pipe {
		return cmd
	}
	m.pipe = command
	return tea.Batch(cmd, m.writing(m.io.saveSetting(pipeKey, command)))
}

// piped says how a command ended and what it wrote.
type piped struct {
	command, output string
	err             error
}

// pipe runs a command of the person's in a shell, with the article as Markdown at its standard input.
func (c *commands) pipe(id feed.ArticleID, command string) tea.Cmd {
	return func() tea.Msg {
		a, _, err := c.store.Article(c.ctx, id)
		if err != nil {
			return piped{command: command, err: err}
		}
		text := document.Write(a, document.Markdown, document.Words{Texts: c.look.texts, Region: c.look.regionPath(a.Region)})
		output, err := runShell(c.ctx, command, text)
		return piped{command: command, output: output, err: err}
	}
}

// runShell runs a command and returns what it wrote, without anything a terminal acts on.
func runShell(ctx context.Context, command, stdin string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, pipeLimit)
	defer cancel()
	shell := []string{"sh", "-c"}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C"}
	}
	cmd := exec.CommandContext(ctx, shell[0], shell[1], command)
	cmd.WaitDelay = pipeGrace
	var out headWriter
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &out
	err := cmd.Run()
	if ctx.Err() != nil {
		err = &feed.Error{Kind: feed.Timeout, Op: "pipe to", Subject: command, Err: err}
	}
	return strings.TrimSpace(feed.CleanText(out.String())), err
}

// headWriter keeps the first bytes that are written and drops the rest, so that a command never waits.
type headWriter struct{ bytes.Buffer }

func (w *headWriter) Write(p []byte) (int, error) {
	w.Buffer.Write(p[:min(len(p), max(0, pipeOutput-w.Len()))])
	return len(p), nil
}

// onPiped shows what the command wrote.
func (m *Model) onPiped(msg piped) tea.Cmd {
	var exit *exec.ExitError
	var cmd tea.Cmd
	switch {
	case msg.err == nil:
		cmd = m.say(m.look.texts.Status.Piped(msg.command))
	case errors.As(msg.err, &exit) && feed.KindOf(msg.err) != feed.Timeout:
		m.cfg.Log.Error("reader", "what", "pipe to "+msg.command, "err", msg.err)
		cmd = m.say(m.look.texts.Status.Failed(m.look.texts.Prompt.Piping(msg.command), exit.Error()))
		m.said.failed = true
	default:
		cmd = m.fail(m.look.texts.Prompt.Piping(msg.command), msg.err)
	}
	if msg.output != "" && m.overlay == nil {
		m.overlay = &textBox{look: m.look, keys: m.keys, title: msg.command, text: strings.Split(msg.output, "\n")}
	}
	return cmd
}
