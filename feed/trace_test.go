package feed

import "testing"

// TestTraceNeverTakesTwoPiecesForOne goes through all labelled pairs: a trace may miss a reprint, but what it takes for
// a deleted piece is one.
func TestTraceNeverTakesTwoPiecesForOne(t *testing.T) {
	var same, found int
	for _, p := range append(labelledPairs(t, "testdata/pairs.json"), labelledPairs(t, "testdata/hard.json")...) {
		a, b := p.articles(t)
		known := TraceOf(a, FingerprintOf(a)).Same(TraceOf(b, FingerprintOf(b)))
		if p.Same {
			same++
		}
		switch {
		case known && p.Same:
			found++
		case known:
			t.Errorf("taken for one: %s / %s", p.Why, a.Title)
		}
	}
	if found*4 < same {
		t.Errorf("%d of %d are known again", found, same)
	}
	t.Logf("%d of %d are known again", found, same)
}
