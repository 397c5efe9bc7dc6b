// Package gazetteer knows the regions of China and its national development zones: their names, where they lie, how
// they are written in pinyin and in English, and which of them a piece of news is about.
//
// Everything is embedded and decoded when first asked for; Load itself costs nothing. A Gazetteer never changes and
// may be used from several goroutines. With adds zones that were met in pages.
//
// The data files:
//
//	regions.txt   divisions of GB/T 2260 as published by the National Bureau of Statistics (31 provinces, 342 cities
//	              and placeholder levels, 2,978 counties and functional areas, from
//	              github.com/modood/Administrative-divisions-of-China), with Hong Kong, Macao and Taiwan added
//	zones.txt     the 405 national economic-technological and high-tech zones with the code of their region
//	syllables.txt one toneless reading for each Han character, from github.com/mozillazg/go-pinyin. It is not linked
//	              in because its table is built whenever a program starts
//	names.txt     by hand: short names and aliases of zones, former names of regions, names that mislead
//	readings.txt  by hand: readings of place names that differ from the first reading of their characters
//	words.txt     by hand: region names that are also common words, and words in which one only seems to stand
//	english.txt   by hand: official spellings that are not the pinyin
//
// The first three are written by the refresh command from newer lists:
//
//	go generate ./feed/gazetteer
//
// after the directory of lists has been named in ZONEWIRE_LISTS (zones.csv and divisions/{provinces,cities,areas}.csv).
package gazetteer

//go:generate go run ./refresh -into data
