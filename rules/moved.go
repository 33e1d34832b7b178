package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// A state points at the choices it offered and the branches it expects by rule and path, and a path counts: choices.2,
// steps.1/expect.affirm. When the content is edited meanwhile, the second line of the menu may be another one. So these
// references carry a mark, path~mark: a hash of what the customer was asked (the line, the text before the branch) and one of what
// the answer says and does. An answer is the one that was meant while either is as it was. Where the one at the path is not, the
// rule's other answers of that kind are looked through; where none is, it is gone. Never is a customer who said yes or 2 to one
// thing answered with another.

// noHash stands for nothing that could be compared.
const noHash = "000000"

func hashText(h uint32) string {
	if h == 0 {
		return noHash
	}
	return fmt.Sprintf("%06x", max(1, h&0xffffff))
}

// branchMark is the mark of a branch that is expected after a question.
func branchMark(question, answer *source.Node) string {
	return hashText(question.Hash()) + hashText(answer.Hash())
}

// choiceMark is the mark of a line of a menu.
func choiceMark(f source.Fields) string {
	asked, gives := uint32(0), uint32(0)
	for _, field := range f {
		h := field.Value.Hash()
		if field.Key == "show" || field.Key == "each" {
			asked = asked*31 + h
			continue
		}
		for _, c := range []byte(field.Key) {
			h = h*31 + uint32(c)
		}
		gives += h
	}
	return hashText(asked) + hashText(gives)
}

// setMark makes the reference to a choice or branch that a state keeps.
func (a *Answer) setMark(mark string) { a.marked = a.ref().Path + "~" + mark }

// pointer is that reference.
func (a *Answer) pointer() Ref {
	ref := a.ref()
	if a.marked != "" {
		ref.Path = a.marked
	}
	return ref
}

// is reports whether the answer can be the one that was marked.
func (a *Answer) is(mark string) bool { return a.asks(mark) || a.gives(mark) }

// asks reports whether it is offered in the same words.
func (a *Answer) asks(mark string) bool {
	_, own := splitMark(a.marked)
	return len(own) == len(mark) && own[:len(noHash)] == mark[:len(noHash)] && !strings.HasPrefix(own, noHash)
}

// gives reports whether it says and does the same.
func (a *Answer) gives(mark string) bool {
	_, own := splitMark(a.marked)
	return len(own) == len(mark) && own[len(noHash):] == mark[len(noHash):] && !strings.HasSuffix(own, noHash)
}

// splitMark takes the mark from a path; "" where it has none.
func splitMark(path string) (rest, mark string) {
	if i := strings.LastIndexByte(path, '~'); i >= 0 && len(path)-i-1 == 2*len(noHash) {
		return path[:i], path[i+1:]
	}
	return path, ""
}

// Lookup finds an answer by the reference that a state remembers, also where it has moved within its rule; nil where the
// content no longer has it.
func (s *Set) Lookup(ref Ref) *Answer {
	path, mark := splitMark(ref.Path)
	a := s.answers[ref.Rule+"\x00"+path]
	if mark == "" || a != nil && a.is(mark) {
		return a
	}
	return s.moved(ref.Rule, path, mark)
}

func isPlace(part string) bool {
	kind, _, _ := strings.Cut(part, ".")
	return slices.Contains([]string{"choices", "steps", "say", "follow_up"}, kind)
}

// moved looks for a marked answer in the rest of its rule: one that asks the same before one that does the same. It is rare, so
// that looking through everything does no harm.
func (s *Set) moved(rule, path, mark string) *Answer {
	kind := lastPart(path)
	var found []*Answer
	for key, a := range s.answers {
		if strings.HasPrefix(key, rule+"\x00") && a.marked != "" && lastPart(a.ref().Path) == kind && a.is(mark) {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, func(a, b *Answer) int {
		if a.asks(mark) != b.asks(mark) {
			if a.asks(mark) {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Path, b.Path)
	})
	if len(found) == 0 {
		return nil
	}
	return found[0]
}

// lastPart is what a path points at: choices, without the place, or expect.affirm.
func lastPart(path string) string {
	last := path[strings.LastIndexByte(path, '/')+1:]
	if isPlace(last) {
		last, _, _ = strings.Cut(last, ".")
	}
	return last
}
