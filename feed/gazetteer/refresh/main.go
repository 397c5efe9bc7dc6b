// Command refresh rewrites the generated data files of package gazetteer from published lists: zones.csv with the
// columns name, type, province, city, county, and divisions/{provinces,cities,areas}.csv.
package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

func main() {
	from := flag.String("from", os.Getenv("ZONEWIRE_LISTS"), "directory of the published lists")
	into := flag.String("into", "data", "directory of the data files")
	flag.Parse()
	if err := refresh(*from, *into); err != nil {
		fmt.Fprintln(os.Stderr, "refresh:", err)
		os.Exit(1)
	}
}

// division is a line of the divisions' lists.
type division struct{ code, name string }

func refresh(from, into string) error {
	if from == "" {
		return errors.New("no directory of lists: set ZONEWIRE_LISTS or -from")
	}
	divisions, err := readDivisions(from)
	if err != nil {
		return err
	}
	zones, err := readZones(filepath.Join(from, "zones.csv"), divisions)
	if err != nil {
		return err
	}
	var regions bytes.Buffer
	for _, d := range divisions {
		fmt.Fprintf(&regions, "%s %s\n", d.code, d.name)
	}
	return errors.Join(
		os.WriteFile(filepath.Join(into, "regions.txt"), regions.Bytes(), 0o644),
		os.WriteFile(filepath.Join(into, "zones.txt"), zones, 0o644),
		os.WriteFile(filepath.Join(into, "syllables.txt"), syllables(), 0o644),
	)
}

// readDivisions returns all divisions in the order of their codes. The lists have no line for the three provinces
// at the end of the standard.
func readDivisions(from string) ([]division, error) {
	all := []division{{"71", "台湾省"}, {"81", "香港特别行政区"}, {"82", "澳门特别行政区"}}
	for _, name := range []string{"provinces.csv", "cities.csv", "areas.csv"} {
		rows, err := readTable(filepath.Join(from, "divisions", name))
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			all = append(all, division{row["code"], row["name"]})
		}
	}
	slices.SortFunc(all, func(a, b division) int { return strings.Compare(a.code, b.code) })
	return all, nil
}

// readZones returns the lines of zones.txt: name, type and code, divided by tabs. A zone is hung on the smallest of
// its county, city and province that the divisions have; none at all is an error.
func readZones(path string, divisions []division) ([]byte, error) {
	rows, err := readTable(path)
	if err != nil {
		return nil, err
	}
	find := func(within, name string, length int) string {
		for _, d := range divisions {
			if len(d.code) == length && d.name == name && strings.HasPrefix(d.code, within) {
				return d.code
			}
		}
		return ""
	}
	var out bytes.Buffer
	for _, row := range rows {
		code := find("", row["province"], 2)
		if code == "" {
			return nil, fmt.Errorf("%s: zone %s: no province %q", path, row["name"], row["province"])
		}
		if city := find(code, row["city"], 4); city != "" {
			code = city
		} else if city := find(code, row["city"], 6); city != "" {
			code = city
		}
		if county := find(code, row["county"], 6); county != "" {
			code = county
		}
		fmt.Fprintf(&out, "%s\t%s\t%s\n", row["name"], row["type"], code)
	}
	return out.Bytes(), nil
}

// readTable reads a CSV file with a line of column names.
func readTable(path string) ([]map[string]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("read %s: no lines", path)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := make(map[string]string)
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// syllables returns a line for each syllable: the syllable, a space, all characters whose first reading it is.
func syllables() []byte {
	chars := make(map[string][]rune)
	for r := rune(0x4e00); r <= 0x9fff; r++ {
		if reading := pinyin.SinglePinyin(r, pinyin.NewArgs()); len(reading) > 0 {
			chars[reading[0]] = append(chars[reading[0]], r)
		}
	}
	var names []string
	for s := range chars {
		names = append(names, s)
	}
	slices.Sort(names)
	var out bytes.Buffer
	for _, s := range names {
		fmt.Fprintf(&out, "%s %s\n", s, string(chars[s]))
	}
	return out.Bytes()
}
