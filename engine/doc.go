// Package engine turns a shop's folder and a customer's messages into scripted replies, actions for the host, and a signal to
// hand the conversation to a person.
//
// Load compiles a folder into an immutable Shop. (*Shop).Turn is the kernel: a pure function from the state of a
// conversation, an input and the world (clock, seed, answers of lookups) to an Outcome. New wraps it into an Engine that
// locks conversations, loads and saves states in a Store, asks the host's lookups and releases replies. (*Engine).Swap changes the
// shop under conversations that go on; package hotreload tells when its files have changed.
//
// What a host does: it gives Handle each message, and each event of the shop that concerns a conversation (EventOrderPaid and the others,
// with the data they take); it shows the reply's messages (Message.String where a channel has no menus), carries out its actions
// (ActionReprice and the others, with their fields), calls a person on a Handoff, and sends EventWake at Reply.Wake, for which Waker is there.
// Reply.Owner tells whether the engine or a person answers the customer.
//
// The way of one message: understand (package intents) → values into slots, product, order (understand.go) → what is open:
// sheet, menu, question, expectation, form (dialog.go, form.go, menu.go, sheet.go) → decide each intent by the rules, else by
// the knowledge base, else by a person (decide.go, handoff.go) → join the answers into a reply (compose.go) → the next state
// (state.go, codec.go). Events take the way of event.go. Every step is noted in a typed Trace (trace.go).
package engine
