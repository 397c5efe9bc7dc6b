// Command zonewire reads news from China's development zones in a terminal.
//
// It wires the packages together: cobra commands, configuration, places on disk, log. Each command is one file of
// its name; app.go opens what they share, exit.go turns errors into a sentence and a status, text*.go holds the
// sentences in Chinese and English, record.go the JSON shapes that are promised to scripts.
package main
