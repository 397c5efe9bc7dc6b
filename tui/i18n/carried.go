package i18n

import (
	"fmt"
	"strings"
)

// Carried is what is said of the sources that have an article.
type Carried struct {
	By       string                                 // label
	Original func(name string) string               // a source's name, marked as that of the original
	Names    func(names []string, total int) string // the first of so many names
}

func chineseCarried() Carried {
	return Carried{
		By:       "收录",
		Original: func(name string) string { return name + "（原发）" },
		Names: func(names []string, total int) string {
			text := strings.Join(names, "、")
			if total > len(names) {
				text += fmt.Sprintf(" 等 %d 家", total)
			}
			return text
		},
	}
}

func englishCarried() Carried {
	return Carried{
		By:       "Carried by",
		Original: func(name string) string { return name + " (original)" },
		Names: func(names []string, total int) string {
			text := strings.Join(names, ", ")
			if more := total - len(names); more > 0 {
				text += fmt.Sprintf(" and %d more", more)
			}
			return text
		},
	}
}
