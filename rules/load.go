package rules

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/source"
)

// MaxRules bounds the rules of a shop.
const MaxRules = 20_000

// Load reads rules/*.yaml, tables/* and the answers of kb/*.yaml, checks every name and type against s, and returns the
// set. The error is source.Errors with every mistake.
func Load(dir fs.FS, s Schema) (*Set, error) {
	var errs source.List
	s.Intents = slices.Sorted(slices.Values(s.Intents)) // there may be ten thousand, each looked up
	set := &Set{
		Articles: map[string]*Answer{}, schema: s, lists: map[string][]string{}, byID: map[string]*Rule{},
		byOn: map[string][]*Rule{}, groups: map[string][]*Rule{}, index: map[string][]*Rule{},
		tables: map[string]*Table{}, answers: map[string]*Answer{}, used: map[string]bool{},
	}
	for name, slot := range s.Slots {
		if slot.Type.Words != nil {
			set.lists[name] = slot.Type.Words
		}
	}
	sc := &scope{schema: &set.schema, set: set, errs: &errs}
	set.loadTables(dir, sc)
	ld := &loader{scope: sc, dir: dir}
	ld.rules()
	ld.articles()
	ld.references()
	set.buildIndex()
	set.checkTies(&errs)
	if err := errs.Err(); err != nil {
		return nil, err
	}
	return set, nil
}

type loader struct {
	*scope
	dir    fs.FS
	refs   []reference
	before int // mistakes reported before this rule
}

// reference is a name that can only be checked when everything is loaded.
type reference struct {
	kind string // rule, intent
	name string
	pos  source.Pos
}

func (l *loader) rules() {
	files, err := source.Files(l.dir, "rules/*.yaml", "rules/*.yml")
	if err != nil {
		l.errs.Add(source.Pos{File: "rules"}, "", "%v", err)
		return
	}
	for _, file := range files {
		root := source.Read(l.dir, file, l.errs)
		if root == nil {
			continue
		}
		for _, n := range root.Fields(l.errs, "a file of rules", "rules").Get("rules").Items(l.errs, "rules") {
			l.rule(n)
		}
	}
	if len(l.set.Rules) > MaxRules {
		l.errs.Add(l.set.Rules[MaxRules].Pos, "", "%d rules, at most %d", len(l.set.Rules), MaxRules)
	}
}

func (l *loader) rule(n *source.Node) {
	before := l.errs.Len()
	f := n.Fields(l.errs, "a rule", ruleKeys...)
	if f == nil {
		return
	}
	r := &Rule{Pos: n.Pos(), order: len(l.set.Rules)}
	if id := f.Get("id"); id != nil {
		r.ID, r.Pos = id.Text(l.errs, "id"), id.Pos()
	}
	if r.ID == "" {
		l.errs.Add(n.Pos(), "give it an id: a short name of your own", "a rule without id")
		return
	}
	if strings.ContainsAny(r.ID, "# \t") {
		l.errs.Add(r.Pos, "use letters, digits, dots and hyphens", "rule id %q holds a space or #", r.ID)
	}
	if other := l.set.byID[r.ID]; other != nil {
		l.errs.Add(r.Pos, "rename one of them", "rule %q is defined twice, first at %s", r.ID, other.Pos)
		return
	}
	if e := f.Get("enabled"); e != nil && !e.Bool(l.errs, "enabled") {
		l.set.used["disabled "+r.ID] = true
		return
	}
	l.set.byID[r.ID] = r
	l.set.Rules = append(l.set.Rules, r)

	sc := *l.scope
	sc.gather = map[string]bool{}
	r.reads = sc.gather
	inner := &loader{scope: &sc, dir: l.dir, before: before}
	inner.trigger(r, f)
	sc.lets = sc.letDefs(f.Get("let"))
	r.lets = sc.lets
	inner.conditions(r, f)
	inner.form(r, f.Get("ask"))
	inner.ruleAnswers(r, f, n)
	l.refs = append(l.refs, inner.refs...)
}

func (l *loader) trigger(r *Rule, f source.Fields) {
	on := f.Get("on")
	if on == nil {
		l.errs.Add(r.Pos, "name the intents or events it answers", "rule %q has no on", r.ID)
		return
	}
	for _, item := range on.Items(l.errs, "on") {
		name := item.Text(l.errs, "on")
		l.checkTrigger(name, item.Pos(), true)
		if slices.Contains(r.On, name) {
			l.errs.Add(item.Pos(), "", "%q stands twice in on", name)
			continue
		}
		r.On = append(r.On, name)
	}
}

// checkTrigger checks the name of an intent, group, event or any.
func (l *loader) checkTrigger(name string, pos source.Pos, events bool) {
	s := l.schema
	if event, ok := strings.CutPrefix(name, "event."); ok && events {
		l.set.used["event "+event] = true
		if hint := source.Suggest(event, s.Events); hint != "" && hint != event && !slices.Contains(s.Events, event) {
			l.errs.Add(pos, source.DidYouMean(event, s.Events), "unknown event %q", event)
		}
		return // an event of the shop's own that is not declared is a finding
	}
	if name == "any" || name == "" {
		return
	}
	if prefix, ok := strings.CutSuffix(name, "*"); ok {
		if !slices.ContainsFunc(s.Intents, func(id string) bool { return strings.HasPrefix(id, prefix) }) {
			l.errs.Add(pos, source.DidYouMean(name, Groups(s.Intents)), "no intent begins with %q", prefix)
		}
		return
	}
	if _, ok := slices.BinarySearch(s.Intents, name); !ok && name != "oos" {
		l.errs.Add(pos, l.intentHint(name), "unknown intent %q", name)
		return
	}
	l.set.used["intent "+name] = true
}

func (s *scope) letDefs(n *source.Node) []letDef {
	var defs []letDef
	for _, f := range n.Pairs(s.errs, "let") {
		if _, ok := s.schema.Roots[f.Key]; ok || f.Key == "it" {
			s.errs.Add(f.KeyPos, "choose another name", "let %q hides a name of the shop", f.Key)
		}
		src := f.Value.Text(s.errs, "let "+f.Key)
		inner := *s
		inner.lets = defs
		defs = append(defs, letDef{name: f.Key, prog: inner.compile(src, placeOf(f.Value, src)), pos: f.KeyPos})
	}
	return defs
}

func (s *scope) conditionList(n *source.Node, what string) []*program {
	var out []*program
	if n == nil {
		return nil
	}
	for _, item := range n.Items(s.errs, what) {
		src := item.Text(s.errs, what)
		if p := s.condition(src, placeOf(item, src)); p != nil {
			out = append(out, p)
		}
	}
	return out
}

func (l *loader) conditions(r *Rule, f source.Fields) {
	for _, n := range f.Get("needs").Items(l.errs, "needs") {
		need := n.Text(l.errs, "needs")
		if !slices.Contains(l.schema.Needs, need) {
			l.errs.Add(n.Pos(), source.DidYouMean(need, l.schema.Needs), "unknown need %q", need)
		}
		r.Needs = append(r.Needs, need)
	}
	r.When = l.conditionList(f.Get("when"), "when")
	if p := f.Get("priority"); p != nil {
		r.Priority = p.Int(l.errs, "priority")
	}
	if v := f.Get("valid"); v != nil {
		r.Valid = v.Window(l.errs, "valid", l.schema.Location)
	}
	if v := f.Get("limit"); v != nil {
		r.Limit = parseLimit(l.errs, v)
	}
	if kb := f.Get("kb"); kb != nil {
		if text := kb.Text(l.errs, "kb"); text != "first" {
			l.errs.Add(kb.Pos(), "write kb: first", "unknown value %q of kb", text)
		}
		r.KBFirst = true
	}
}

// parseLimit reads `once per session` and `3 per 24h`.
func parseLimit(errs *source.List, n *source.Node) Limit {
	text := n.Text(errs, "limit")
	times, per, ok := strings.Cut(text, " per ")
	var out Limit
	switch times = strings.TrimSpace(times); times {
	case "once":
		out.Times = 1
	case "twice":
		out.Times = 2
	default:
		out.Times, _ = strconv.Atoi(times)
	}
	switch per = strings.TrimSpace(per); per {
	case "session", "order", "item":
		out.Per = per
	default:
		out.Window, _ = parseSpan(per)
		ok = ok && out.Window > 0
	}
	if !ok || out.Times < 1 {
		errs.Add(n.Pos(), "write once per session, once per order, once per item or 2 per 24h", "limit %q is not understood", text)
		return Limit{}
	}
	return out
}

// parseSpan reads a duration with days: 3d, 24h, 15m.
func parseSpan(s string) (time.Duration, bool) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.Atoi(days)
		return time.Duration(n) * 24 * time.Hour, err == nil
	}
	d, err := time.ParseDuration(s)
	return d, err == nil
}

func (l *loader) form(r *Rule, n *source.Node) {
	for _, f := range n.Pairs(l.errs, "ask") {
		q := Question{Slot: f.Key, Pos: f.KeyPos, Tries: 2}
		if _, ok := l.schema.Slots[f.Key]; !ok {
			l.errs.Add(f.KeyPos, declareHint(f.Key, sortedKeys(l.schema.Slots), "slots"), "unknown slot %q", f.Key)
		}
		l.set.used["slots."+f.Key] = true
		key := "ask." + f.Key
		if f.Value.Kind() != source.Mapping {
			q.say = l.sayBlock(f.Value, r, key)
			r.Ask = append(r.Ask, q)
			continue
		}
		parts := f.Value.Fields(l.errs, "a question", questionKeys...)
		if parts.Get("say") == nil {
			l.errs.Add(f.KeyPos, "write say:", "the question for %q has no text", f.Key)
		}
		q.say = l.sayBlock(parts.Get("say"), r, key)
		if again := parts.Get("again"); again != nil {
			q.again = l.sayBlock(again, r, key+".again")
		}
		if tries := parts.Get("tries"); tries != nil {
			if q.Tries = tries.Int(l.errs, "tries"); q.Tries < 1 {
				l.errs.Add(tries.Pos(), "write 1 or more", "tries is %d", q.Tries)
			}
		}
		q.Optional = parts.Get("optional") != nil && parts.Get("optional").Bool(l.errs, "optional")
		if choices := parts.Get("choices"); choices != nil {
			q.Choices = choices.Bool(l.errs, "choices")
			if q.Choices && l.schema.Slots[f.Key].Type.Words == nil {
				l.errs.Add(choices.Pos(), "give the slot a list as its type", "slot %q has no list of words to choose from", f.Key)
			}
		}
		q.when = l.conditionList(parts.Get("when"), "when")
		r.Ask = append(r.Ask, q)
	}
}

// references checks names that may be defined later in the folder than they are used.
func (l *loader) references() {
	for _, ref := range l.refs {
		switch ref.kind {
		case "rule":
			l.set.used["rule "+ref.name] = true
			if l.set.byID[ref.name] == nil && !l.set.used["disabled "+ref.name] {
				l.errs.Add(ref.pos, source.DidYouMean(ref.name, sortedKeys(l.set.byID)), "unknown rule %q", ref.name)
			}
		case "intent":
			l.checkTrigger(ref.name, ref.pos, false)
		}
	}
}
