package engine

// The built-in events, for Input.Event. All may have order (its number), product (its code), colour and size in Input.Data, as texts:
// they become what the conversation is about. Those of an order should have order; without it the latest is meant. Rules answer an event
// as event.order.paid and read its data as event.order; a shop may declare events of its own, and more fields of these, under events in
// shop.yaml. An event that no rule answers says nothing.
const (
	EventChatOpen = "chat.open" // The customer opened the chat and has said nothing yet.
	EventWake     = "wake"      // Reply.Wake has come: what is due is said and done. Sent too early or too often it does nothing.

	// EventIdle needs no sending where wakes are sent: the engine works on it by itself when the customer has been silent for session.idle.
	EventIdle = "idle"

	EventAgentJoin    = "agent.join"    // A person took the conversation. Their first message (From: Agent) does the same.
	EventAgentRelease = "agent.release" // The person gives it back to the engine. One of the desk's release_words does the same.

	EventOrderUnpaid    = "order.unpaid"    // It was placed and waits for its payment.
	EventOrderPaid      = "order.paid"      // What was conceded is settled with it; the budget begins anew.
	EventOrderClosed    = "order.closed"    // It was cancelled, or not paid in time.
	EventOrderShipped   = "order.shipped"   // It was handed to the carrier.
	EventOrderDelivered = "order.delivered" // The customer has it.
	EventOrderRefunding = "order.refunding" // A refund was asked for.
	EventOrderRefunded  = "order.refunded"  // The money is on its way back.

	EventStockBack = "stock.back" // What ActionNotify asked for is there again.

	EventApprovalGranted = "approval.granted" // A person agreed to the concession that waits for it: the engine makes it and tells the customer.
	EventApprovalRefused = "approval.refused" // A person refused it: the engine tells the customer.
)

// The built-in actions, for Action.Name, with their fields in order: price, cut and left are float64 of yuan, pieces is a float64, until
// is a time.Time, the others are strings. A field that is not known is there and empty; one in brackets is left out then.
const (
	// ActionGrant tells of a concession that was made: kind is price, postage or gift. price is of one piece, with the concession; a gift
	// has the field gift, its name, in that place. cut is what the concession costs the shop, left what it may still give for this order.
	ActionGrant = "grant" // kind, price, cut, left, product, pieces, until

	// ActionReprice asks for the order's price to be changed to what was agreed, of one piece.
	ActionReprice = "reprice" // order, price

	// ActionRemark asks for the order's remark to be written: the parts noted so far, and the flag (red, yellow, green, blue or purple,
	// or as the shop's remark.flags says).
	ActionRemark = "remark" // order, flag, text

	// ActionNote tells of one part of the remark as soon as it is known, before there may be an order; ActionRemark repeats it.
	ActionNote = "note" // part, text

	// ActionSheet gives the order as the customer confirmed it.
	ActionSheet = "sheet" // order, [product], [size], [colour], [quantity], [name], [phone], [courier], [address], [remark]

	// ActionReserve asks for a piece to be kept until a time.
	ActionReserve = "reserve" // product, colour, size, until

	// ActionNotify asks for EventStockBack when the variant is there again.
	ActionNotify = "notify" // product, colour, size

	// ActionCount is one more of what a shop counts: a complaint about the colour of a product, for example.
	ActionCount = "count" // what, product
)
