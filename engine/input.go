package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
)

// What a host may send. What cannot be meant is an error of Handle, all of it at once; what the shop merely does not know, because a
// catalogue or a fact changed on one side first, is passed over and traced: the customer is answered.

var errNoConversation = fmt.Errorf("%w: Conversation is empty", ErrInput)

var attachmentKinds = []string{"voice", "video", "image", "file"}

// check refuses inputs that cannot be meant.
func (s *Shop) check(in Input) error {
	var wrong []string
	if in.From > Agent {
		wrong = append(wrong, fmt.Sprintf("From is %d, want Customer or Agent", in.From))
	}
	for _, a := range in.Attachments {
		if !slices.Contains(attachmentKinds, a.Kind) {
			wrong = append(wrong, fmt.Sprintf("unknown kind %q of an attachment, want %s", a.Kind, strings.Join(attachmentKinds, ", ")))
		}
	}
	if in.Event != "" {
		wrong = append(wrong, s.wrongEvent(in)...)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%w: %s", ErrInput, strings.Join(wrong, "; "))
	}
	return nil
}

// wrongEvent tells what is wrong with an event and its data.
func (s *Shop) wrongEvent(in Input) (wrong []string) {
	if !s.rules.KnowsEvent(in.Event) {
		known := slices.Concat(builtinEvents, slices.Sorted(maps.Keys(s.set.events)))
		return []string{fmt.Sprintf("event %q is not declared by the shop%s", in.Event, hint(in.Event, known))}
	}
	if slices.Contains(orderEvents, in.Event) && (in.Data["order"] == nil || in.Data["order"] == "") {
		wrong = append(wrong, fmt.Sprintf(`event %q needs Data["order"], the number of the order`, in.Event))
	}
	for _, key := range s.undeclared(in) {
		wrong = append(wrong, fmt.Sprintf("Data[%q] is neither a field of event %q nor a fact that the shop declares%s", key, in.Event, hint(key, s.dataKeys(in.Event))))
	}
	return wrong
}

// orderEvents are about one order, which Data must name.
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
	if in.Event == "" {
		for _, key := range s.undeclared(in) {
			unknown("data", key+hint(key, s.dataKeys("")))
		}
	}
	if no, told := in.Data["order"]; told && in.Event != "" && nobodyHas(answers, fmt.Sprint(no)) {
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
