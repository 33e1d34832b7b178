package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/engine/text"
	"github.com/huashu-go/huashu/rules"
)

// around is what stands around the rules: the texts of the settings, and values that texts print.
func (s *Shop) around(now time.Time) rules.Around {
	out := rules.Around{Now: now, Unknown: s.unknown, Fold: text.String, Bound: map[string]string{}, Scoped: map[string]bool{}, Charts: map[string]bool{}}
	for _, a := range s.kb.Articles() {
		out.Bound[a.ID] = a.Intent
		out.Scoped[a.ID] = len(a.Scope.Products)+len(a.Scope.Tags) > 0
	}
	if s.tone != nil {
		out.Scripts = append(out.Scripts, rules.Spoken{Name: "tone", Text: s.tone.prefix, Unless: s.tone.skip})
	}
	for _, n := range s.notices {
		out.Scripts = append(out.Scripts, rules.Spoken{Name: "the notice", Text: n.say, When: n.when})
	}
	for _, group := range []struct {
		prefix string
		texts  map[string]*rules.Script
	}{{"moods.", s.moods}, {"texts.", s.texts.shop}} {
		for _, name := range slices.Sorted(maps.Keys(group.texts)) {
			spoken := rules.Spoken{Name: group.prefix + name, Text: group.texts[name]}
			spoken.Agreed = name == "approved" || name == "remark_gift" || strings.HasPrefix(name, "deal_")
			if strings.HasPrefix(name, "sheet_") || strings.HasPrefix(name, "remark_") {
				spoken.Needs = []string{"order"}
			}
			out.Scripts = append(out.Scripts, spoken)
		}
	}
	plain := func(said string, at source.Pos) { out.Texts = append(out.Texts, rules.Plain{Text: said, Pos: at}) }
	for _, v := range slices.Concat(s.set.vars, s.set.policies) {
		plain(v.val.String(), v.pos)
	}
	for _, p := range s.catalogue.Promotions() {
		plain(p.Text, p.Pos)
	}
	for _, p := range s.catalogue.All() {
		out.Charts[p.SizeTable] = true
		plain(p.Name, p.Pos)
		for _, field := range slices.Sorted(maps.Keys(p.Fields)) {
			plain(rules.Of(p.Fields[field]).String(), p.Pos)
		}
	}
	return out
}

// isFunc reports what surely holds where a value is read; see rules.Around.
type isFunc = func(path string, words ...string) bool

// unknown tells in which case a value is not known: rules.Around.Unknown. What a shop's own data leaves out is named.
func (s *Shop) unknown(path string, is isFunc) string {
	root, field, _ := strings.Cut(path, ".")
	switch root {
	case "item":
		return s.unknownOfItem(field, is)
	case "sku":
		return s.unknownVariant(field, is)
	case "asked":
		if field != "" {
			return "none of several variants asked for is so"
		}
	case "order":
		return unknownOfOrder(field, is)
	case "offer", "deal":
		return unknownConcession(root, field, is)
	case "event":
		return s.unknownOfEvent(field, is)
	case "slots":
		if field != "" {
			return "the customer has not said " + field
		}
	case "mood":
		return "the customer shows no mood"
	case "promos[]":
		return "no promotion runs"
	case "promotion":
		if field == "gift" {
			return "the promotion has no gift"
		}
	case "cart":
		if field == "total" && !is("item") {
			return noItem
		}
	case "customer":
		if field == "tier" {
			return "the host has not told customer.tier"
		}
	case "agent":
		if field == "name" && s.set.agentName == "" || field == "id" && s.set.agentID == "" {
			return "shop.yaml gives no agent." + field
		}
	case "desk":
		if field == "shift" && !is("desk.open", "yes") {
			return "nobody is on duty"
		}
	case "vars", "policies":
		for _, v := range slices.Concat(s.set.vars, s.set.policies) {
			if v.name == field && !v.val.IsSet() {
				return path + " is empty"
			}
		}
	case "body_size()", "chart_fit()":
		return "the customer is outside the size chart"
	case "larger()":
		return "there is no larger size"
	}
	return s.unknownFromHost(path)
}

func (s *Shop) unknownFromHost(path string) string {
	if slices.ContainsFunc(s.set.facts, func(d declared) bool { return d.name == path }) {
		return "the host has not given " + path
	}
	if name, ok := strings.CutSuffix(path, "()"); ok && slices.ContainsFunc(s.set.lookups, func(d declared) bool { return d.name == name }) {
		return "the host knows no " + name
	}
	return ""
}

const noItem = "the customer has named no product"

// onOrders reports that the rule is on events of orders, which bring the order and its product; so do those that a shop declares.
func onOrders(is isFunc) bool {
	return is("event but", "chat.open", "wake", "idle", "stock.back", "agent.join", "agent.release", "approval.granted", "approval.refused")
}

// unknownOfItem tells which product lacks the field.
func (s *Shop) unknownOfItem(field string, is isFunc) string {
	lacks := func(has func(p *commerce.Product) bool, what string) string {
		for _, p := range s.catalogue.All() {
			if !has(p) {
				return fmt.Sprintf("product %s has no %s", p.Code, what)
			}
		}
		return ""
	}
	switch field {
	case "":
		if is("item") || is("order") || onOrders(is) || is("event", "stock.back") || is("sku") {
			return ""
		}
		return noItem
	case "link":
		return lacks(func(p *commerce.Product) bool { return p.Link != "" }, field)
	case "size_table":
		return lacks(func(p *commerce.Product) bool { return p.SizeTable != "" }, field)
	case "stock", "colours", "sizes":
		return lacks(func(p *commerce.Product) bool { return len(p.Stock) > 0 }, "stock")
	case "tags":
		return lacks(func(p *commerce.Product) bool { return len(p.Tags) > 0 }, field)
	case "aliases":
		return lacks(func(p *commerce.Product) bool { return len(p.Aliases) > 0 }, field)
	case "matches":
		return lacks(func(p *commerce.Product) bool { return len(p.Matches) > 0 }, field)
	case "substitutes":
		return lacks(func(p *commerce.Product) bool { return len(p.Substitutes) > 0 }, field)
	case "restock":
		return "no date of restock is known"
	case "promo":
		return "no promotion runs for the product"
	case "bundle":
		return "no promotion for several pieces runs for the product"
	case "usual_size[]":
		return "the product does not list that size under usual_size"
	}
	if _, own := s.set.productFields[field]; own {
		return lacks(func(p *commerce.Product) bool {
			v := rules.Of(p.Fields[field])
			return v.IsSet() && (v.Kind() != rules.KindList || len(v.Items()) > 0)
		}, field)
	}
	return ""
}

func (s *Shop) unknownVariant(field string, is isFunc) string {
	switch field {
	case "":
		if is("item") {
			return ""
		}
		return s.unknownOfItem("", is)
	case "colour", "size":
		if is("said."+field, "yes") {
			return ""
		}
		return "the customer has named no " + field
	case "stock":
		return s.unknownOfItem("stock", is)
	}
	return ""
}

// orderFrom are the states from which on the host knows a part of an order.
var orderFrom = map[string][]string{
	"paid_at":      {"paid", "shipped", "delivered", "done"},
	"tracking_no":  {"shipped", "delivered", "done"},
	"shipped_at":   {"shipped", "delivered", "done"},
	"delivered_at": {"delivered", "done"},
	"refund":       {"refunding", "refunded"},
}

func unknownOfOrder(field string, is isFunc) string {
	switch field {
	case "":
		if is("order") || onOrders(is) || is("stage", "during", "after") {
			return ""
		}
		return "the customer has no order, or several"
	case "scan":
		return "the courier has not scanned the parcel"
	}
	states, ok := orderFrom[field]
	if !ok || is("order.state", states...) {
		return ""
	}
	events := make([]string, len(states))
	for i, state := range states {
		events[i] = "order." + state
	}
	if is("event", events...) {
		return ""
	}
	return fmt.Sprintf("the order has no %s (it is not %s)", field, states[0])
}

func unknownConcession(root, field string, is isFunc) string {
	if field == "" || is("grant") {
		return ""
	}
	switch root + "." + field {
	case "offer.pieces", "deal.given", "deal.room", "deal.left", "deal.cut", "deal.postage":
		return ""
	}
	for _, guard := range []string{"kind", "price", "cut", "gift", "rival", "text", "until"} {
		if is(root + "." + guard) {
			return ""
		}
	}
	if root == "offer" {
		return "the customer has offered nothing"
	}
	if is("deal.given", "more") {
		return ""
	}
	return "nothing was agreed"
}

// unknownOfEvent tells that only an event with the field brings it.
func (s *Shop) unknownOfEvent(field string, is isFunc) string {
	if field == "" || field == "name" && is("event", append(slices.Clone(builtinEvents), s.eventNames(field)...)...) {
		return ""
	}
	if field == "order" && onOrders(is) {
		return ""
	}
	with := s.eventNames(field)
	if len(with) > 0 && is("event", with...) {
		return ""
	}
	if len(with) == 0 {
		return "the rule is not on an event that brings " + field
	}
	return "the rule is on something else than event." + strings.Join(with, ", event.")
}

// eventNames are the shop's events with the field.
func (s *Shop) eventNames(field string) []string {
	names := map[string]bool{}
	for name, fields := range s.set.events {
		if slices.ContainsFunc(fields, func(f rules.Name) bool { return f.Name == field }) {
			names[name] = true
		}
	}
	return sorted(names)
}
