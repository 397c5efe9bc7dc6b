package i18n

import (
	"strings"

	"zonewire/feed"
)

// Query is the texts about a query that is being typed and about mistakes in it.
type Query struct {
	Problem func(feed.QueryProblem) string
	Allowed func(why, words string) string // what could stand there
	Nearest func(why, field string) string // the field that may have been meant
	Offer   func(field string) string      // the same where there is little room
	// Awaits is what is to be typed next where a query ends with this problem, within this field if any.
	Awaits func(problem feed.QueryProblem, field feed.QueryField) string
}

// longestPart is how much of a query a sentence repeats, in characters.
const longestPart = 40

// BadQuery says what is wrong in a query and what could stand there.
func (q Query) BadQuery(mistake *feed.QueryError, text string) string {
	part := []rune(feed.Clean(text[min(mistake.Start, len(text)):min(mistake.End, len(text))]))
	if len(part) > longestPart {
		part = append(part[:longestPart:longestPart], '…')
	}
	sentence := join(q.Problem(mistake.Problem), quoted(string(part)))
	switch {
	case mistake.Nearest != "":
		return q.Nearest(sentence, mistake.Nearest)
	case len(mistake.Expected) > 0:
		return q.Allowed(sentence, strings.Join(mistake.Expected, " "))
	}
	return sentence
}

func chineseQuery() Query {
	return Query{
		Problem: chineseQueryProblem,
		Allowed: func(why, words string) string { return why + "，可用 " + words },
		Nearest: func(why, field string) string { return why + "，是否想用 " + field + ": ？" },
		Offer:   func(field string) string { return "Tab 改为 " + field + ":" },
		Awaits: func(problem feed.QueryProblem, field feed.QueryField) string {
			switch problem {
			case feed.QueryOpenQuote:
				return "接着写，以 \" 结束"
			case feed.QueryOpenParen:
				return "接着写，以 ) 结束"
			case feed.QueryMissingOperand:
				return "接着写条件"
			}
			switch field {
			case feed.QueryZone, feed.QueryRegion:
				return "名称或拼音，或 none"
			case feed.QuerySource:
				return "来源名称"
			case feed.QueryAfter, feed.QueryBefore, feed.QueryOn:
				return "日期，如 2019-10、2019-10-02、today"
			case feed.QueryAge:
				return "时长，如 <7d、>2w、<3m"
			}
			return "接着写要查的字"
		},
	}
}

func chineseQueryProblem(p feed.QueryProblem) string {
	switch p {
	case feed.QueryTooLong:
		return "太长"
	case feed.QueryTooDeep:
		return "括号套得太深"
	case feed.QueryOpenQuote:
		return "引号没有配对"
	case feed.QueryOpenParen:
		return "括号没有配对"
	case feed.QueryStrayParen:
		return "多了右括号"
	case feed.QueryMissingOperand:
		return "缺条件"
	case feed.QueryUnknownField:
		return "没有这个字段"
	case feed.QueryMissingValue:
		return "缺内容"
	case feed.QueryUnknownValue:
		return "没有这个值"
	case feed.QueryUnknownName:
		return "没有叫这个名字的"
	case feed.QueryBadDate:
		return "不是日期（如 2019-10）"
	case feed.QueryBadAge:
		return "不是时长（如 <7d）"
	}
	return "查找式有误"
}

func englishQuery() Query {
	return Query{
		Problem: englishQueryProblem,
		Allowed: func(why, words string) string { return why + "; use " + words },
		Nearest: func(why, field string) string { return why + "; did you mean " + field + ": ?" },
		Offer:   func(field string) string { return "Tab: " + field + ":" },
		Awaits: func(problem feed.QueryProblem, field feed.QueryField) string {
			switch problem {
			case feed.QueryOpenQuote:
				return "go on, and end with \""
			case feed.QueryOpenParen:
				return "go on, and end with )"
			case feed.QueryMissingOperand:
				return "go on with a condition"
			}
			switch field {
			case feed.QueryZone, feed.QueryRegion:
				return "a name or pinyin, or none"
			case feed.QuerySource:
				return "a source's name"
			case feed.QueryAfter, feed.QueryBefore, feed.QueryOn:
				return "a date: 2019-10, 2019-10-02, today"
			case feed.QueryAge:
				return "an age: <7d, >2w, <3m"
			}
			return "the words to look for"
		},
	}
}

func englishQueryProblem(p feed.QueryProblem) string {
	switch p {
	case feed.QueryBadDate:
		return "not a date (such as 2019-10)"
	case feed.QueryBadAge:
		return "not an age (such as <7d)"
	case "":
		return "bad query"
	}
	return string(p)
}

// quoted puts a text that is not empty into quotes.
func quoted(text string) string {
	if text == "" {
		return ""
	}
	return "“" + text + "”"
}
