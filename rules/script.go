package rules

import "github.com/huashu-go/huashu/engine/source"

// Script is a text of the shop's settings (notices, moods, the engine's own texts): the shape of say, outside a rule.
type Script struct{ block *sayBlock }

// Condition is a condition of the shop's settings.
type Condition struct{ prog *program }

func (s *Set) settings(errs *source.List) *loader {
	return &loader{scope: &scope{schema: &s.schema, set: s, errs: errs}}
}

// CompileText compiles n, a text, texts by language or a list of them; its rotation is remembered under key.
func (s *Set) CompileText(n *source.Node, key string, errs *source.List) *Script {
	block := s.settings(errs).sayBlock(n, nil, key)
	if block == nil {
		return nil
	}
	return &Script{block: block}
}

// CompileCondition compiles a condition, or a list of which all must hold.
func (s *Set) CompileCondition(n *source.Node, errs *source.List) []*Condition {
	var out []*Condition
	for _, p := range s.settings(errs).conditionList(n, "when") {
		out = append(out, &Condition{prog: p})
	}
	return out
}

// Say renders t; no bubbles where a hole of every entry is unset.
func (s *Set) Say(turn Turn, t *Script) (Result, error) {
	var res Result
	if t == nil {
		return res, nil
	}
	f := s.frame(&turn)
	defer f.release()
	s.say(t.block, false, f, &res)
	return res, f.err
}

// Test reports whether all conditions hold. The error is ErrNeeds or ErrUnavailable.
func (s *Set) Test(turn Turn, conditions []*Condition) (bool, error) {
	if len(conditions) == 0 {
		return true, nil
	}
	f := s.frame(&turn)
	defer f.release()
	for _, c := range conditions {
		if ok, _ := c.prog.test(f); !ok {
			return false, f.err
		}
	}
	return true, nil
}
