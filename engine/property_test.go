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
			out := shop.Turn(st, engine.Input{Conversation: "c", Text: text, Item: "S101"}, engine.World{Now: morning.Add(time.Duration(turn) * time.Minute), Answers: answers(orders)})
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
