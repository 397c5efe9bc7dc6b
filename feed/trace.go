package feed

import "time"

// Trace is what is kept of a deleted piece to know it again at another address, without its text.
type Trace struct {
	Fingerprint
	Numbers   uint64 // sum of the hashes of the text's numbers
	Published int64  // Unix seconds, 0: not known
}

// TraceOf is the trace of an article with the fingerprint f.
func TraceOf(a Article, f Fingerprint) Trace {
	t := Trace{Fingerprint: f}
	for h := range numbers(a.Body) {
		t.Numbers += mix(h)
	}
	if !a.Published.IsZero() {
		t.Published = a.Published.Time.Unix()
	}
	return t
}

// Same reports whether two traces are of one piece. It knows less than SameArticle and is stricter: a piece that is
// taken for a deleted one is never seen, so all numbers of the text must be the same, and either the title with half
// of the text's keys, or all keys.
func (t Trace) Same(other Trace) bool {
	if t.Published != 0 && other.Published != 0 &&
		time.Duration(t.Published-other.Published).Abs()*time.Second > reprintedIn {
		return false
	}
	if t.Numbers != other.Numbers {
		return false
	}
	shared := 0
	for i, key := range t.Text {
		if key != 0 && key == other.Text[i] {
			shared++
		}
	}
	return shared == TextKeys || shared >= SharedKeys && t.Title != 0 && t.Title == other.Title
}
