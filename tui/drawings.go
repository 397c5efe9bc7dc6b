package tui

import (
	"slices"
	"sync"

	"zonewire/tui/picture"
	"zonewire/tui/prose"
)

// keptDrawings is how many drawn pictures are kept: those of the article shown and of some read before it. One of 88 x
// 20 cells in true colour has about 80 KB.
const keptDrawings = 96

// drawingID is a picture drawn for a room.
type drawingID struct {
	url           string
	width, height int // the most cells
}

// drawings keeps drawn pictures for the commands that set articles, which run side by side.
type drawings struct {
	mu    sync.Mutex
	made  map[drawingID]picture.Drawing
	order []drawingID // the oldest first
}

func newDrawings() *drawings { return &drawings{made: map[drawingID]picture.Drawing{}} }

// of is a drawing, and whether it was made. One that was made in vain has no lines.
func (d *drawings) of(id drawingID) (picture.Drawing, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	drawing, ok := d.made[id]
	return drawing, ok
}

// keep stores a drawing and returns those that had to go for it.
func (d *drawings) keep(id drawingID, drawing picture.Drawing) (gone []picture.Drawing) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.made[id]; ok {
		d.order = slices.DeleteFunc(d.order, func(other drawingID) bool { return other == id })
	}
	drawing.Send = "" // has been sent, and is large
	d.made[id] = drawing
	d.order = append(d.order, id)
	for len(d.order) > keptDrawings {
		gone = append(gone, d.made[d.order[0]])
		delete(d.made, d.order[0])
		d.order = d.order[1:]
	}
	return gone
}

// clear forgets all and returns them.
func (d *drawings) clear() []picture.Drawing {
	d.mu.Lock()
	defer d.mu.Unlock()
	var gone []picture.Drawing
	for _, id := range d.order {
		gone = append(gone, d.made[id])
	}
	d.made, d.order = map[drawingID]picture.Drawing{}, nil
	return gone
}

// easel hands the drawings to one article while it is set, and remembers which it took. A nil easel has none.
type easel struct {
	drawings *drawings
	rows     int
	taken    map[int]drawingID // by the picture's number in the text
}

// draw is prose's hook.
func (e *easel) draw(n int, p prose.Picture, width int) []string {
	id := drawingID{p.URL, width, e.rows}
	drawing, ok := e.drawings.of(id)
	if ok {
		e.taken[n] = id
	}
	return drawing.Lines
}
