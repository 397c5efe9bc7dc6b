// Package theme turns one palette of semantic tokens into the styles of panes (Lip Gloss) and of articles (Glamour).
//
// There are three themes: paper for light terminals, ink for dark ones, contrast for those who need it. Each is drawn
// in true colour, 256 colours, 16 colours, with attributes alone (NO_COLOR) or with no escape sequence at all. Colour
// is never the only sign of anything: what it says is also said by an attribute and a mark.
//
// Nothing here looks at the terminal by itself. Detect and Ask are for the program's start, before it owns the
// terminal.
package theme
