package tui

import "testing"

// TestArrangeTiles lays out every window up to 220x60 and requires that the shown panes fill the body side by side,
// one column apart, and that the focused pane is among them.
func TestArrangeTiles(t *testing.T) {
	for width := 1; width <= 220; width++ {
		for height := 1; height <= 60; height++ {
			for focus := treePane; focus <= readerPane; focus++ {
				for _, b := range []borders{{}, {1, 1, 1, 1}, {999, 999, 999, 999}, {300, 300, 500, 500}, {-1 << 62, 1 << 62, -5, 1 << 40}} {
					checkTiles(t, arrange(width, height, focus, false, b), focus)
				}
			}
			checkTiles(t, arrange(width, height, readerPane, true, borders{}), readerPane)
		}
	}
}

func checkTiles(t *testing.T, l layout, focus pane) {
	t.Helper()
	if l.TooSmall {
		if l.Width >= minWidth && l.Height >= minHeight {
			t.Fatalf("%dx%d is called too small", l.Width, l.Height)
		}
		return
	}
	x := 0
	for _, r := range l.Panes {
		if r.W == 0 {
			continue
		}
		if r.X != x || r.Y != l.Body.Y || r.H != l.Body.H || r.H < 1 {
			t.Fatalf("%dx%d focus %d: pane %+v does not tile body %+v", l.Width, l.Height, focus, r, l.Body)
		}
		x += r.W + 1
	}
	if x-1 != l.Width || l.Body.Y+l.Body.H != l.Height-1 {
		t.Fatalf("%dx%d focus %d: panes end at %d, body %+v", l.Width, l.Height, focus, x-1, l.Body)
	}
	if l.Panes[focus].W == 0 {
		t.Fatalf("%dx%d: focused pane %d is hidden", l.Width, l.Height, focus)
	}
}

func TestArrangePanes(t *testing.T) {
	tests := []struct {
		width, height int
		focus         pane
		zen           bool
		want          [3]bool
	}{
		{160, 45, listPane, false, [3]bool{true, true, true}},
		{160, 45, readerPane, true, [3]bool{false, false, true}},
		{100, 30, treePane, false, [3]bool{true, true, false}},
		{100, 30, listPane, false, [3]bool{false, true, true}},
		{100, 30, readerPane, false, [3]bool{false, true, true}},
		{60, 20, treePane, false, [3]bool{true, false, false}},
		{40, 15, readerPane, false, [3]bool{false, false, true}},
	}
	for _, tt := range tests {
		l := arrange(tt.width, tt.height, tt.focus, tt.zen, borders{})
		for p, want := range tt.want {
			if got := l.Panes[p].W > 0; got != want {
				t.Errorf("%dx%d focus %d: pane %d shown = %v", tt.width, tt.height, tt.focus, p, got)
			}
		}
	}
	if !arrange(20, 5, listPane, false, borders{}).TooSmall {
		t.Error("20x5 is drawn")
	}
}

// TestGrowingWindowIsDrawnAnew clears the screen when the window grows, and at no other time.
func TestGrowingWindowIsDrawnAnew(t *testing.T) {
	d := newReading(t)
	d.press("v")
	for _, size := range [][2]int{{40, 15}, {20, 5}} {
		d.resize(size[0], size[1])
	}
	if d.wiped != 0 {
		t.Errorf("the screen is cleared %d times before the window grows", d.wiped)
	}
	d.resize(160, 45)
	if d.wiped != 1 {
		t.Errorf("the screen is cleared %d times when the window grows", d.wiped)
	}
}
