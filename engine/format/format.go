// Package format lists the keys that each place of a shop's folder may hold. Loaders read their keys from here and the JSON
// Schemas for editors are made from the same list, so that the two cannot part.
//
// A place is a mapping somewhere in a file: a rule, a step, a slot. A leaf: it imports nothing of ours.
package format

import (
	"slices"
	"strings"
)

// key is one key of a place. shape says what its value is, for the schemas: text (any scalar), texts (one or a list), yes_no,
// number, any; a place, list of a place, map of a place.
type key struct {
	name, shape string
	required    bool
}

// keys reads "name shape" lines; a name with ! is required.
func keys(lines string) []key {
	var out []key
	for line := range strings.Lines(lines) {
		name, shape, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name == "" {
			continue
		}
		bare, required := strings.CutSuffix(name, "!")
		out = append(out, key{bare, strings.TrimSpace(shape), required})
	}
	return out
}

// answer is what every answer may hold.
const answer = `
	say say
	attach texts
	choices list choice
	expect map answer or text
	do any
	set map text
	note map text
	grant grant or text
	count text
	handoff handoff or text
	go text
	run text
	alone yes_no
	rotate text
`

// effects is an answer without texts of its own.
var effects = strings.NewReplacer("\tsay say\n", "", "\trotate text\n", "").Replace(answer)

// places are all of them.
var places = map[string][]key{
	"shop": keys(`
		version! number
		name! text
		agent agent
		timezone text
		language text
		packs texts
		bot any
		hours hours
		session session
		burst text
		thresholds thresholds
		policies map any
		vars map any
		product_fields map text
		lists map any
		slots map slot
		concessions concessions
		remark remark
		tone tone
		moods moods
		notices list notice
		caps map cap
		actions map any
		events map any
		facts map text
		lookups map lookup or text
		queues map any
		texts texts_of_engine
		forbidden texts
	`),
	"agent":       keys("id text\nname text"),
	"hours":       keys("shifts map text\ndays_off texts\nextra_days texts"),
	"session":     keys("idle text\nmenu text"),
	"thresholds":  keys("sure number\nnear number\nnot_understood number"),
	"slot":        keys("type! text\nrange text\nunits map text\ncue texts\nonly_asked yes_no\nfrom text\nkeep text"),
	"concessions": keys("budget number\nper text\npostage_costs number\ngifts map number\napprove_over number\nagreed_for text"),
	"remark":      keys("parts texts\nflags any"),
	"tone":        keys("prefix say\nskip_when texts"),
	"moods":       keys("angry say\nanxious say\npleased say"),
	"notice":      keys("when texts\nsay! say"),
	"cap":         keys("times number\nper text\nwithin text\nquiet text"),
	"lookup":      keys("args texts\ngives text"),
	"texts": keys(`
		not_understood say
		did_you_mean say
		none_of_these say
		ask_item say
		ask_order say
		no_order say
		resume say
		dropped say
		gave_up say
		handoff say
		handoff_closed say
		handoff_late say
		unavailable say
		approval say
		approved say
		approval_refused say
		voice say
		video say
		image say
		file say
		empty say
		too_long say
	`),
	"rules_file": keys("rules list rule"),
	"rule": keys(`
		id! text
		on! texts
		needs texts
		when texts
		ask map question or say
		let map text
		limit text
		priority number
		valid text
		enabled yes_no
		kb text
		steps list step
		after_last text
		continue_on texts
		follow_up list follow_up
		cancel_on texts
		cap text
		confirm confirm
		unavailable answer or text
	` + answer),
	"answer":          keys(answer),
	"step":            keys("when texts\nvalid text\n" + answer),
	"follow_up":       keys("after! text\n" + answer),
	"choice":          keys("show! say\neach text\n" + answer),
	"entry":           keys("when texts\nvalid text\ntext! say\n" + effects),
	"question":        keys("say! say\nagain say\ntries number\noptional yes_no\nwhen texts\nchoices yes_no"),
	"confirm":         keys("show! say\neditable texts\ntimeout text"),
	"grant":           keys("gift text\npostage yes_no"),
	"handoff":         keys("queue text\nreason text\nwithin text\nurgent yes_no"),
	"tables_file":     keys("tables map table"),
	"table":           keys("grid! grid\nacross texts\ndown map texts"),
	"grid":            keys("down text\nacross text\ngives text"),
	"products_file":   keys("products list product"),
	"promotions_file": keys("promotions list promotion"),
	"product": keys(`
		code! text
		name! text
		aliases texts
		link text
		price! number
		floor number
		weight_g number
		tags texts
		size_table text
		restock text
		substitutes texts
		matches texts
		stock any
		size_chart any
		usual_size map text
	`),
	"promotion":    keys("id! text\nvalid text\nscope scope\nrate number\noff number\npieces number\ngift text\ntext! text\nenabled yes_no"),
	"scope":        keys("products texts\ntags texts"),
	"kb_file":      keys("articles list article"),
	"article":      keys("id! text\nask! texts\nscope scope\nintent text\nvalid text\nlanguage text\nenabled yes_no\n" + answer),
	"intents_file": keys("intents list intent"),
	"intent":       keys("id! text\nlabel text\nexamples texts\npatterns texts"),
}

// Kinds are the kinds of files that Schema knows, each named as its file or folder.
var Kinds = []string{"intents", "kb", "products", "promotions", "rules", "shop", "tables"}

// Keys are the keys of a place, in the order in which the format names them. The caller owns the result.
func Keys(place string) []string {
	var out []string
	for _, k := range places[place] {
		out = append(out, k.name)
	}
	return out
}

// Places are the names of all places, sorted.
func Places() []string {
	var out []string
	for name := range places {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
