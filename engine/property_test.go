package engine_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// A customer who never answers what is asked is asked a few times and then given to a person: no question goes on for ever.
func TestEveryFormEnds(t *testing.T) {
	shop := example(t)
	order := []commerce.Order{{No: "1001", Product: "S101", State: "delivered", DeliveredAt: morning.Add(-24 * time.Hour)}}
	for _, opening := range []string{"穿什么码", "推荐一款", "我要退货", "几天到", "邮费多少", "只有20块钱了", "我再考虑考虑", "帮我改下订单", "裤子破了个洞", "asdf"} {
		for _, reply := range []string{"asdf", "。。。", "[图片]", "qwe rty"} {
			var st *engine.State
			for turn := range 12 {
				text := reply
				if turn == 0 {
					text = opening
				}
				out := shop.Turn(st, engine.Input{Conversation: "c", Text: text, Item: "S101"}, engine.World{Now: morning, Answers: answers(order)})
				st = out.State
				if st.HandedOff() {
					break
				}
			}
			require.True(t, st.HandedOff(), "%q, then %q for ever", opening, reply)
		}
	}
}

func answers(orders []commerce.Order) []engine.Answer {
	return []engine.Answer{{Call: engine.Call{Name: "orders", Args: []string{"c"}}, Value: orders}}
}

// Random conversations never panic, never fall silent before a handoff, call a person at most once until released, and say the
// same thing three times running only to somebody who does so too.
func TestRandomConversations(t *testing.T) {
	shop := example(t)
	lines := append([]string{"算了不问了", "2", "第一个", "不要", "好的", "大了", "175", "130斤", "成都", "没有", "明天", "黑色", "L", "转人工", "谢谢", "拜拜", "太贵了",
		"少10块我就付款", "退货运费谁出", "质量怎么样", "直筒裤", "卫衣有白色吗", "就这样吧"}, script...)
	orders := []commerce.Order{{No: "1001", Product: "S101", State: "paid", PaidAt: morning.Add(-time.Hour), Address: "成都市"}}
	r := rand.New(rand.NewPCG(3, 5))
	for range 150 {
		var st *engine.State
		var last, lastText string
		same := 0
		for turn := range 25 {
			text := lines[r.IntN(len(lines))]
			before := st.HandedOff()
			out := shop.Turn(st, engine.Input{Conversation: "c", Text: text, Item: "S101"}, engine.World{Now: morning.Add(time.Duration(turn) * 20 * time.Second), Answers: answers(orders)})
			require.Empty(t, out.Needs)
			require.Empty(t, out.Reply.Trace.Stack)
			st = out.State
			if before {
				require.Nil(t, out.Reply.Handoff, "a handoff is not repeated")
				require.Empty(t, out.Reply.Messages)
				continue
			}
			require.NotEmpty(t, out.Reply.Messages, "silence after %q", text)
			said := words(out.Reply)
			if said == last && text != lastText {
				same++
			} else {
				same = 0
			}
			require.Less(t, same, 3, "%q said again and again", said)
			last, lastText = said, text
		}
	}
}

// A turn changes nothing of the state before it: stores and other goroutines hold it. From each state two different inputs go
// on, so that a slice which both shared would show.
func TestTurnsLeaveTheStateBeforeThemAlone(t *testing.T) {
	shop := example(t)
	orders := []commerce.Order{{No: "1001", Product: "S101", State: "paid", PaidAt: morning.Add(-time.Hour), Address: "成都市"}}
	lines := append([]string{"175 130斤", "那黑色XL的呢", "178 150斤", "再少点", "少8块我就付款", "我的快递到哪了"}, script...)
	var st *engine.State
	for i, text := range append(lines, lines...) {
		w := engine.World{Now: morning.Add(time.Duration(i) * time.Minute), Answers: answers(orders)}
		turn := func(text, event string) *engine.State {
			in := engine.Input{Conversation: "c", ID: text + event, Text: text, Event: event, Item: "S101"}
			if event != "" {
				in.Data = map[string]any{"order": "1001"}
			}
			return shop.Turn(st, in, w).State
		}
		var before []byte
		if st != nil {
			var err error
			before, err = st.MarshalBinary()
			require.NoError(t, err)
		}
		next := turn(text, "")
		turn("我180 160斤,要卡其的", "")
		turn("", "order.unpaid")
		turn("", "agent.release")
		if st != nil {
			after, err := st.MarshalBinary()
			require.NoError(t, err)
			require.Equal(t, before, after, "%q changed the state before it", text)
		}
		st = next
	}
}
