// Package prose turns an article's Markdown into the lines of a pane: styled, broken, ready to be drawn.
//
// goldmark parses the text into blocks. Glamour styles what stands within a paragraph or heading, with word wrap 0
// and a style without margins; package typeset breaks its output. What surrounds text is laid out here: list markers,
// quote bars, tables with columns that are true for Chinese, code that is never broken, pictures as captions, links
// with numbers. Neither glamour's wrapping nor its padding is used, because both miscount Chinese.
//
// A text passes feed.CleanText again on its way in, and character references to what the gate removes are taken out,
// so that the only escape sequences in the result are styles and links that this package wrote.
package prose
