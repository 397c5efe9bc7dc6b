package i18n

import "strings"

// Lang is a language that the reader speaks.
type Lang string

// The languages.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Parse reads a language as a setting or a flag names it: zh, zh-CN, zh_CN.UTF-8, Chinese, en, en_US, English.
func Parse(name string) (Lang, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	tag, _, _ := strings.Cut(name, ".")
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "-", "_"), "_")
	switch tag {
	case "zh", "chinese", "中文":
		return Chinese, true
	case "en", "english", "英文":
		return English, true
	}
	return "", false
}

// Detect is the language that the environment asks for, by the precedence of POSIX (XBD 8.2): LC_ALL, LC_MESSAGES,
// LANG; the first that is not empty decides. What is neither Chinese nor set is English. getenv is os.Getenv.
func Detect(getenv func(string) string) Lang {
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		if lang, ok := Parse(value); ok {
			return lang
		}
		return English
	}
	return English
}

// For is the texts of a language; English for one that is not known.
func For(lang Lang) *Texts {
	if lang == Chinese {
		return chinese()
	}
	return english()
}
