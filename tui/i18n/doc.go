// Package i18n holds every sentence that the reader shows to a person, in Chinese and in English, and decides which of
// the two a person wants. Texts is a struct, so that a text that is missing in one language is found by the compiler
// or by the package's test, never on the screen.
package i18n
