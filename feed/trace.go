package feed

import "time"

// Trace is what is kept of a deleted piece to know it again at another address, without its text.
type Trace struct {
	Title     uint64    // as Fingerprint has it
	Text      [4]uint32 // least hashes of the text's shingles
	Numbers   uint64    // sum of the hashes of the text's numbers
	Published int64     // Unix seconds, 0: not known
}

// TraceOf is the trace of an article with the fingerprint f.
func TraceOf(a Article, f Fingerprint) Trace {
	t := Trace{Title: f.Title}
	for i := range t.Text {
		t.Text[i] = uint32(f.Text[i/2] >> (32 * (1 - i%2)))
	}
	for h := range numbers(a.Body) {
		t.Numbers += mix(h)
	}
	if !a.Published.IsZero() {
		t.Published = a.Published.Time.Unix()
	}
	return t
}

// tracedIn is how long after a deleted piece its reprint is known.
const tracedIn = 3 * 24 * time.Hour

// Same reports whether two traces are of one piece. It knows less than SameArticle and is stricter, because a piece
// that is taken for a deleted one is never seen: title, all keys of the text and all its numbers must be the same.
func (t Trace) Same(other Trace) bool {
	if t.Published != 0 && other.Published != 0 &&
		time.Duration(t.Published-other.Published).Abs()*time.Second > tracedIn {
		return false
	}
	return t.Title != 0 && t.Text[0] != 0 && t.Title == other.Title && t.Text == other.Text && t.Numbers == other.Numbers
}
