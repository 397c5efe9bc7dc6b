package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"zonewire/tui/i18n"
)

// Action is what a key means. The zero Action is nothing.
type Action int

// The actions that keys are bound to, and those that panes hand to the root.
const (
	NoAction Action = iota
	ActionUp
	ActionDown
	ActionPageUp
	ActionPageDown
	ActionHalfUp
	ActionHalfDown
	ActionTop
	ActionBottom
	ActionLeft
	ActionRight
	ActionPaneLeft
	ActionPaneRight
	ActionNextPane
	ActionPreviousPane
	ActionOpen
	ActionBack
	ActionFold
	ActionFoldAll
	ActionTreeOrder
	ActionZoneLevel
	ActionZoneType
	ActionMark
	ActionPick
	ActionRange
	ActionReadAbove
	ActionReadBelow
	ActionUnreadOnly
	ActionRename
	ActionKeepQuery
	ActionRules
	ActionNext
	ActionPrevious
	ActionNextUnread
	ActionPreviousUnread
	ActionReadOn
	ActionSiteNext
	ActionSitePrevious
	ActionZen
	ActionToggleRead
	ActionToggleStar
	ActionMarkAllRead
	ActionAssignZone
	ActionDelete
	ActionUndo
	ActionPickZone
	ActionKeepFilter
	ActionClearFilter
	ActionSearch
	ActionFind
	ActionSort
	ActionSync
	ActionSyncAll
	ActionStopSync
	ActionAddSource
	ActionRemoveSource
	ActionBrowse
	ActionLinks
	ActionOpenLink
	ActionCard
	ActionPictures
	ActionExport
	ActionPipe
	ActionCopy
	ActionHelp
	ActionQuit

	// From panes to the root.
	actionPlace     // another place is under the tree's cursor
	actionFolded    // folding changed
	actionSelect    // another headline is under the list's cursor
	actionFirstPage // the list's first page is wanted
	actionLastPage  // the list's last page is wanted
	actionEnd       // the reader is at the article's end
	actionShift     // the reader moves wide code
	actionNone      // the key did nothing here
)

// scope is a set of panes in which a binding holds.
type scope uint8

const (
	inTree scope = 1 << iota
	inList
	inReader
	everywhere = inTree | inList | inReader
)

// scopeOf is the scope of one pane.
func scopeOf(p pane) scope { return 1 << p }

// binding gives keys, as tea.KeyMsg names them, to an action. The first key is the one shown in the footer.
type binding struct {
	action Action
	keys   []string
	where  scope
	text   i18n.Key
}

// group is a part of the help screen.
type group struct {
	title    string
	bindings []binding
}

// keyMap is the one table of keys: it is matched, shown in the footer, listed in help and printed into README.
type keyMap struct {
	groups []group
	names  i18n.KeyNames
	byKey  [3]map[string]Action
	byAct  map[Action]binding
}

// newKeyMap lays out the keys with the texts of a language.
func newKeyMap(t *i18n.Texts) *keyMap {
	m := &keyMap{
		groups: []group{
			{t.Help.Moving, moving(&t.Key)},
			{t.Help.Reading, reading(&t.Key)},
			{t.Help.Marking, marking(&t.Key)},
			{t.Help.Finding, finding(&t.Key)},
			{t.Help.Source, sourcing(&t.Key)},
			{t.Help.Program, program(&t.Key)},
		},
		names: t.Name,
		byAct: map[Action]binding{},
	}
	for p := range m.byKey {
		m.byKey[p] = map[string]Action{}
	}
	for _, g := range m.groups {
		for i := range g.bindings {
			b := &g.bindings[i]
			if b.where != everywhere {
				b.text.Long = t.Help.Only(b.text.Long, b.where&inTree != 0, b.where&inList != 0, b.where&inReader != 0)
			}
			m.byAct[b.action] = *b
			for p := range m.byKey {
				if b.where&scopeOf(pane(p)) == 0 {
					continue
				}
				for _, key := range b.keys {
					m.byKey[p][key] = b.action
				}
			}
		}
	}
	return m
}

func moving(k *i18n.Keys) []binding {
	return []binding{
		{ActionDown, []string{"j", "down"}, everywhere, k.Down},
		{ActionUp, []string{"k", "up"}, everywhere, k.Up},
		{ActionPageDown, []string{"pgdown", "ctrl+f"}, everywhere, k.PageDown},
		{ActionPageUp, []string{"pgup", "b", "ctrl+b"}, everywhere, k.PageUp},
		{ActionHalfDown, []string{"ctrl+d"}, everywhere, k.HalfDown},
		{ActionHalfUp, []string{"ctrl+u"}, everywhere, k.HalfUp},
		{ActionTop, []string{"g", "home"}, everywhere, k.Top},
		{ActionBottom, []string{"G", "end"}, everywhere, k.Bottom},
		{ActionNextPane, []string{"tab"}, everywhere, k.NextPane},
		{ActionPreviousPane, []string{"shift+tab"}, everywhere, k.PreviousPane},
		{ActionPaneLeft, []string{"h"}, everywhere, k.PaneLeft},
		{ActionPaneRight, []string{"l"}, inTree | inList, k.PaneRight},
		{ActionLeft, []string{"left"}, everywhere, k.Left},
		{ActionRight, []string{"right"}, everywhere, k.Right},
		{ActionFold, []string{"x"}, inTree, k.Fold},
		{ActionFoldAll, []string{"X"}, inTree, k.FoldAll},
		{ActionTreeOrder, []string{"t"}, inTree, k.TreeOrder},
		{ActionZoneLevel, []string{"L"}, inTree, k.ZoneLevel},
		{ActionZoneType, []string{"T"}, inTree, k.ZoneType},
		{ActionBack, []string{"esc"}, everywhere, k.Back},
	}
}

func reading(k *i18n.Keys) []binding {
	return []binding{
		{ActionOpen, []string{"enter"}, everywhere, k.Open},
		{ActionNext, []string{"n"}, everywhere, k.Next},
		{ActionPrevious, []string{"p"}, everywhere, k.Previous},
		{ActionNextUnread, []string{"N"}, everywhere, k.NextUnread},
		{ActionPreviousUnread, []string{"P"}, everywhere, k.PreviousUnread},
		{ActionReadOn, []string{" "}, everywhere, k.ReadOn},
		{ActionSiteNext, []string{"]"}, everywhere, k.SiteNext},
		{ActionSitePrevious, []string{"["}, everywhere, k.SitePrevious},
		{ActionZen, []string{"v"}, everywhere, k.Zen},
		{ActionLinks, []string{"l"}, inReader, k.Links},
		{ActionOpenLink, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, inReader, k.OpenLink},
		{ActionPictures, []string{"I"}, inReader, k.Pictures},
		{ActionCard, []string{"i"}, everywhere, k.Card},
		{ActionBrowse, []string{"o"}, everywhere, k.Browse},
		{ActionCopy, []string{"y"}, everywhere, k.Copy},
		{ActionExport, []string{"e"}, everywhere, k.Export},
		{ActionPipe, []string{"|"}, everywhere, k.Pipe},
	}
}

func marking(k *i18n.Keys) []binding {
	return []binding{
		{ActionToggleRead, []string{"m"}, everywhere, k.ToggleRead},
		{ActionToggleStar, []string{"s"}, everywhere, k.ToggleStar},
		{ActionMarkAllRead, []string{"A"}, everywhere, k.MarkAllRead},
		{ActionReadAbove, []string{"<"}, inList, k.ReadAbove},
		{ActionReadBelow, []string{">"}, inList, k.ReadBelow},
		{ActionPick, []string{"*"}, inList, k.Pick},
		{ActionRange, []string{"V"}, inList, k.Range},
		{ActionAssignZone, []string{"Z"}, everywhere, k.AssignZone},
		{ActionDelete, []string{"d", "delete"}, inList | inReader, k.Delete},
		{ActionUndo, []string{"u"}, everywhere, k.Undo},
	}
}

func finding(k *i18n.Keys) []binding {
	return []binding{
		{ActionPickZone, []string{"z"}, everywhere, k.PickZone},
		{ActionSearch, []string{"/"}, inTree | inList, k.Search},
		{ActionFind, []string{"/"}, inReader, k.Find},
		{ActionKeepFilter, []string{"f"}, everywhere, k.KeepFilter},
		{ActionClearFilter, []string{"F"}, everywhere, k.ClearFilter},
		{ActionSort, []string{"t"}, inList | inReader, k.Sort},
		{ActionUnreadOnly, []string{"H"}, inTree | inList, k.UnreadOnly},
		{ActionMark, []string{"*"}, inTree, k.MarkPlace},
		{ActionRename, []string{"w"}, inTree, k.Rename},
		{ActionKeepQuery, []string{"w"}, inList | inReader, k.KeepQuery},
		{ActionRules, []string{"W"}, everywhere, k.Rules},
	}
}

func sourcing(k *i18n.Keys) []binding {
	return []binding{
		{ActionSync, []string{"r"}, everywhere, k.Sync},
		{ActionSyncAll, []string{"R"}, everywhere, k.SyncAll},
		{ActionStopSync, []string{"S"}, everywhere, k.StopSync},
		{ActionAddSource, []string{"a"}, everywhere, k.AddSource},
		{ActionRemoveSource, []string{"D"}, inTree, k.RemoveSource},
	}
}

func program(k *i18n.Keys) []binding {
	return []binding{
		{ActionHelp, []string{"?", "f1"}, everywhere, k.Help},
		{ActionQuit, []string{"q", "ctrl+c"}, everywhere, k.Quit},
	}
}

// action is what a key means in a pane.
func (m *keyMap) action(p pane, key string) Action { return m.byKey[p][key] }

// label is how a key is written for a person: PgDn, 空格, ?.
func (m *keyMap) label(key string) string {
	switch key {
	case " ":
		return m.names.Space
	case "enter":
		return m.names.Enter
	case "esc":
		return m.names.Escape
	case "tab":
		return m.names.Tab
	case "shift+tab":
		return m.names.ShiftTab
	case "pgup":
		return m.names.PageUp
	case "pgdown":
		return m.names.PageDown
	case "home":
		return m.names.Home
	case "end":
		return m.names.End
	case "up":
		return m.names.Up
	case "down":
		return m.names.Down
	case "left":
		return m.names.Left
	case "right":
		return m.names.Right
	case "f1":
		return "F1"
	case "delete":
		return "Del"
	}
	if letter, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return "Ctrl+" + strings.ToUpper(letter)
	}
	return key
}

// keyLabels is all keys of a binding for a person.
func (m *keyMap) keyLabels(b binding) string {
	if b.action == ActionOpenLink {
		return "1–9"
	}
	labels := make([]string, len(b.keys))
	for i, key := range b.keys {
		labels[i] = m.label(key)
	}
	return strings.Join(labels, " ")
}

// footer is the actions whose keys the footer offers in a pane, most useful first.
func (m *keyMap) footer(p pane) []Action {
	switch p {
	case treePane:
		return []Action{
			ActionHelp, ActionOpen, ActionFold, ActionPickZone, ActionSearch, ActionSync, ActionAddSource, ActionQuit,
		}
	case listPane:
		return []Action{
			ActionHelp, ActionOpen, ActionReadOn, ActionToggleRead, ActionToggleStar, ActionPickZone, ActionSearch,
			ActionSync, ActionQuit,
		}
	}
	return []Action{
		ActionHelp, ActionNext, ActionPrevious, ActionReadOn, ActionFind, ActionToggleStar, ActionLinks, ActionBrowse,
		ActionCopy, ActionExport, ActionZen, ActionBack,
	}
}

// KeyTable is the keys as a Markdown table for README.
func KeyTable(t *i18n.Texts) string {
	m := newKeyMap(t)
	var b strings.Builder
	for _, g := range m.groups {
		b.WriteString("| " + g.title + " | |\n|---|---|\n")
		for _, bind := range g.bindings {
			keys := make([]string, len(bind.keys))
			for i, key := range bind.keys {
				keys[i] = "`" + strings.ReplaceAll(m.label(key), "|", `\|`) + "`"
			}
			b.WriteString("| " + strings.Join(keys, " ") + " | " + bind.text.Long + " |\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// keysOf splits one message into the keys that were typed, full-width ones as their ASCII twins. A terminal that is
// behind, or a key that is held down, delivers several letters in one message.
func keysOf(msg tea.KeyMsg) []string {
	if msg.Type != tea.KeyRunes && msg.Type != tea.KeySpace {
		return []string{msg.String()}
	}
	keys := make([]string, 0, len(msg.Runes))
	for _, r := range msg.Runes {
		key := string(halfWidth(r))
		if msg.Alt {
			key = "alt+" + key
		}
		keys = append(keys, key)
	}
	return keys
}

// halfWidth is the ASCII twin of what a key types while a Chinese input method is on: full-width forms, and the
// punctuation that stands on the same key.
func halfWidth(r rune) rune {
	switch {
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xfee0
	case r == 0x3000:
		return ' '
	}
	switch r {
	case '、':
		return '/'
	case '【', '「':
		return '['
	case '】', '」':
		return ']'
	case '《':
		return '<'
	case '》':
		return '>'
	case '。':
		return '.'
	}
	return r
}
