// Package quick writes program code.
package quick

import "io"

// Highlight writes the code as it is, whatever the lexer, formatter and style are called.
func Highlight(w io.Writer, code, _, _, _ string) error {
	_, err := io.WriteString(w, code)
	return err
}
