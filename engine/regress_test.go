package engine

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
)

// Mistakes that a reader found in conversations that no golden file can show, or that need states of an older version.

var saturday = time.Date(2026, 12, 5, 10, 0, 0, 0, time.UTC)

// tiny is a shop of some rules; more is appended to its settings.
func tiny(t *testing.T, more, rules string) *Shop {
	t.Helper()
	s, err := Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\npacks: [retail-zh]\n" + more)}, "rules/a.yaml": {Data: []byte("rules:\n" + rules)},
		"products.yaml": {Data: []byte("products:\n  - {code: A1, name: 直筒裤, price: 129, floor: 100, stock: {黑色: {L: 3}}}\n")}})
	require.NoError(t, err)
	return s
}

// play gives the outcome of the last of some inputs, a minute apart.
func play(s *Shop, st *State, inputs ...Input) (out Outcome) {
	for i, in := range inputs {
		in.Conversation = "c"
		if in.Time.IsZero() {
			in.Time = saturday.Add(time.Duration(i) * time.Minute)
		}
		out = s.Turn(st, in, World{})
		for len(out.Needs) > 0 {
			w := World{}
			for _, call := range out.Needs {
				w.Answers = append(w.Answers, Answer{Call: call, Failed: true})
			}
			out = s.Turn(st, in, w)
		}
		st = out.State
	}
	return out
}

func texts(out Outcome) (said []string) {
	for _, m := range out.Reply.Messages {
		said = append(said, m.Text)
	}
	return said
}

// A price far below is a price: only 10块都不行吗 means so much less.
func TestLowPriceIsNoCut(t *testing.T) {
	s := tiny(t, "concessions: {budget: 30, agreed_for: 24h}\n", "  - id: b\n    on: bargain.*\n    needs: item\n    grant: offer\n    say: 行,${deal.text}\n  - id: no\n    on: bargain.*\n    say: 不能少了\n")
	for say, want := range map[string]string{"20块卖不卖": "不能少了", "20块一件卖吗": "不能少了", "两件50行不行": "不能少了", "1块钱卖不卖": "不能少了", "便宜10块都不行吗": "行,119元"} {
		require.Equal(t, []string{want}, texts(play(s, nil, Input{Item: "A1", Text: say})), say)
	}
}

// A host may change every reply it gets; the recorded one stays.
func TestRepliesAreTheHosts(t *testing.T) {
	s := tiny(t, "", "  - id: g\n    on: greeting\n    say: 你好呀\n    choices:\n      - show: 甲\n        say: 一\n      - show: 乙\n        say: 二\n")
	hello, person := Input{ID: "1", Text: "你好"}, Input{ID: "2", Text: "转人工"}
	st := play(s, nil, hello, person).State
	for range 2 {
		again := play(s, st, hello)
		require.True(t, again.Reply.Duplicate)
		require.Equal(t, []string{"你好呀"}, texts(again))
		require.Equal(t, []string{"甲", "乙"}, again.Reply.Messages[0].Choices)
		again.Reply.Messages[0].Text, again.Reply.Messages[0].Choices[0] = "***", "***"
		called := play(s, st, person)
		require.Equal(t, []string{"你好", "转人工"}, called.Reply.Handoff.Story.Words)
		called.Reply.Handoff.Story.Words[0] = "***"
	}
}

// Version 1 did not keep when a person last wrote: they are not taken to have left.
func TestPersonOfVersion1Stays(t *testing.T) {
	s := tiny(t, "", "  - id: g\n    on: greeting\n    say: 你好呀\n")
	for _, due := range []time.Time{{}, saturday.Add(-13 * time.Hour)} {
		w := coder{buf: []byte{1}, version: 1}
		(&State{rev: 5, turn: 1, seen: saturday, sessionStart: saturday, owner: owner{active: true, joined: true, due: due, within: 10 * time.Minute}}).code(&w)
		old, err := DecodeState(w.buf)
		require.NoError(t, err)
		out := play(s, old, Input{Text: "你好"})
		require.Empty(t, out.Reply.Messages)
		require.True(t, out.State.HandedOff())
	}
}

// Where the answer that stands alone built on what it would undo, both stay.
func TestAloneThatNeedsTheFirstAnswer(t *testing.T) {
	s := tiny(t, "slots:\n  seen: {type: text, keep: session}\n", "  - id: a\n    on: packaging\n    say: 有礼盒\n    set: {seen: '\"box\"'}\n  - id: b\n    on: logistics.carrier\n    when: slots.seen != nil\n    alone: true\n    say: 礼盒发顺丰\n"+
		"  - id: b2\n    on: logistics.carrier\n    say: 发申通\n  - id: c\n    on: invoice\n    say: 能开票\n")
	out := play(s, nil, Input{Text: "有礼盒吗,发什么快递,能开发票吗"})
	require.Equal(t, []string{"有礼盒", "礼盒发顺丰", "能开票"}, texts(out))
	require.Equal(t, []string{"a", "b", "c"}, out.Rules)
}

// What a person's presence kept unsaid is said the next time, whatever the rule's limit.
func TestUnsaidTextUsesNoLimit(t *testing.T) {
	s := tiny(t, "", "  - id: s\n    on: event.order.shipped\n    limit: once per session\n    say: 发货啦\n")
	out := play(s, nil, Input{Text: "转人工"}, Input{Event: "order.shipped"}, Input{Event: "agent.release"}, Input{Event: "order.shipped"})
	require.Equal(t, []string{"发货啦"}, texts(out))
}

// Where the content itself fails, the last resort keeps the input's own time and whoever was called already.
func TestLastResortKeepsWhatRuns(t *testing.T) {
	s := tiny(t, "", "  - id: g\n    on: greeting\n    say: 你好呀\n")
	in := Input{Conversation: "c", Text: "转人工", Time: saturday}
	out := s.lastResort(nil, in, World{Now: saturday.Add(72 * time.Hour)}, "test", nil)
	require.True(t, out.Reply.Handoff.Due.Before(saturday.Add(time.Hour)))
	require.Equal(t, saturday.Unix(), out.State.seen.Unix())
	out.Reply.Handoff.Story.Words[0] = "***"
	require.Equal(t, []string{"转人工"}, out.State.words)

	out.State.owner.level, out.State.owner.reassured = 1, true
	in.Time = saturday.Add(time.Hour)
	again := s.lastResort(out.State, in, World{}, "test", nil).State.owner
	require.Equal(t, out.State.owner, again)
}

// In the night when the clock goes back, quiet hours end once, and not in the past.
func TestQuietHoursEndAfterNow(t *testing.T) {
	s := tiny(t, "timezone: America/New_York\ncaps:\n  push: {times: 5, per: customer, within: 24h, quiet: 22:30-01:30}\n",
		"  - id: u\n    on: event.order.unpaid\n    cap: push\n    follow_up:\n      - after: 15m\n        say: 还没付款哦\n")
	first := time.Date(2026, 11, 1, 5, 55, 0, 0, time.UTC) // 01:55, summer time
	wake := first.Add(15 * time.Minute)
	out := play(s, nil, Input{Event: "order.unpaid", Time: first}, Input{Event: "wake", Time: wake}) // the second 01:10
	require.Empty(t, out.Reply.Messages)
	require.Equal(t, wake.Add(20*time.Minute).Unix(), out.Reply.Wake.Unix())
	require.Equal(t, []string{"还没付款哦"}, texts(play(s, out.State, Input{Event: "wake", Time: out.Reply.Wake})))
}

// What stands around a value asks nothing: particles, and the words that count goods. Anything else may.
func TestOnlyFillers(t *testing.T) {
	for said, want := range map[string]bool{"": true, "的那款": true, "这件": true, "就那条吧": true, "那双呢?": true, "那种": true, "这套": true, "那个颜色": false, "那款多少钱": false,
		"what about the": true, "how much": false} {
		require.Equal(t, want, onlyFillers(said), said)
	}
}

// A log keeps damaged text as valid text. Replayed from there, a conversation is born at the same revision, however long its first message.
func TestBirthIsTheSameFromALog(t *testing.T) {
	for _, said := range []string{"在吗", "在吗\xff", strings.Repeat("在吗\xff", maxName)} {
		data, err := json.Marshal(said)
		require.NoError(t, err)
		var logged string
		require.NoError(t, json.Unmarshal(data, &logged))
		require.Equal(t, born(saturday, Input{Text: said}), born(saturday, Input{Text: logged}), said)
	}
	require.NotEqual(t, born(saturday, Input{Text: "在吗\xff"}), born(saturday, Input{Text: "有货吗\xff"}))
}
