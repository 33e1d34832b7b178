package engine

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/commerce"
)

// documented reads the constants of builtin.go: the word of each, with the list in the comment on its line.
func documented(t *testing.T, prefix string) map[string][]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "builtin.go", nil, parser.ParseComments)
	require.NoError(t, err)
	found := map[string][]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, prefix) {
			return true
		}
		word, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		require.NoError(t, err)
		require.Equal(t, prefix+camel(word), spec.Names[0].Name)
		require.True(t, spec.Doc != nil || spec.Comment != nil, "%s says nothing of itself", spec.Names[0].Name)
		found[word] = strings.Split(strings.TrimSpace(spec.Comment.Text()), ", ")
		return true
	})
	return found
}

func camel(word string) string {
	var name string
	for _, part := range strings.Split(word, ".") {
		name += strings.ToUpper(part[:1]) + part[1:]
	}
	return name
}

// The documentation lists the events that there are. All may have what a conversation is about, and those of an order should name it.
func TestBuiltinEventsAreDocumented(t *testing.T) {
	shop, err := Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\n")}})
	require.NoError(t, err)
	found := documented(t, "Event")
	require.ElementsMatch(t, builtinEvents, slices.Collect(maps.Keys(found)))
	for event := range found {
		in := Input{Conversation: "c", Event: event, Data: map[string]any{"order": "1001", "product": "A1", "colour": "黑色", "size": "L"}}
		require.NoError(t, shop.check(in))
		require.Empty(t, shop.undeclared(in))
		require.Equal(t, strings.HasPrefix(event, "order."), slices.Contains(orderEvents, event), event)
	}
}

// The documentation lists the actions that there are, with the fields that a host gets, in order.
func TestBuiltinActionsAreDocumented(t *testing.T) {
	shop, err := Load(fstest.MapFS{
		"shop.yaml":     {Data: []byte("version: 1\nname: 小店\nconcessions: {budget: 20, gifts: {船袜: 5}}\n")},
		"products.yaml": {Data: []byte("products:\n  - {code: A1, name: 直筒裤, price: 129, floor: 109, stock: {黑色: {L: 3}}}\n")},
		"rules/a.yaml": {Data: []byte(`rules:
  - id: bargain
    on: bargain.*
    grant: offer
    note: {gift: 船袜}
    count: 砍价
    say: 好,${deal.text}
  - id: placed
    on: event.order.unpaid
    do:
      - reprice
      - remark
      - sheet
      - reserve: {until: 2026-12-01}
      - notify
`)}})
	require.NoError(t, err)
	got := map[string][]string{}
	var st *State
	for _, in := range []Input{{Item: "A1", Text: "便宜5块吧"}, {Event: EventOrderUnpaid, Data: map[string]any{"order": "1001"}}} {
		in.Conversation = "c"
		out := shop.Turn(st, in, World{Now: time.Date(2026, 11, 5, 10, 0, 0, 0, time.UTC), Answers: []Answer{{Call: Call{"orders", []string{"c"}},
			Value: []commerce.Order{{No: "1001", Product: "A1", State: "unpaid", Colour: "黑色", Size: "L", Quantity: 1, Name: "王小明", Phone: "13912345678",
				Courier: "申通", Address: "成都市", Remark: "快点"}}}}})
		require.Empty(t, out.Needs)
		st = out.State
		for _, a := range out.Reply.Actions {
			for _, f := range a.Fields {
				got[a.Name] = append(got[a.Name], f.Name)
			}
		}
	}
	want := documented(t, "Action")
	require.ElementsMatch(t, slices.Collect(maps.Keys(builtinActions)), slices.Collect(maps.Keys(want)))
	for action, fields := range want {
		for i, f := range fields {
			fields[i] = strings.Trim(f, "[]")
		}
		require.Equal(t, fields, got[action], action)
	}
}
