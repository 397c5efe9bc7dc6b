package page

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// pattern is a regular expression that is compiled when it is first needed, so that a program start costs nothing.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// wordPattern is a regular expression of many words that is asked about every line of a page and seldom matches. Which
// two characters a match can begin with is read from the expression; where none of these pairs stands, the expression,
// which costs a hundred times as much, is not run.
type wordPattern struct {
	expression *regexp.Regexp
	anchored   bool
	anywhere   bool               // a match can begin with any character, or be empty
	begins     map[rune]*secondOf // first characters
}

// secondOf is what can stand behind the first character of a match.
type secondOf struct {
	any, end bool
	runes    string
}

// words is a wordPattern that is compiled when it is first needed.
func words(expression string) func() *wordPattern {
	return sync.OnceValue(func() *wordPattern {
		p := &wordPattern{expression: regexp.MustCompile(expression), begins: map[rune]*secondOf{}}
		tree, err := syntax.Parse(expression, syntax.Perl)
		if err != nil {
			panic(err) // MustCompile has read it
		}
		program, err := syntax.Compile(tree.Simplify())
		if err != nil {
			panic(err)
		}
		p.anchored = isAnchored(tree)
		p.readBegins(program)
		return p
	})
}

// isAnchored reports whether an expression matches only at a text's beginning.
func isAnchored(tree *syntax.Regexp) bool {
	switch tree.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpConcat, syntax.OpCapture:
		return isAnchored(tree.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(tree.Sub, func(sub *syntax.Regexp) bool { return !isAnchored(sub) })
	}
	return false
}

// MatchString is that of the expression.
func (p *wordPattern) MatchString(s string) bool {
	return p.mayMatch(s) && p.expression.MatchString(s)
}

// FindStringSubmatchIndex is that of the expression.
func (p *wordPattern) FindStringSubmatchIndex(s string) []int {
	if !p.mayMatch(s) {
		return nil
	}
	return p.expression.FindStringSubmatchIndex(s)
}

func (p *wordPattern) mayMatch(s string) bool {
	if p.anywhere {
		return true
	}
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		if f := p.begins[r]; f != nil {
			second, n := utf8.DecodeRuneInString(s)
			if f.any || n == 0 && f.end || n > 0 && strings.ContainsRune(f.runes, second) {
				return true
			}
		}
		if p.anchored {
			return false
		}
	}
	return false
}

func (p *wordPattern) readBegins(program *syntax.Prog) {
	p.anywhere = walkProgram(program, uint32(program.Start), func(first *syntax.Inst) bool {
		runes, ok := runesOf(first)
		if !ok {
			return false
		}
		next := &secondOf{}
		next.any = walkProgram(program, first.Out, func(second *syntax.Inst) bool {
			more, ok := runesOf(second)
			next.runes += string(more)
			return ok
		}, &next.end)
		for _, r := range runes {
			if known := p.begins[r]; known != nil {
				p.begins[r] = &secondOf{known.any || next.any, known.end || next.end, known.runes + next.runes}
			} else {
				p.begins[r] = next
			}
		}
		return true
	}, nil)
}

// walkProgram visits the instructions that can read the next character from pc on; assertions count as met, except that
// nothing is read behind the text's end. open reports whether visit refused one or a match can end here; where that
// needs the text's end, it goes to atEnd instead, if there is one.
func walkProgram(program *syntax.Prog, pc uint32, visit func(*syntax.Inst) bool, atEnd *bool) (open bool) {
	type state struct {
		pc  uint32
		end bool
	}
	seen := map[state]bool{}
	var walk func(state)
	walk = func(s state) {
		if seen[s] {
			return
		}
		seen[s] = true
		switch i := &program.Inst[s.pc]; i.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			walk(state{i.Out, s.end})
			walk(state{i.Arg, s.end})
		case syntax.InstCapture, syntax.InstNop:
			walk(state{i.Out, s.end})
		case syntax.InstEmptyWidth:
			walk(state{i.Out, s.end || syntax.EmptyOp(i.Arg)&syntax.EmptyEndText != 0})
		case syntax.InstMatch:
			if s.end && atEnd != nil {
				*atEnd = true
			} else {
				open = true
			}
		case syntax.InstFail:
		default:
			if !s.end && !visit(i) {
				open = true
			}
		}
	}
	walk(state{pc: pc})
	return open
}

// runesOf is the characters that an instruction accepts, not ok when they are too many to list.
func runesOf(i *syntax.Inst) (runes []rune, ok bool) {
	if i.Op != syntax.InstRune && i.Op != syntax.InstRune1 {
		return nil, false
	}
	if len(i.Rune) == 1 {
		runes = append(runes, i.Rune[0])
		if syntax.Flags(i.Arg)&syntax.FoldCase != 0 {
			for r := unicode.SimpleFold(i.Rune[0]); r != i.Rune[0]; r = unicode.SimpleFold(r) {
				runes = append(runes, r)
			}
		}
		return runes, true
	}
	for k := 0; k+1 < len(i.Rune); k += 2 {
		if i.Rune[k+1]-i.Rune[k] > 64 {
			return nil, false
		}
		for r := i.Rune[k]; r <= i.Rune[k+1]; r++ {
			runes = append(runes, r)
		}
	}
	return runes, true
}
