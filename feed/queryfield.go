package feed

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// QueryField is a field of the query language, written before a colon.
type QueryField string

// The fields.
const (
	QueryZone    QueryField = "zone"
	QueryRegion  QueryField = "region"
	QuerySource  QueryField = "source"
	QueryChannel QueryField = "channel"
	QueryOrigin  QueryField = "origin"
	QueryTitle   QueryField = "title"
	QueryIs      QueryField = "is"
	QueryHas     QueryField = "has"
	QueryAfter   QueryField = "after"
	QueryBefore  QueryField = "before"
	QueryOn      QueryField = "on"
	QueryAge     QueryField = "age"
	QueryLang    QueryField = "lang"
)

// QueryFields are all fields, for completion.
func QueryFields() []QueryField {
	return []QueryField{
		QueryZone, QueryRegion, QuerySource, QueryChannel, QueryOrigin, QueryTitle, QueryIs, QueryHas, QueryAfter,
		QueryBefore, QueryOn, QueryAge, QueryLang,
	}
}

// Values are the words that may follow the field, nil when they are not a short list.
func (f QueryField) Values() []string {
	switch f {
	case QueryIs:
		return []string{"unread", "read", "starred", "watched"}
	case QueryHas:
		return []string{string(HasPicture), string(HasAttachment)}
	case QueryLang:
		return []string{"zh", "en", "ja", "ko"}
	}
	return nil
}

// names are what the field may be called, its own name first.
func (f QueryField) names() []string {
	switch f {
	case QueryZone:
		return []string{"zone", "开发区"}
	case QueryRegion:
		return []string{"region", "地区"}
	case QuerySource:
		return []string{"source", "订阅"}
	case QueryChannel:
		return []string{"channel", "栏目"}
	case QueryOrigin:
		return []string{"origin", "来源"}
	case QueryTitle:
		return []string{"title", "标题"}
	case QueryAfter:
		return []string{"after", "since"}
	case QueryBefore:
		return []string{"before", "until"}
	case QueryOn:
		return []string{"on", "date"}
	case QueryLang:
		return []string{"lang", "language"}
	}
	return []string{string(f)}
}

// fieldNames are the names of all fields.
func fieldNames() (names []string) {
	for _, f := range QueryFields() {
		names = append(names, f.names()...)
	}
	return names
}

// QueryFieldNamed finds a field by its name in English or Chinese, in any case.
func QueryFieldNamed(name string) (QueryField, bool) {
	name = strings.ToLower(name)
	for _, f := range QueryFields() {
		if slices.Contains(f.names(), name) {
			return f, true
		}
	}
	return "", false
}

// none is the value that asks for articles without a zone or a region.
const none = "none"

// field reads the value of a field whose name began at start, and makes its condition.
func (p *queryParser) field(name string, start int) (Expr, error) {
	field, ok := QueryFieldNamed(name)
	if !ok {
		return nil, p.unknownField(name, start)
	}
	from := p.at
	phrase := p.peek() == '"'
	value, err := p.value()
	if err != nil {
		return nil, err
	}
	value = strings.TrimSpace(value)
	fail := func(problem QueryProblem) error {
		return &QueryError{Problem: problem, Start: from, End: p.at, Field: field, Expected: field.Values()}
	}
	if value == "" {
		return nil, &QueryError{Problem: QueryMissingValue, Start: start, End: p.at, Field: field, Expected: field.Values()}
	}
	var e Expr
	problem := QueryUnknownValue
	switch field {
	case QueryZone, QueryRegion, QuerySource:
		e, problem = p.named(field, value), QueryUnknownName
	case QueryChannel:
		e = InText{Field: FieldChannel, Text: value}
	case QueryOrigin:
		e = InText{Field: FieldOrigin, Text: value}
	case QueryTitle:
		if !searchable(value) {
			return nil, fail(QueryMissingValue)
		}
		e = Words{Text: value, Phrase: phrase, Title: true}
	case QueryIs, QueryHas, QueryLang:
		e = worded(field, strings.ToLower(narrow(value)))
	case QueryAfter, QueryBefore, QueryOn:
		e, problem = dated(field, narrow(value), p.names.Now), QueryBadDate
	case QueryAge:
		e, problem = aged(narrow(value), p.names.Now), QueryBadAge
	}
	if e == nil {
		return nil, fail(problem)
	}
	return e, nil
}

// unknownField is the mistake of a field that there is not, with the nearest that there is, or else all.
func (p *queryParser) unknownField(name string, start int) *QueryError {
	mistake := p.problem(QueryUnknownField, start)
	if mistake.Nearest = nearestField(name); mistake.Nearest == "" {
		for _, f := range QueryFields() {
			mistake.Expected = append(mistake.Expected, string(f)+":")
		}
	}
	return mistake
}

// narrow writes full-width letters, digits and signs as their ASCII twins.
func narrow(value string) string { return strings.Map(asciiTwin, value) }

// named is the condition for a name, nil when nothing has it.
func (p *queryParser) named(field QueryField, value string) Expr {
	switch {
	case field == QueryZone && value == none:
		return InZone{}
	case field == QueryZone && p.names.Zone != nil:
		return anyOf(p.names.Zone(value), func(id ZoneID) Expr { return InZone{ID: id} })
	case field == QueryRegion && value == none:
		return InRegion{}
	case field == QueryRegion && p.names.Region != nil:
		return anyOf(p.names.Region(value), func(code RegionCode) Expr { return InRegion{Code: code} })
	case field == QuerySource && p.names.Source != nil:
		return anyOf(p.names.Source(value), func(id SourceID) Expr { return InSource{ID: id} })
	}
	return nil
}

func anyOf[T any](list []T, condition func(T) Expr) Expr {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return condition(list[0])
	}
	any := make(Or, len(list))
	for i, one := range list {
		any[i] = condition(one)
	}
	return any
}

// worded is the condition for a field that takes one of few words, nil for another word.
func worded(field QueryField, value string) Expr {
	switch field {
	case QueryIs:
		switch value {
		case "unread":
			return IsUnread{}
		case "read":
			return Not{Of: IsUnread{}}
		case "starred":
			return IsStarred{}
		case "watched":
			return IsWatched{}
		}
	case QueryHas:
		if part := Part(value); part == HasPicture || part == HasAttachment {
			return Has{What: part}
		}
	case QueryLang:
		for _, code := range field.Values() {
			if value == code {
				return InLanguage{Code: code}
			}
		}
	}
	return nil
}

// dated is the condition for a date, nil when it is none.
func dated(field QueryField, value string, now time.Time) Expr {
	from, until, ok := queryDate(value, now)
	if !ok {
		return nil
	}
	switch field {
	case QueryAfter:
		return Between{From: from}
	case QueryBefore:
		return Between{Until: from}
	}
	return Between{From: from, Until: until}
}

var dateForm = regexp.MustCompile(`^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$`)

// queryDate is the first moment of a year, month or day in Beijing, and the first moment after it.
func queryDate(value string, now time.Time) (from, until time.Time, ok bool) {
	y, m, d := now.In(Beijing()).Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, Beijing())
	switch strings.ToLower(value) {
	case "today", "今天":
		return today, today.AddDate(0, 0, 1), true
	case "yesterday", "昨天":
		return today.AddDate(0, 0, -1), today, true
	}
	parts := dateForm.FindStringSubmatch(value)
	if parts == nil {
		return from, until, false
	}
	year, _ := strconv.Atoi(parts[1])
	month, _ := strconv.Atoi(parts[2])
	day, _ := strconv.Atoi(parts[3])
	switch {
	case parts[2] == "":
		from = time.Date(year, 1, 1, 0, 0, 0, 0, Beijing())
		return from, from.AddDate(1, 0, 0), true
	case parts[3] == "":
		from = time.Date(year, time.Month(month), 1, 0, 0, 0, 0, Beijing())
		return from, from.AddDate(0, 1, 0), month == int(from.Month())
	}
	from = time.Date(year, time.Month(month), day, 0, 0, 0, 0, Beijing())
	return from, from.AddDate(0, 0, 1), month == int(from.Month()) && day == from.Day()
}

var ageForm = regexp.MustCompile(`^([<>]?)=?(\d{1,5})\s*(h|d|w|m|y|小时|天|周|个月|月|年)$`)

// aged is the condition for an age; without a sign it is the highest.
func aged(value string, now time.Time) Expr {
	parts := ageForm.FindStringSubmatch(strings.ToLower(value))
	if parts == nil {
		return nil
	}
	n, _ := strconv.Atoi(parts[2])
	var since time.Time
	switch parts[3] {
	case "h", "小时":
		since = now.Add(-time.Duration(n) * time.Hour)
	case "d", "天":
		since = now.AddDate(0, 0, -n)
	case "w", "周":
		since = now.AddDate(0, 0, -7*n)
	case "m", "月", "个月":
		since = now.AddDate(0, -n, 0)
	default:
		since = now.AddDate(-n, 0, 0)
	}
	if parts[1] == ">" {
		return Between{Until: since}
	}
	return Between{From: since}
}
