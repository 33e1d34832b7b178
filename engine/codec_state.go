package engine

import "github.com/huashu-go/huashu/rules"

// code is the layout. A field is only ever added at the end, under a new version.
func (s *State) code(c *coder) {
	c.uint(&s.rev)
	turn := uint64(s.turn)
	if c.uint(&turn); c.reading {
		s.turn = uint32(turn)
	}
	c.time(&s.seen)
	c.time(&s.sessionStart)
	for _, text := range []*string{&s.language, &s.customer, &s.channel, &s.mood, &s.item, &s.viewed, &s.colour, &s.size, &s.order,
		&s.lastIntent, &s.lastRule, &s.orderIntent} {
		c.str(text)
	}
	list(c, &s.slots, func(c *coder, v *slotValue) { c.str(&v.name); c.uint8(&v.keep); c.value(&v.val) })
	list(c, &s.steps, func(c *coder, v *counter) { c.str(&v.key); c.int(&v.n) })
	list(c, &s.uses, func(c *coder, v *use) { c.str(&v.key); list(c, &v.at, (*coder).int64) })
	list(c, &s.variants, func(c *coder, v *variant) { c.str(&v.key); c.int(&v.last); c.uint(&v.used) })
	pointer(c, &s.form, func(c *coder, v *form) {
		c.str(&v.rule)
		c.str(&v.intent)
		c.str(&v.slot)
		c.int(&v.tries)
		c.strings(&v.passed)
		c.bool(&v.resumed)
		c.bool(&v.dropped)
	})
	pointer(c, &s.menu, codeMenu)
	pointer(c, &s.expect, func(c *coder, v *expectation) {
		list(c, &v.branches, func(c *coder, b *branch) { c.str(&b.on); c.str(&b.rule); c.str(&b.path); c.str(&b.it) })
		c.str(&v.intent)
	})
	pointer(c, &s.need, func(c *coder, v *need) { c.str(&v.kind); c.str(&v.intent); c.int(&v.tries) })
	pointer(c, &s.sheet, func(c *coder, v *sheet) {
		c.str(&v.rule)
		c.str(&v.order)
		list(c, &v.edits, codeNote)
		c.time(&v.until)
	})
	s.owner.code(c)
	codeOffer(c, &s.offer)
	c.str(&s.wished.kind)
	c.float(&s.wished.amount)
	c.int(&s.wished.pieces)
	c.bool(&s.wished.total)
	list(c, &s.deals, func(c *coder, v *itemDeal) { c.str(&v.item); codeDeal(c, &v.deal) })
	c.int64(&s.given)
	c.time(&s.givenAt)
	pointer(c, &s.waiting, func(c *coder, v *pendingWish) {
		c.bool(&v.wish.Offer)
		c.str(&v.wish.Gift)
		c.bool(&v.wish.Postage)
		codeOffer(c, &v.offer)
		c.str(&v.item)
	})
	list(c, &s.notes, codeNote)
	list(c, &s.timers, func(c *coder, v *timer) {
		c.str(&v.rule)
		c.int(&v.step)
		c.time(&v.due)
		c.str(&v.order)
		c.str(&v.item)
	})
	c.int(&s.missed)
	c.bool(&s.noticed)
	for _, texts := range []*[]string{&s.words, &s.intents, &s.tried, &s.promised, &s.files} {
		c.strings(texts)
	}
	c.strings(&s.burst)
	c.time(&s.burstDue)
	c.time(&s.burstFrom)
	c.bool(&s.idled)
	c.time(&s.idleDue)
	list(c, &s.recent, func(c *coder, v *recorded) { c.str(&v.id); pointer(c, &v.reply, codeReply) })
	if c.version >= 2 {
		c.time(&s.owner.called)
	} else if s.owner.joined {
		s.owner.due = s.seen // version 1 did not keep when the person last wrote
	}
	if c.version >= 3 {
		c.strings(&s.later)
	}
}

func codeNote(c *coder, v *note) { c.str(&v.part); c.str(&v.text) }

func codeMenu(c *coder, v *menu) {
	list(c, &v.items, func(c *coder, m *menuItem) {
		for _, text := range []*string{&m.label, &m.rule, &m.path, &m.it, &m.slot, &m.word, &m.goTo, &m.article} {
			c.str(text)
		}
	})
	c.time(&v.until)
	c.bool(&v.aside)
	c.str(&v.intent)
}

func (o *owner) code(c *coder) {
	c.bool(&o.active)
	c.bool(&o.joined)
	c.str(&o.queue)
	c.str(&o.reason)
	c.int(&o.level)
	c.duration(&o.within)
	c.time(&o.due)
	c.bool(&o.urgent)
	c.bool(&o.reassured)
}

func codeOffer(c *coder, o *rules.Offer) {
	c.str(&o.Kind)
	c.int64(&o.Price)
	c.int(&o.Pieces)
	c.str(&o.Gift)
	c.int64(&o.Rival)
}

func codeDeal(c *coder, d *rules.Deal) {
	c.str(&d.Kind)
	c.int64(&d.Price)
	c.int(&d.Pieces)
	c.str(&d.Gift)
	c.bool(&d.Postage)
	c.int64(&d.Cut)
	c.int64(&d.Spent)
	c.time(&d.Until)
}

// codeReply codes a recorded reply, without its trace.
func codeReply(c *coder, r *Reply) {
	list(c, &r.Messages, func(c *coder, m *Message) {
		c.str(&m.ID)
		c.str(&m.Text)
		c.str(&m.Prefix)
		c.strings(&m.Choices)
		c.strings(&m.Attachments)
	})
	list(c, &r.Actions, func(c *coder, a *Action) {
		c.str(&a.ID)
		c.str(&a.Name)
		list(c, &a.Fields, codeField)
	})
	pointer(c, &r.Handoff, func(c *coder, h *Handoff) {
		c.str(&h.ID)
		c.str(&h.Queue)
		c.str(&h.Reason)
		c.int(&h.Level)
		c.duration(&h.Within)
		c.time(&h.Due)
		c.bool(&h.Urgent)
		h.Story.code(c)
	})
	c.time(&r.Wake)
}

func codeField(c *coder, f *Field) {
	c.str(&f.Name)
	v := rules.Of(f.Value)
	if text, ok := f.Value.(string); ok {
		v = rules.Label(text)
	}
	c.value(&v)
	if c.reading {
		f.Value = v.Any()
	}
}

func (s *Story) code(c *coder) {
	for _, text := range []*string{&s.Customer, &s.Channel, &s.Stage, &s.Demand, &s.Item, &s.Colour, &s.Size, &s.Order, &s.Mood} {
		c.str(text)
	}
	c.time(&s.Since)
	for _, texts := range []*[]string{&s.Intents, &s.Words, &s.Tried, &s.Promised, &s.Attachments} {
		c.strings(texts)
	}
	list(c, &s.Slots, codeField)
}
