package feed

import (
	"encoding/json"
	"os"
	"testing"
	"time"
)

// labelledPair is two pieces and whether they are one, decided by a person.
type labelledPair struct {
	Same bool
	Why  string
	A, B struct{ Title, Date, Body string }
}

func labelledPairs(t testing.TB, file string) []labelledPair {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []labelledPair
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (p labelledPair) articles(t testing.TB) (a, b Article) {
	t.Helper()
	on := func(date string) Published {
		if date == "" {
			return Published{}
		}
		at, err := time.ParseInLocation(time.DateOnly, date, Beijing())
		if err != nil {
			t.Fatal(err)
		}
		return Published{Time: at, Exact: ToDay}
	}
	return Article{Title: p.A.Title, Body: p.A.Body, Published: on(p.A.Date)},
		Article{Title: p.B.Title, Body: p.B.Body, Published: on(p.B.Date)}
}

// near reports whether two fingerprints make their articles candidates, as storage asks the database.
func near(f, other Fingerprint) bool {
	for i, key := range f.Text {
		if key != 0 && key == other.Text[i] {
			return true
		}
	}
	return f.Title != 0 && f.Title == other.Title
}

func TestSameArticleOnLabelledPairs(t *testing.T) {
	for file, bound := range map[string]struct {
		pairs             int
		precision, recall float64
	}{
		"testdata/pairs.json": {60, 0.98, 0.9},
		// Written after the measures were chosen. Unseen, they gave 12 of 12 found and 2 wrong; renamed was made for those.
		"testdata/hard.json": {20, 0.98, 0.9},
	} {
		pairs := labelledPairs(t, file)
		r := resultOf(t, pairs)
		t.Logf("%s: %d pairs: %d found, %d wrong, %d missed, %d not even candidates", file, len(pairs), r.right, r.wrong, r.missed, r.unseen)
		if len(pairs) < bound.pairs || float64(r.right) < bound.precision*float64(r.right+r.wrong) {
			t.Errorf("%s: precision %d of %d over %d pairs", file, r.right, r.right+r.wrong, len(pairs))
		}
		if float64(r.right-r.unseen) < bound.recall*float64(r.right+r.missed) {
			t.Errorf("%s: recall %d of %d", file, r.right-r.unseen, r.right+r.missed)
		}
	}
}

// result counts pairs; unseen are those found that would not have been candidates by their texts alone.
type result struct{ right, wrong, missed, unseen int }

func resultOf(t *testing.T, pairs []labelledPair) result {
	var r result
	for _, p := range pairs {
		a, b := p.articles(t)
		same := SameArticle(a, b)
		if same != SameArticle(b, a) {
			t.Errorf("%s: depends on the order", p.Why)
		}
		f, g := FingerprintOf(a), FingerprintOf(b)
		f.Title, g.Title = f.Title+1, g.Title+2 // by their texts alone
		if len(letters(a.Body)) < shortText {
			f.Title = g.Title
		}
		switch {
		case same && p.Same:
			r.right++
			if !near(f, g) {
				r.unseen++
				t.Logf("no candidates: %s / %s", p.Why, a.Title)
			}
		case same:
			r.wrong++
			t.Logf("taken for one: %s / %s", p.Why, a.Title)
		case p.Same:
			r.missed++
			t.Logf("taken for two: %s / %s", p.Why, a.Title)
		}
	}
	return r
}

func TestFingerprintOfNothing(t *testing.T) {
	if f := FingerprintOf(Article{Title: "……", Body: "。"}); f != (Fingerprint{}) || near(f, f) {
		t.Errorf("%+v", f)
	}
}

func BenchmarkFingerprint(b *testing.B) {
	a, _ := labelledPairs(b, "testdata/pairs.json")[0].articles(b)
	for b.Loop() {
		FingerprintOf(a)
	}
}
