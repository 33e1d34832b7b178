package engine

import (
	"io/fs"
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/rules"
)

// settings is shop.yaml.
type settings struct {
	name, agentID, agentName string
	language                 string // of the shop: zh or en
	packs                    []string
	loc                      *time.Location
	unplaced                 source.Pos // of hours without a timezone
	botOff                   bool
	hours                    calendar
	idle, menu, burst        time.Duration
	sure, near               float64
	patience                 int // times not understood before a person is called
	policies, vars           []namedValue
	productFields            map[string]string
	lists                    []wordList
	slots                    []slotDef
	terms                    rules.Terms
	budgetPer                string
	parts                    []string
	flags                    []note
	caps                     []cap
	actions                  []actionType
	events                   map[string][]rules.Name
	facts, lookups           []declared
	queues                   []queue
	desk                     deskRules
	forbidden                []string
	declared                 map[string]source.Pos // for findings about names that nothing uses
	// compiled after the rules, because they are texts and conditions
	toneNode, moodsNode, noticesNode, textsNode *source.Node
}

type namedValue struct {
	name string
	typ  rules.Type
	val  rules.Value
	pos  source.Pos
}

type wordList struct {
	name  string
	words []string
	says  [][]string
	flag  bool // one word only: asked as said.name
}

type slotDef struct {
	name, kind string // kind is the type as written: height, money, a list …
	typ        rules.Type
	min, max   float64
	units      []unit
	cue        [][]rune // in normal form
	onlyAsked  bool
	message    bool // the message that raised the rule is the value
	keep       uint8
}

type unit struct {
	name     string
	min, max float64
}

type cap struct {
	name       string
	times      int
	per        string
	within     time.Duration
	quietFrom  int // minutes of the day; -1: none
	quietUntil int
}

type actionType struct {
	name   string
	fields []rules.Name
}

type declared struct {
	name string
	typ  rules.Type
	args []rules.Type
}

type queue struct {
	name    string
	pos     source.Pos
	intents []string // whose handoffs it takes; the default queue takes the rest
	places  []source.Pos
	rest    bool
}

func loadSettings(dir fs.FS, errs *source.List) *settings {
	s := &settings{language: "zh", loc: homeZone(), idle: 12 * time.Hour, menu: 10 * time.Minute, sure: .60, near: .35, patience: 2,
		budgetPer: "order", productFields: map[string]string{}, events: map[string][]rules.Name{}, packs: []string{"retail-zh", "retail-en"}}
	root := source.Read(dir, "shop.yaml", errs)
	if root == nil {
		if errs.Len() == 0 {
			errs.Add(source.Pos{File: "shop.yaml", Line: 1, Column: 1}, "begin with version: 1 and name:", "shop.yaml is empty")
		}
		return s
	}
	f := root.Fields(errs, "shop.yaml", format.Keys("shop")...)
	s.basics(f, root, errs)
	s.times(f, errs)
	s.policies = namedValues(f.Get("policies"), "policies", errs)
	s.vars = namedValues(f.Get("vars"), "vars", errs)
	s.lists = loadLists(f.Get("lists"), errs)
	words := s.listWords()
	for _, p := range f.Get("product_fields").Pairs(errs, "product_fields") {
		s.productFields[p.Key] = typeName(p.Value, words, errs)
	}
	s.loadSlots(f.Get("slots"), words, errs)
	s.loadConcessions(f.Get("concessions"), errs)
	s.loadRemark(f.Get("remark"), errs)
	s.loadCaps(f.Get("caps"), errs)
	s.loadDeclarations(f, words, errs)
	s.loadQueues(f.Get("queues"), errs)
	s.desk = loadDesk(f.Get("desk"), errs)
	s.noteDeclared(f, errs)
	s.forbidden = f.Get("forbidden").Texts(errs, "forbidden")
	s.toneNode, s.moodsNode, s.noticesNode, s.textsNode = f.Get("tone"), f.Get("moods"), f.Get("notices"), f.Get("texts")
	return s
}

// forgetSource lets go of what only loading needs: a node keeps all of its file.
func (s *settings) forgetSource() {
	s.toneNode, s.moodsNode, s.noticesNode, s.textsNode = nil, nil, nil, nil
}

// engineReads are policies that the engine itself goes by.
var engineReads = []string{"dispatch_days", "dispatch_cutoff", "arrive_days", "ease_cm", "free_post_over", "reply_within"}

// engineWrites are parts of the order remark that the engine fills.
var engineWrites = []string{"agent", "courier", "gift", "other"}

// noteDeclared notes the places of what the shop declares, for findings about names that nothing uses.
func (s *settings) noteDeclared(f source.Fields, errs *source.List) {
	s.declared = map[string]source.Pos{}
	note := func(n *source.Node, prefix string, but ...string) {
		for _, p := range n.Pairs(errs, prefix) {
			if !slices.Contains(but, p.Key) {
				s.declared[prefix+p.Key] = p.KeyPos
			}
		}
	}
	note(f.Get("vars"), "vars.")
	note(f.Get("policies"), "policies.", engineReads...)
	note(f.Get("product_fields"), "item.")
	note(f.Get("slots"), "slots.")
	for _, kind := range []string{"action", "cap", "fact", "lookup", "event"} {
		note(f.Get(kind+"s"), kind+" ")
	}
	var quiet source.List // these were read already
	note(f.Get("concessions").Fields(&quiet, "", format.Keys("concessions")...).Get("gifts"), "gift ")
	for _, q := range s.queues {
		if len(q.intents) == 0 && !q.rest {
			s.declared["queue "+q.name] = q.pos
		}
	}
	for _, n := range f.Get("remark").Fields(&quiet, "", format.Keys("remark")...).Get("parts").Items(&quiet, "") {
		if part := n.Text(&quiet, ""); !slices.Contains(engineWrites, part) {
			s.declared["part "+part] = n.Pos()
		}
	}
}

func (s *settings) basics(f source.Fields, root *source.Node, errs *source.List) {
	if v := f.Get("version"); v == nil {
		errs.Add(root.Pos(), "write version: 1 as the first line", "shop.yaml has no version")
	} else if n := v.Int(errs, "version"); n != 1 {
		errs.Add(v.Pos(), "this engine reads version: 1", "version %d of the format is not known", n)
	}
	if n := f.Get("name"); n != nil {
		s.name = n.Sentence(errs, "name")
	}
	if s.name == "" {
		errs.Add(root.Pos(), "write name: with the name of the shop", "shop.yaml has no name")
	}
	if agent := f.Get("agent"); agent != nil {
		a := agent.Fields(errs, "agent", format.Keys("agent")...)
		s.agentID, s.agentName = a.Get("id").Text(errs, "id"), a.Get("name").Text(errs, "name")
	}
	if tz := f.Get("timezone"); tz != nil {
		loc, err := time.LoadLocation(tz.Text(errs, "timezone"))
		if err != nil {
			errs.Add(tz.Pos(), "for example Asia/Shanghai", "unknown time zone %q", tz.Text(errs, "timezone"))
		} else {
			s.loc = loc
		}
	} else if hours := f.Get("hours"); !hours.IsNull() {
		s.unplaced = hours.Pos()
	}
	if l := f.Get("language"); l != nil {
		s.language = l.Text(errs, "language")
		if s.language != "zh" && s.language != "en" {
			errs.Add(l.Pos(), "zh or en", "unknown language %q", s.language)
		}
	}
	if p := f.Get("packs"); p != nil {
		s.packs = p.Texts(errs, "packs")
		for _, item := range p.Items(errs, "packs") {
			known := []string{"retail-zh", "retail-en"}
			if name := item.Text(errs, "packs"); !slices.Contains(known, name) {
				errs.Add(item.Pos(), source.DidYouMean(name, known), "unknown pack %q", name)
			}
		}
	}
	if b := f.Get("bot"); b != nil {
		switch text := b.Text(errs, "bot"); text {
		case "on", "true":
		case "off", "false":
			s.botOff = true
		default:
			errs.Add(b.Pos(), "on or off", "unknown value %q of bot", text)
		}
	}
}

func (s *settings) times(f source.Fields, errs *source.List) {
	s.hours = loadCalendar(f.Get("hours"), s.loc, errs)
	if n := f.Get("session"); n != nil {
		p := n.Fields(errs, "session", format.Keys("session")...)
		if d := p.Get("idle"); d != nil {
			s.idle = d.Duration(errs, "idle")
		}
		if d := p.Get("menu"); d != nil {
			s.menu = d.Duration(errs, "menu")
		}
	}
	if n := f.Get("burst"); n != nil {
		s.burst = n.Duration(errs, "burst")
	}
	if n := f.Get("thresholds"); n != nil {
		p := n.Fields(errs, "thresholds", format.Keys("thresholds")...)
		if v := p.Get("sure"); v != nil {
			s.sure = v.Float(errs, "sure")
		}
		if v := p.Get("near"); v != nil {
			s.near = v.Float(errs, "near")
		}
		if v := p.Get("not_understood"); v != nil {
			s.patience = max(1, v.Int(errs, "not_understood"))
		}
		if s.near > s.sure || s.near <= 0 || s.sure > 1 {
			errs.Add(n.Pos(), "0 < near <= sure <= 1", "thresholds near %v and sure %v do not fit", s.near, s.sure)
		}
	}
}

// replyWithin is the time in which a person answers unless a rule says otherwise: policies.reply_within, default 10 minutes.
func (s *settings) replyWithin() time.Duration {
	if d, err := time.ParseDuration(s.value(s.policies, "reply_within").Text()); err == nil && d > 0 {
		return d
	}
	return 10 * time.Minute
}

// queueFor is the queue of a handoff without one: the first whose intents fit, else the default.
func (s *settings) queueFor(intent string) string {
	fallback := "sales"
	for _, q := range s.queues {
		if q.rest {
			fallback = q.name
		}
		if slices.ContainsFunc(q.intents, func(on string) bool { return rules.Matches(on, intent) }) {
			return q.name
		}
	}
	return fallback
}

func (s *settings) queueNames() []string {
	var names []string
	for _, q := range s.queues {
		names = append(names, q.name)
	}
	return names
}
