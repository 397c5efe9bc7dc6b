package i18n

import "strings"

func chineseMoved(name, address string) string {
	return "已永久迁到 " + address + "，可换用：" + setAddress(name, address)
}

func englishMoved(name, address string) string {
	return "moved for good to " + address + "; take it over: " + setAddress(name, address)
}

// setAddress is the command that gives a source another address.
func setAddress(name, address string) string {
	return "zonewire sources set " + shellWord(name) + " --url " + shellWord(address)
}

// shellWord is a text as one word of a POSIX shell's command line.
func shellWord(text string) string {
	if text != "" && text[0] != '-' && !strings.ContainsAny(text, " \t\n|&;<>()$`\\\"'*?[]#~=%!{}") {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
