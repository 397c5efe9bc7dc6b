package prose

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser returns a parser of CommonMark with tables, strikes and task lists, that differs where the news
// would be misread: emphasis works beside Chinese marks, a single tilde is a range (5~10) and not a strike, and an
// indented line is a paragraph and not code.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(paragraphs{parser.NewParagraphParser()}, 1000),
		),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(delimiters{char: '*', least: 1}, 450),
			util.Prioritized(delimiters{char: '~', least: 2}, 450),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// paragraphs parses paragraphs, also indented ones.
type paragraphs struct{ parser.BlockParser }

// CanAcceptIndentedLine implements parser.BlockParser.
func (paragraphs) CanAcceptIndentedLine() bool { return true }

// delimiters parses emphasis and strikes. It differs from CommonMark's rule of flanking in one thing: a Chinese,
// Japanese or Korean character beside a run of delimiters counts as white space does, because Chinese puts none
// there. With the bare rule **重点：**加快 stays as it is written.
type delimiters struct {
	char  byte
	least int
}

// Trigger implements parser.InlineParser.
func (d delimiters) Trigger() []byte { return []byte{d.char} }

// Parse implements parser.InlineParser.
func (d delimiters) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	run := parser.ScanDelimiter(line, before, d.least, d)
	if run == nil || d.char == '~' && (run.OriginalLength > d.least || before == '~') {
		return nil
	}
	after := rune(' ')
	if run.OriginalLength < len(line) {
		after, _ = utf8.DecodeRune(line[run.OriginalLength:])
	}
	run.CanOpen = run.CanOpen || flanks(before, after)
	run.CanClose = run.CanClose || flanks(after, before)
	run.Segment = segment.WithStop(segment.Start + run.OriginalLength)
	block.Advance(run.OriginalLength)
	pc.PushDelimiter(run)
	return run
}

// flanks reports whether a run of delimiters between outside and inside may belong to the inside because one of the
// two is East Asian.
func flanks(outside, inside rune) bool {
	return !unicode.IsSpace(inside) && (isEastAsian(outside) || isEastAsian(inside))
}

// IsDelimiter implements parser.DelimiterProcessor.
func (d delimiters) IsDelimiter(c byte) bool { return c == d.char }

// CanOpenCloser implements parser.DelimiterProcessor.
func (d delimiters) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (d delimiters) OnMatch(consumed int) ast.Node {
	if d.char == '~' {
		return xast.NewStrikethrough()
	}
	return ast.NewEmphasis(consumed)
}

// isEastAsian reports whether r is of a script that puts no spaces between words, or a mark of such.
func isEastAsian(r rune) bool {
	return r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef ||
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)
}
