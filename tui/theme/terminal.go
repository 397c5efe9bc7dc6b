package theme

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"time"

	"github.com/muesli/cancelreader"
	"golang.org/x/term"
)

// AskLimit is how long a terminal may take to answer, unless a setting says otherwise. A local one needs less than
// a millisecond.
const AskLimit = 50 * time.Millisecond

// Terminal is what a terminal says about itself.
type Terminal struct {
	Answers    bool // it answers at all
	Ambiguous  int  // cells of an ambiguous character, 1 or 2; 0: not known
	Background Background
}

// What Ask writes: a curly quote at the start of the line, the question where the cursor is, the line as it was; the
// question for the background's colour, and the first one again as a sign that all answers have come.
const (
	askWidth      = "\x1b7\r“\x1b[6n\r\x1b[K\x1b8"
	askBackground = "\x1b]11;?\x1b\\\x1b[6n"
)

var (
	cursorReport = regexp.MustCompile(`\x1b\[(\d+);(\d+)R`)
	colourReport = regexp.MustCompile(`\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})`)
)

// Ask asks the terminal that in and out belong to how wide it draws ambiguous characters and whether its background
// is dark. It must be called before the program reads keys. A terminal that has not said where its cursor is within
// limit is asked nothing more, so that no late answer is taken for keys; in all, Ask takes no longer than twice the
// limit. Where in or out is no terminal, it asks nothing.
func Ask(in, out *os.File, limit time.Duration) (Terminal, error) {
	if !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return Terminal{}, nil
	}
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return Terminal{}, fmt.Errorf("theme: make the terminal raw: %w", err)
	}
	t, err := ask(in, out, limit)
	if restoreErr := term.Restore(int(in.Fd()), before); err == nil && restoreErr != nil {
		err = fmt.Errorf("theme: restore the terminal: %w", restoreErr)
	}
	return t, err
}

// ask is Ask on a terminal in raw mode.
func ask(in *os.File, out io.Writer, limit time.Duration) (Terminal, error) {
	reader, err := cancelreader.NewReader(in)
	if err != nil {
		return Terminal{}, fmt.Errorf("theme: read from the terminal: %w", err)
	}
	answers, done := make(chan []byte), make(chan struct{})
	quit := make(chan struct{})
	go func() {
		defer close(done)
		for {
			buffer := make([]byte, 256)
			n, err := reader.Read(buffer)
			if err != nil {
				return
			}
			select {
			case answers <- buffer[:n]:
			case <-quit:
				return
			}
		}
	}()
	t, err := converse(answers, out, limit)
	close(quit)
	if reader.Cancel() {
		<-done
	}
	return t, joined(err, reader.Close())
}

// joined returns the first error that is one, as a failed conversation.
func joined(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return fmt.Errorf("theme: ask the terminal: %w", err)
		}
	}
	return nil
}

// converse puts both questions.
func converse(answers <-chan []byte, out io.Writer, limit time.Duration) (Terminal, error) {
	var t Terminal
	if _, err := io.WriteString(out, askWidth); err != nil {
		return t, err
	}
	heard := listen(answers, limit)
	report := cursorReport.FindSubmatch(heard)
	if report == nil {
		return t, nil
	}
	t.Answers = true
	switch string(report[2]) {
	case "2":
		t.Ambiguous = 1
	case "3":
		t.Ambiguous = 2
	}
	if _, err := io.WriteString(out, askBackground); err != nil {
		return t, err
	}
	t.Background = brightness(listen(answers, limit))
	return t, nil
}

// listen collects answers until the cursor was reported or the limit has passed.
func listen(answers <-chan []byte, limit time.Duration) []byte {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	var heard []byte
	for {
		select {
		case part := <-answers:
			heard = append(heard, part...)
			if cursorReport.Match(heard) {
				return heard
			}
		case <-timer.C:
			return heard
		}
	}
}

// brightness reads the background's colour from a terminal's answer.
func brightness(heard []byte) Background {
	report := colourReport.FindSubmatch(heard)
	if report == nil {
		return Unknown
	}
	luma := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} { // ITU-R BT.709
		digits := string(report[i+1])
		value, err := strconv.ParseUint(digits, 16, 16)
		if err != nil {
			return Unknown
		}
		luma += weight * float64(value) / float64(uint64(1)<<(4*len(digits))-1)
	}
	if luma < 0.5 {
		return Dark
	}
	return Light
}
