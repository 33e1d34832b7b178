package rules

import (
	"fmt"
	"strings"
)

// unused finds names that the shop declares and nothing reads.
func (l *linter) unused() []Finding {
	var out []Finding
	for _, name := range sortedKeys(l.set.schema.Declared) {
		if !l.set.used[name] && !l.readByName(name) {
			out = append(out, Finding{Pos: l.set.schema.Declared[name], Message: "nothing uses " + strings.Replace(name, "item.", "product field ", 1),
				Hint: "use it or delete it", Witness: name})
		}
	}
	for _, t := range l.set.Tables {
		switch {
		case l.set.used["table "+t.Name]:
		case t.grid == nil:
			out = append(out, Finding{Pos: t.Pos, Message: fmt.Sprintf("nothing looks up table %q", t.Name), Hint: `use it: lookup("` + t.Name + `")`, Witness: t.Name})
		case !l.around.Charts[t.Name]:
			out = append(out, Finding{Pos: t.Pos, Message: fmt.Sprintf("no product names chart %q", t.Name),
				Hint: fmt.Sprintf("write size_table: %s in products, or lookup(%q)", t.Name, t.Name), Witness: t.Name})
		}
	}
	return out
}

// readByName reports that the engine reads the value itself: measures for chart_fit, a gift or part that a hole names.
func (l *linter) readByName(name string) bool {
	switch kind, _, _ := strings.Cut(name, " "); kind {
	case "lookup":
		return l.set.used["call "+strings.TrimPrefix(name, "lookup ")]
	case "gift":
		return l.set.used["gift by hole"]
	case "queue":
		return l.set.used["queue by hole"]
	case "slots.waist_cm", "slots.hip_cm", "slots.bust_cm":
		return l.set.used["call chart_fit"]
	}
	slot, ok := strings.CutPrefix(name, "slots.")
	return ok && l.set.used["said."+slot]
}
