package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the house's direction of knowledge: which of our packages a package may import.
func mayImport(from, to string) bool {
	under := func(p, dir string) bool { return p == dir || strings.HasPrefix(p, dir+"/") }
	switch {
	case under(from, "cmd"):
		return true
	case from == "feed":
		return false
	case from == "feed/syncer":
		return under(to, "feed") || to == "storage"
	case under(from, "feed"):
		return to == "feed"
	case from == "storage":
		return to == "feed" || to == "feed/gazetteer"
	case from == "tui":
		return to == "feed" || to == "feed/gazetteer" || to == "feed/syncer" || to == "storage" || under(to, "tui")
	case under(from, "tui"):
		return to == "feed" || under(to, "tui")
	}
	return false
}

// TestImports reads every file of the module and checks each import of ours. Tests may import more: they wire things
// together to try them.
func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	packages := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() != ".." && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		from := path.Dir(filepath.ToSlash(rel))
		packages[from] = true
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			to, ours := strings.CutPrefix(name, "zonewire/")
			if ours && !mayImport(from, to) {
				t.Errorf("%s imports %s, which its place forbids", rel, to)
			}
			if from == "feed" && strings.Contains(name, ".") {
				t.Errorf("%s imports %s: feed keeps to the standard library", rel, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"cmd/zonewire", "feed", "feed/syncer", "storage", "tui"} {
		if !packages[p] {
			t.Errorf("package %s was not found: is this test still looking at the module?", p)
		}
	}
}
