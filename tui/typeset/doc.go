// Package typeset measures and breaks text for a grid of character cells, as Chinese is set by GB/T 15834-2011 and
// the W3C's Requirements for Chinese Text Layout.
//
// It is the only place where the program measures on-screen width. Width is counted per grapheme cluster (UAX #29):
// an ideograph takes two cells, escape sequences none, and the characters that East Asian Width (UAX #11) calls
// ambiguous (“ ” … — · ─ ● ①) what the terminal gives them, which a Measure carries.
//
// Lines are broken by UAX #14 with a tailoring: curly quotes open and close, no line begins with a mark that belongs
// to what stands before it or ends with one that belongs to what follows (kinsoku), —— and …… stay whole, and a
// number keeps its unit, a date its parts and a Latin word its letters while they fit on a line.
//
// Text may carry SGR styles and OSC 8 links. Every line closes what it opened and the next one takes it up again.
package typeset
