package storage

import (
	"context"
	"sync"
)

// Action names what a person did to articles, for undo.
type Action string

// The actions that can be taken back.
const (
	ActMarkRead   Action = "mark read"
	ActMarkUnread Action = "mark unread"
	ActStar       Action = "star"
	ActUnstar     Action = "unstar"
	ActAssign     Action = "assign zone"
	ActAddRule    Action = "add rule"
	ActDelete     Action = "delete"
	ActForget     Action = "remove rule"
	ActAddView    Action = "save view"
	ActForgetView Action = "remove view"
)

// Undone says what Undo took back.
type Undone struct {
	Action   Action
	Articles int
}

// historySteps and historyArticles bound what can be taken back: so many steps, and so many deleted articles held in
// memory beyond the last step.
const (
	historySteps    = 100
	historyArticles = 5000
)

// history is what this Store can take back, the last step last.
type history struct {
	mu    sync.Mutex
	era   int64 // of the cache that the steps were done in
	steps []step
}

// step is one action with the writes that take it back. held is how many whole articles it keeps for that.
type step struct {
	undone Undone
	held   int
	revert func(*tx) error
}

// keepsQuery reports whether an action is about a rule or view, which is something even for no article.
func (a Action) keepsQuery() bool {
	return a == ActAddRule || a == ActForget || a == ActAddView || a == ActForgetView
}

// push remembers a step unless it changed nothing.
func (h *history) push(s step) {
	if s.undone.Articles == 0 && !s.undone.Action.keepsQuery() {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.steps = append(h.steps, s)
	held := 0
	for i := len(h.steps) - 1; i >= 0; i-- {
		held += h.steps[i].held
		if i < len(h.steps)-1 && held > historyArticles || len(h.steps)-i > historySteps {
			h.steps = append([]step(nil), h.steps[i+1:]...)
			return
		}
	}
}

// enter forgets all steps when they were done before another era began.
func (h *history) enter(era int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.era != era {
		h.era, h.steps = era, nil
	}
}

func (h *history) pop() (step, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.steps) == 0 {
		return step{}, false
	}
	last := h.steps[len(h.steps)-1]
	h.steps = h.steps[:len(h.steps)-1]
	return last, true
}

// Undo takes back the last action on articles that was done through this Store, as one step; false when there is none
// left. When it fails, the action can be undone again.
func (s *Store) Undo(ctx context.Context) (Undone, bool, error) {
	if err := s.noticeRestore(ctx, s.pool); err != nil {
		return Undone{}, false, err
	}
	last, ok := s.past.pop()
	if !ok {
		return Undone{}, false, nil
	}
	if err := s.write(ctx, "undo", string(last.undone.Action), last.revert); err != nil {
		s.past.push(last)
		return Undone{}, false, err
	}
	return last.undone, true, nil
}
