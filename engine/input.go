package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
)

// What a host may send. What cannot be meant is an error of Handle; what the shop merely does not know, because a catalogue, a fact or a host
// changed on one side first, is passed over and traced: the customer is answered.

var errNoConversation = fmt.Errorf("%w: Conversation is empty", ErrInput)

// check refuses inputs that cannot be meant.
func (s *Shop) check(in Input) error {
	if in.From > Agent {
		return fmt.Errorf("%w: From is %d, want Customer or Agent", ErrInput, in.From)
	}
	if in.Event != "" && !s.rules.KnowsEvent(in.Event) {
		known := slices.Concat(builtinEvents, slices.Sorted(maps.Keys(s.set.events)))
		return fmt.Errorf("%w: event %q is not declared by the shop%s", ErrInput, in.Event, hint(in.Event, known))
	}
	return nil
}

// orderEvents are about one order, which Data names; without that it is the latest.
var orderEvents = []string{EventOrderUnpaid, EventOrderPaid, EventOrderClosed, EventOrderShipped, EventOrderDelivered, EventOrderRefunding, EventOrderRefunded}

// undeclared lists the keys of Data that nothing reads, sorted.
func (s *Shop) undeclared(in Input) []string {
	if len(in.Data) == 0 {
		return nil
	}
	var keys []string
	known := s.dataKeys(in.Event)
	for key := range in.Data {
		if !slices.Contains(known, key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// dataKeys are the keys that Data may have: of an event its fields, of any input what is told of the customer and the desk, and facts.
func (s *Shop) dataKeys(event string) []string {
	keys := []string{"customer.tier", "desk.busy"}
	for _, d := range s.set.facts {
		keys = append(keys, d.name)
	}
	if event == "" {
		return keys
	}
	keys = append(keys, "order", "product", "colour", "size")
	for _, f := range s.set.events[event] {
		keys = append(keys, f.Name)
	}
	return keys
}

// hint is a remedy in brackets.
func hint(name string, known []string) string {
	if like := source.DidYouMean(name, known); like != "" {
		return " (" + like + ")"
	}
	return ""
}

// traceUnknown notes what the host named and the shop does not know.
func (s *Shop) traceUnknown(in Input, answers []Answer, trace *Trace) {
	if trace == nil {
		return
	}
	unknown := func(what, name string) {
		trace.Steps = append(trace.Steps, TraceStep{Kind: TraceUnknown, Name: what, Detail: name})
	}
	for _, a := range in.Attachments {
		if !slices.Contains(AttachmentKinds(), a.Kind) {
			unknown("attachment", fmt.Sprintf("%q is taken as a file (want %s)", a.Kind, strings.Join(AttachmentKinds(), ", ")))
		}
	}
	for _, key := range s.undeclared(in) {
		unknown("data", key+hint(key, s.dataKeys(in.Event)))
	}
	no, told := in.Data["order"]
	switch {
	case in.Event == "":
	case !told && slices.Contains(orderEvents, in.Event):
		unknown("order", `Data["order"] is missing: the latest is taken`)
	case told && nobodyHas(answers, fmt.Sprint(no)):
		unknown("order", fmt.Sprint(no))
	}
}

// nobodyHas tells whether the customer's orders were read, and the order is not among them.
func nobodyHas(answers []Answer, no string) (read bool) {
	for _, a := range answers {
		if a.Call.Name != "orders" || a.Failed {
			continue
		}
		orders, _ := a.Value.([]commerce.Order)
		if slices.ContainsFunc(orders, func(o commerce.Order) bool { return o.No == no }) {
			return false
		}
		read = true
	}
	return read
}
