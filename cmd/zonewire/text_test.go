package main

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"

	"zonewire/tui/i18n"
)

// TestTextsAreComplete finds a sentence that a language lacks.
func TestTextsAreComplete(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.Chinese, i18n.English} {
		v := reflect.ValueOf(*textFor(lang))
		for i := range v.NumField() {
			if v.Field(i).String() == "" {
				t.Errorf("%s: %s is empty", lang, v.Type().Field(i).Name)
			}
		}
	}
	zh, en := reflect.ValueOf(*chinese()), reflect.ValueOf(*english())
	for i := range zh.NumField() {
		name := zh.Type().Field(i).Name
		if strings.Count(zh.Field(i).String(), "%") != strings.Count(en.Field(i).String(), "%") {
			t.Errorf("%s takes different values in the two languages", name)
		}
	}
}

// TestEnglishCountsAreForAnyNumber finds a count in front of a noun, which is right for some numbers only.
func TestEnglishCountsAreForAnyNumber(t *testing.T) {
	counted := regexp.MustCompile(`%(\[\d\])?d (\w+ )?(articles?|sources?|columns? and|feeds?|marks?|queries|rules?)\b`)
	en := reflect.ValueOf(*english())
	for i := range en.NumField() {
		if text := en.Field(i).String(); counted.MatchString(text) {
			t.Errorf("%s is %q", en.Type().Field(i).Name, text)
		}
	}
}

// TestEveryCommandHelps reads the help of every command in both languages: it has an example, and in Chinese no English
// heading is left.
func TestEveryCommandHelps(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		a := newApp([]string{"--lang", lang}, &strings.Builder{}, &strings.Builder{})
		var visit func(cmd *cobra.Command)
		visit = func(cmd *cobra.Command) {
			if cmd.Hidden || cmd.Name() == "help" || cmd.Name() == "completion" {
				return
			}
			help := cmd.UsageString()
			if cmd.Example == "" || cmd.Short == "" {
				t.Errorf("%s: %s has no example or no description", lang, cmd.CommandPath())
			}
			if lang == "zh" {
				for _, word := range []string{"Usage:", "Flags:", "Available", "help for"} {
					if strings.Contains(help, word) {
						t.Errorf("the Chinese help of %s says %q", cmd.CommandPath(), word)
					}
				}
				if !strings.ContainsFunc(cmd.Short, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
					t.Errorf("%s is described in English: %s", cmd.CommandPath(), cmd.Short)
				}
			}
			for _, sub := range cmd.Commands() {
				visit(sub)
			}
		}
		visit(rootCommand(a))
	}
}
