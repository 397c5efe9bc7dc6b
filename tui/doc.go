// Package tui is the reader on the screen: a root model and its panes.
//
// The root (Model) is the only tea.Model. It owns focus, layout, overlays and the running sync. Panes (tree, list,
// reader, picker, help) are plain structs: they take an Action, change their own state, and may hand back an Action
// for the root. Update routes every message in one order: window, results, overlay, global keys, focused pane.
// All reading and writing happens in commands.go, on values captured when the command was made; every result carries
// the request that it answers, and a result that nobody waits for any more is dropped. View only draws.
package tui
