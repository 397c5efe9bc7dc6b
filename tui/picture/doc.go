// Package picture draws pictures as lines of text, which scroll, are cut and are measured like any other.
//
// Two ways of drawing are safe in a view that is redrawn line by line. Half blocks (▀) put two pixels into a cell and
// work wherever there are colours. In terminals that follow the Unicode placeholders of the kitty graphics protocol
// (https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders: kitty and Ghostty) the picture is sent once
// and each cell of it is a character that names its part of the picture.
//
// Sixels stand where the cursor was, belong to no line, and are neither scrolled nor erased with the text that Bubble Tea
// v1 rewrites: they are for a picture that has a screen of its own. Among text, terminals that have sixels get half
// blocks. WezTerm and Konsole know the kitty protocol without its placeholders and get half blocks too.
//
// The bytes come from strangers: sizes are checked before anything is decoded.
package picture
