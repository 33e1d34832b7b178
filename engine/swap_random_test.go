package engine_test

import (
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// swapParts are edits of swapShop, any few of which make another shop.
var swapParts = []edit{
	{"rules/a.yaml", "  - id: size\n", "  - id: size\n    enabled: false\n"},
	{"rules/a.yaml", "  - id: size\n", "  - id: measure\n"},
	{"rules/a.yaml", "      height: 身高多少\n", ""},
	{"rules/a.yaml", "      height: 身高多少\n      weight: 体重多少\n", "      weight: 体重多少\n      height: 身高多少\n"},
	{"rules/a.yaml", "      height: 身高多少\n", "      why: 哪里不合适\n      height: 身高多少\n"},
	{"rules/a.yaml", "  - id: form\n", "  - id: back\n"},
	{"rules/a.yaml", "  - id: guide\n", "  - id: guide\n    limit: once per session\n"},
	{"rules/a.yaml", "      - show: 快递\n        say: 发申通\n", ""},
	{"rules/a.yaml", "      - show: 优惠活动\n", "      - show: 尺码\n        go: size\n      - show: 优惠活动\n"},
	{"rules/a.yaml", "say: 电子发票", "handoff: sales"},
	{"rules/a.yaml", "each: similar(item, 3)", "each: item.colours"},
	{"rules/a.yaml", "        show: ${it.name}\n        say: ${it.name}${yuan(it.price)}\n", "        show: ${it}\n        say: 要${it}\n"},
	{"rules/a.yaml", "      - say: 面料是纯棉的\n", ""},
	{"rules/a.yaml", "  - id: doubts\n", "  - id: doubts\n    after_last: restart\n"},
	{"rules/a.yaml", "      affirm: 加上了\n", ""},
	{"rules/a.yaml", "  - id: packaging\n", "  - id: box\n"},
	{"rules/a.yaml", "    grant: offer\n", ""},
	{"rules/a.yaml", "  - id: deal\n", "  - id: deal\n    when: deal.price != nil\n"},
	{"rules/a.yaml", "  - id: unpaid\n", "  - id: remind\n"},
	{"rules/a.yaml", "      - after: 3h\n        say: 单子给您留着\n", ""},
	{"rules/a.yaml", "  - id: paid\n", "  - id: sheet\n"},
	{"rules/a.yaml", "editable: [size, address]", "editable: [colour]"},
	{"kb/a.yaml", "  - id: wash\n", "  - id: wash\n    enabled: false\n"},
	{"products.yaml", "  - {code: A1,", "  - {code: D1,"},
	{"products.yaml", "  - {code: B1,", "  - {code: E1,"},
	{"shop.yaml", "budget: 20", "budget: 0"},
	{"shop.yaml", "    坏了: [坏了, 破了]\n", ""},
	{"shop.yaml", "height: {type: height}", "height: {type: text}"},
	{"shop.yaml", "height: {type: height}", "height: {type: 原因}"},
	{"shop.yaml", "version: 1\n", "version: 1\nlanguage: en\n"},
}

// swapSayings are what is said to it: see exchange.
var swapSayings = []string{
	"穿什么码", "175", "65公斤", "我要退货", "1", "2", "3", "大了", "坏了",
	"发什么快递", "发票", "有货吗", "工装裤", "质量怎么样", "好的", "不要", "有礼盒吗", "少10块我就付款",
	"115卖不卖", "有优惠吗", "多少钱", "换成M码", "对的", "羊毛大衣洗衣机", "都不是", "算了不问了", "asdf", "@order.unpaid", "@order.paid", "+20m", "+4h", "@agent.release",
}

// randomShops are n shops, the first of them swapShop.
func randomShops(t *testing.T, r *rand.Rand, n int) []*engine.Shop {
	t.Helper()
	shops := []*engine.Shop{swapEdited(t, nil)}
	for len(shops) < n {
		files := maps.Clone(swapShop)
		for _, i := range r.Perm(len(swapParts))[:1+r.IntN(6)] {
			files[swapParts[i].file] = strings.Replace(files[swapParts[i].file], swapParts[i].old, swapParts[i].new, 1)
		}
		dir := fstest.MapFS{}
		for name, text := range files {
			dir[name] = &fstest.MapFile{Data: []byte(text)}
		}
		shop, err := engine.Load(dir)
		if err == nil { // two edits may not go together
			shops = append(shops, shop)
		}
	}
	return shops
}

// Random conversations over shops of which every one lacks other parts and says everything otherwise: never a panic, an error or
// silence, and a handoff only once until it is released.
func TestSwapAtRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	shops := randomShops(t, r, 60)
	orders := []commerce.Order{{No: "1001", Product: "A1", Colour: "黑色", Size: "L", Quantity: 1, State: "paid", Address: "成都市"}}
	dropped := 0
	for range 300 {
		var st *engine.State
		now := morning
		for range 30 {
			shop, text := shops[r.IntN(len(shops))], swapSayings[r.IntN(len(swapSayings))]
			in := engine.Input{Conversation: "c", Item: "A1", Text: text}
			if name, ok := strings.CutPrefix(text, "@"); ok {
				in.Text, in.Event, in.Data = "", name, map[string]any{"order": "1001"}
			} else if span, ok := strings.CutPrefix(text, "+"); ok {
				d, _ := time.ParseDuration(span)
				now = now.Add(d)
				in.Text, in.Event = "", "wake"
			}
			before := st.HandedOff()
			out := shop.Turn(st, in, engine.World{Now: now, Answers: answers(orders)})
			require.Empty(t, out.Needs)
			require.Empty(t, out.Reply.Trace.Stack)
			st = out.State
			if in.Event == "" && !before {
				require.NotEmpty(t, out.Reply.Messages, "silence after %q", text)
			}
			if before && in.Event == "" {
				require.Empty(t, out.Reply.Messages)
			}
			for _, s := range out.Reply.Trace.Steps {
				if s.Kind == engine.TraceGone {
					dropped++
				}
				require.NotEqual(t, engine.TraceError, s.Kind, s)
			}
		}
	}
	require.Greater(t, dropped, 100, "the test must meet what it is about")
}
