package theme

// Marks are the characters that say what colours also say. Their width is the terminal's to tell: many are ambiguous
// (see typeset.Measure).
type Marks struct {
	Unread, Read, Starred string // before an article
	Watched               string // before an article that is watched for
	Selected              string // before the row under the cursor
	Open, Closed, Leaf    string // before a node of a tree
	Error, Warning, Done  string
	Running               string    // a source that is being synced
	Bullets               [3]string // of lists, by depth
	Quote                 string    // bar beside a quotation
	Rule                  string    // repeated over the line's width
	Cut                   string    // at the end of what was cut off
	CutLeft               string    // at the start of what was cut off
	Ellipsis              string
	Separator             string // between the parts of a line: a date, a source
	BarFull, BarEmpty     string // a progress bar's cells
	Picture               string // before a picture's caption
	ScrollThumb, Scroll   string // the scroll bar
}

func marks(ascii bool) Marks {
	if ascii {
		return Marks{
			Unread: "*", Read: " ", Starred: "+", Watched: "@", Selected: ">", Open: "-", Closed: "+", Leaf: " ",
			Error: "!", Warning: "?", Done: "x", Running: "~",
			Bullets: [3]string{"*", "-", "+"}, Quote: "|", Rule: "-", Cut: ">", CutLeft: "<", Ellipsis: "...", Separator: "|",
			BarFull: "#", BarEmpty: ".", Picture: "#", ScrollThumb: "#", Scroll: "|",
		}
	}
	return Marks{
		Unread: "●", Read: " ", Starred: "★", Watched: "◆", Selected: "▌", Open: "▾", Closed: "▸", Leaf: " ",
		Error: "✗", Warning: "!", Done: "✓", Running: "⟳",
		Bullets: [3]string{"•", "◦", "▪"}, Quote: "│", Rule: "─", Cut: "›", CutLeft: "‹", Ellipsis: "…", Separator: "·",
		BarFull: "█", BarEmpty: "░", Picture: "▣", ScrollThumb: "█", Scroll: "│",
	}
}
