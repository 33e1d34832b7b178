package engine_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// hostile are texts that would mean something to a template, YAML, an expression, a regexp, a query, a shell or a web page.
var hostile = []string{
	"${shop.name}", "$${shop.name}", "$[,${item.name}]", "${deal.room}", "{{.}} {% x %}", "[甲, 乙]", "{a: 1}", "- a\n- b", "&a *a !!int 1", "key: value # 注释", "a|b..c",
	"(?i).*", "[[:alpha:]]+$", "\\d{3,}", "+say:直筒 -ask:x~2 \"y\"^3", "title:* OR *", "%s %d %n", "$(rm -rf /)`ls`", "<script>alert(1)</script>", "'; DROP TABLE x;--",
	"…", "> a\n< b", "\x00\x1b[31m", "1. 甲\n2. 乙", "\\", "\"", "${", "$[", "]", "}",
}

// What a customer writes is the value of a hole, and stays what it is: in replies, actions, notes, counts, the handoff and its story,
// and in what later turns say of it.
func TestCustomerTextIsPlainEverywhere(t *testing.T) {
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml": {Data: []byte("version: 1\nname: 小店\nslots:\n  fault: {type: text, from: message, keep: customer}\n  wish: {type: text, only_asked: true}\nactions:\n  ticket: {why: text}\n")},
		"kb/a.yaml": {Data: []byte("articles:\n  - id: wash\n    ask: [能机洗吗]\n    say: 看洗标\n")},
		"rules/a.yaml": {Data: []byte(`rules:
  - id: complaint
    on: complaint.*
    ask:
      fault: 哪里坏了?
    say: 记下了:${slots.fault}
    note: {other: "${slots.fault}"}
    count: ${slots.fault}
    do:
      - ticket:
          why: ${slots.fault}
      - remark
    choices:
      - show: 就是${slots.fault}
        say: 好的,${slots.fault}
    handoff: {reason: "${slots.fault}"}
  - id: wish
    on: packaging
    ask:
      wish: 想写什么?
    say: 写上:${slots.wish}
`)},
	})
	require.NoError(t, err)
	now := time.Date(2026, 11, 5, 10, 0, 0, 0, time.UTC)
	for _, words := range hostile {
		text := "收到就碎了 " + words
		said := strings.TrimSpace(text)
		st := talk(t, shop, nil, now, text)
		r := st.Reply
		require.Len(t, r.Messages, 1, text)
		require.Equal(t, "记下了:"+said, r.Messages[0].Text)
		require.Equal(t, []string{"就是" + said}, r.Messages[0].Choices)
		require.Equal(t, said, r.Actions[0].Get("text"), "note")
		require.Equal(t, said, r.Actions[1].Get("what"), "count")
		require.Equal(t, said, r.Actions[2].Get("why"), "ticket")
		require.Equal(t, said, r.Actions[3].Get("text"), "remark")
		require.Equal(t, said, r.Handoff.Reason)
		require.Equal(t, []string{text}, r.Handoff.Story.Words)
		require.Equal(t, said, r.Handoff.Story.Slots[0].Value)
		_, err := json.Marshal(r)
		require.NoError(t, err)
	}
}

// The same words by themselves, and as answers to a question, are answered like any others.
func TestHostileMessages(t *testing.T) {
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml": {Data: []byte("version: 1\nname: 小店\nslots:\n  wish: {type: text, only_asked: true}\n")},
		"kb/a.yaml": {Data: []byte("articles:\n  - id: wash\n    ask: [能机洗吗]\n    say: 看洗标\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: wish\n    on: packaging\n    ask:\n      wish: 想写什么?\n    say: 写上:${slots.wish}\n" +
			"  - id: menu\n    on: size\n    say: 选一个\n    choices:\n      - show: ${turn.text}\n        say: 好,${turn.text}\n")},
	})
	require.NoError(t, err)
	now := time.Date(2026, 11, 5, 10, 0, 0, 0, time.UTC)
	taken := 0
	for _, words := range hostile {
		alone := talk(t, shop, nil, now, words)
		require.Empty(t, alone.Reply.Trace.Stack, words)
		require.NotContains(t, replyText(alone), "小店", words)
		asked := talk(t, shop, nil, now, "怎么包装")
		answered := talk(t, shop, asked.State, now, words)
		if text := replyText(answered); strings.HasPrefix(text, "写上:") {
			taken++
			require.Equal(t, "写上:"+strings.TrimSpace(words), text)
		}
		menu := talk(t, shop, nil, now, "穿什么码 "+words)
		require.Contains(t, menu.Reply.Messages[0].Choices[0], "穿什么码 "+words)
		require.Equal(t, "好,1", replyText(talk(t, shop, menu.State, now, "1")), words)
	}
	require.Greater(t, taken, len(hostile)/2)
}

func replyText(o engine.Outcome) string {
	var parts []string
	for _, m := range o.Reply.Messages {
		parts = append(parts, m.Text)
	}
	return strings.Join(parts, "\n")
}

// talk runs one turn for a customer without orders.
func talk(t *testing.T, shop *engine.Shop, st *engine.State, now time.Time, text string) engine.Outcome {
	t.Helper()
	w := engine.World{Now: now}
	in := engine.Input{Conversation: "c", Text: text}
	out := shop.Turn(st, in, w)
	for len(out.Needs) > 0 {
		for _, call := range out.Needs {
			require.Equal(t, "orders", call.Name)
			w.Answers = append(w.Answers, engine.Answer{Call: call, Value: []commerce.Order{}})
		}
		out = shop.Turn(st, in, w)
	}
	return out
}
