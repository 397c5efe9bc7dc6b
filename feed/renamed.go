package feed

import (
	"slices"
	"strings"
)

// What tells an exchanged name from a correction: so many letters in a row that are others, in a clause of which this
// part is the same.
const (
	nameLetters  = 4
	sharedOfForm = 3 // a third
)

// renamed reports whether a clause stands in both texts with another name in it: what a notice of the same form for
// other roads, or a visit to other firms, differs in. A reprint adds and drops clauses, and corrects letters.
func renamed(a, b string) bool {
	clausesA, clausesB := clauses(a), clauses(b)
	onlyA, onlyB := without(clausesA, clausesB), without(clausesB, clausesA)
	// Bounded work on pieces that have little in common; these are not the same for other reasons.
	const most = 60
	for _, x := range onlyA[:min(len(onlyA), most)] {
		for _, y := range onlyB[:min(len(onlyB), most)] {
			if exchanged(x, y) {
				return true
			}
		}
	}
	return false
}

// clauses are the parts between marks, as letters.
func clauses(text string) []string {
	var all []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，。；：！？\n,;!?", r) }) {
		if part := letters(part); len(part) > nameLetters {
			all = append(all, string(part))
		}
	}
	return all
}

// without are the clauses of a that b does not have.
func without(a, b []string) []string {
	has := make(map[string]struct{}, len(b))
	for _, clause := range b {
		has[clause] = struct{}{}
	}
	return slices.DeleteFunc(slices.Clone(a), func(clause string) bool { _, ok := has[clause]; return ok })
}

// exchanged reports whether two clauses are one form with different names.
func exchanged(a, b string) bool {
	x, y := []rune(a), []rune(b)
	shared := 0
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y, shared = x[1:], y[1:], shared+1
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y, shared = x[:len(x)-1], y[:len(y)-1], shared+1
	}
	if min(len(x), len(y)) < nameLetters || shared*sharedOfForm < max(len(x), len(y))+shared {
		return false
	}
	// Two corrections in one clause leave what lies between them the same.
	same := 0
	for i := 0; i+1 < len(x); i++ {
		if strings.Contains(string(y), string(x[i:i+2])) {
			same++
		}
	}
	return same*2 < min(len(x), len(y))
}
