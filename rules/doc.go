// Package rules decides what a shop says and does: it loads rules, tables and the answers of articles, checks every name and
// type against a Schema, and picks and renders the answer to one intent.
//
// Load compiles everything: expressions to closures (expr.go: parsed by expr-lang/expr, walked by us, because a value that is
// not known must make a condition false), texts to templates (template.go), CSV and grids to tables (table.go, cell.go,
// grid.go), rules to an index by intent (index.go). Nothing is compiled while a customer waits.
//
// Decide tries the rules of an intent in a fixed order (index.go; long lists are narrowed by what they compare, narrow.go) and
// goes through on → limit → needs → when → ask → grant → case → do for each (decide.go, answer.go). It is pure but for the
// Ledger, which the caller owns: the only way to a concession (ledger.go). Values it does not know it asks of Facts; ErrNeeds
// means that a lookup of the host must be answered first.
//
// A Set is immutable and safe for concurrent use.
package rules
