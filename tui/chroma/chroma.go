// Package chroma stands in for github.com/alecthomas/chroma/v2, which glamour imports to colour program code. zonewire
// draws code itself (tui/prose/code.go), so nothing here is ever called but by the linker; yet the real chroma builds
// 250 lexers and 70 styles when a program starts, which is 22 of the 75 ms until the reader's first frame (measured with
// GODEBUG=inittrace=1). go.mod replaces it by this. What glamour asks of it is here and does the plain thing: code stays
// as it is.
package chroma

// TokenType is a kind of word in program code.
type TokenType int

// The kinds that glamour's styles speak of.
const (
	Text TokenType = iota
	Error
	Comment
	CommentPreproc
	Keyword
	KeywordReserved
	KeywordNamespace
	KeywordType
	Operator
	Punctuation
	Name
	NameBuiltin
	NameTag
	NameAttribute
	NameClass
	NameConstant
	NameDecorator
	NameException
	NameFunction
	NameOther
	Literal
	LiteralNumber
	LiteralDate
	LiteralString
	LiteralStringEscape
	GenericDeleted
	GenericEmph
	GenericInserted
	GenericStrong
	GenericSubheading
	Background
)

// StyleEntries is how each kind of word looks.
type StyleEntries map[TokenType]string

// Style is a named set of looks.
type Style struct {
	Name    string
	Entries StyleEntries
}

// MustNewStyle makes a style.
func MustNewStyle(name string, entries StyleEntries) *Style { return &Style{name, entries} }
