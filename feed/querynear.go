package feed

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// nearestField is the name of the field that may have been meant by an unknown one: the one that it begins or that has
// a few letters of difference. "" when none is near.
func nearestField(name string) string {
	name = strings.ToLower(name)
	nearest, least := "", 0
	for _, known := range fieldNames() {
		d := distance(name, known)
		longest := max(utf8.RuneCountInString(name), utf8.RuneCountInString(known))
		allowed := longest / 3
		if len(known) > utf8.RuneCountInString(known) {
			allowed = longest / 2 // a Chinese name has few characters, and each says more
		}
		begun := utf8.RuneCountInString(name) > 1 && strings.HasPrefix(known, name)
		if d > allowed && !begun {
			continue
		}
		if nearest == "" || d < least {
			nearest, least = known, d
		}
	}
	return nearest
}

// distance is how many letters must be added, dropped, replaced, or swapped with their neighbour to make b of a
// (optimal string alignment).
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	if len(from) > longestField {
		return len(from) // no typing mistake makes that of a field's name
	}
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range to {
		rows[0][j+1] = j + 1
	}
	for i := range from {
		for j := range to {
			replaced := rows[i][j]
			if from[i] != to[j] {
				replaced++
			}
			rows[i+1][j+1] = min(replaced, rows[i][j+1]+1, rows[i+1][j]+1)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				rows[i+1][j+1] = min(rows[i+1][j+1], rows[i-1][j-1]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}

// longestField is a length in characters that no field's name has, mistyped ones included.
const longestField = 16

var (
	begunDate = regexp.MustCompile(`^(\d{1,3}|\d{4}[-/.年]|\d{4}[-/.年]\d{1,2}[-/.月])$`)
	begunAge  = regexp.MustCompile(`^([<>]=?\d{0,5}|\d{1,5})$`)
)

// Unfinished reports whether the mistake stands at the end of the text and is none as soon as the right thing is typed
// behind it: a value, a quote, a parenthesis, the rest of a word or a date.
func (e *QueryError) Unfinished(text string) bool {
	if e.End != len(text) || e.Start > e.End {
		return false
	}
	value := strings.ToLower(narrow(text[e.Start:]))
	switch e.Problem {
	case QueryOpenQuote, QueryOpenParen:
		return true
	case QueryMissingOperand:
		return !strings.HasSuffix(value, ")")
	case QueryMissingValue:
		return strings.HasSuffix(value, ":")
	case QueryUnknownValue:
		for _, word := range e.Expected {
			if strings.HasPrefix(word, value) {
				return true
			}
		}
	case QueryBadDate:
		return begunDate.MatchString(value)
	case QueryBadAge:
		return begunAge.MatchString(value)
	}
	return false
}
