package syndication

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first needed, so that a program start costs nothing.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
