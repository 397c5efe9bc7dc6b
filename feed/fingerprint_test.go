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
	shared := 0
	for i, key := range f.Text {
		if key != 0 && key == other.Text[i] {
			shared++
		}
	}
	return shared >= SharedKeys || f.Title != 0 && f.Title == other.Title
}

func TestSameArticleOnLabelledPairs(t *testing.T) {
	var right, wrong, missed, unseen int
	pairs := labelledPairs(t, "testdata/pairs.json")
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
			right++
			if !near(f, g) {
				unseen++
				t.Logf("no candidates: %s / %s", p.Why, a.Title)
			}
		case same:
			wrong++
			t.Logf("taken for one: %s / %s", p.Why, a.Title)
		case p.Same:
			missed++
			t.Logf("taken for two: %s / %s", p.Why, a.Title)
		}
	}
	t.Logf("%d pairs: %d found, %d wrong, %d missed, %d not even candidates", len(pairs), right, wrong, missed, unseen)
	if len(pairs) < 60 || float64(right) < 0.98*float64(right+wrong) {
		t.Errorf("precision %d of %d over %d pairs", right, right+wrong, len(pairs))
	}
	if float64(right-unseen) < 0.9*float64(right+missed) {
		t.Errorf("recall %d of %d", right-unseen, right+missed)
	}
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
