package feed

import "fmt"

// QueryProblem is a sort of mistake in a query. Sentences for people are made from it in their language.
type QueryProblem string

// The problems. Those of a field's value say in QueryError.Field which field it is.
const (
	QueryTooLong        QueryProblem = "too long"
	QueryTooDeep        QueryProblem = "too many parentheses within each other"
	QueryOpenQuote      QueryProblem = "quote is not closed"
	QueryOpenParen      QueryProblem = "parenthesis is not closed"
	QueryStrayParen     QueryProblem = "closing parenthesis without an opening one"
	QueryMissingOperand QueryProblem = "a condition is missing"
	QueryUnknownField   QueryProblem = "unknown field"
	QueryMissingValue   QueryProblem = "a value is missing"
	QueryUnknownValue   QueryProblem = "unknown value" // one of Expected was
	QueryUnknownName    QueryProblem = "nothing has this name"
	QueryBadDate        QueryProblem = "not a date" // 2019, 2019-10, 2019-10-02 were expected
	QueryBadAge         QueryProblem = "not an age" // <7d was expected
)

// QueryError is a mistake in a query: what it is and which bytes of the text to underline.
type QueryError struct {
	Problem    QueryProblem
	Start, End int        // byte offsets
	Field      QueryField // whose value is meant, "" for none
	Expected   []string   // what could stand there, when that is a short list
	Nearest    string     // of an unknown field: the name of the one that may have been meant, without its colon
}

// Error is for logs; it does not repeat what was typed.
func (e *QueryError) Error() string {
	text := fmt.Sprintf("%s at %d to %d", e.Problem, e.Start, e.End)
	if e.Field != "" {
		text = string(e.Field) + ": " + text
	}
	if len(e.Expected) > 0 {
		text += fmt.Sprintf(", expected one of %v", e.Expected)
	}
	if e.Nearest != "" {
		text += ", nearest is " + e.Nearest
	}
	return text
}
