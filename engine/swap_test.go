package engine_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// swapShop is a shop with one of everything that a conversation can be in the midst of.
var swapShop = map[string]string{
	"shop.yaml": `version: 1
name: 小店
timezone: Asia/Shanghai
agent: {id: k07}
slots:
  height: {type: height}
  weight: {type: weight}
  why: {type: 原因}
lists:
  原因:
    大了: [大了, 太大]
    小了: [小了, 太小]
    坏了: [坏了, 破了]
concessions: {budget: 20, agreed_for: 24h}
texts:
  not_understood: 没听懂
  handoff: 请同事来看
  ask_item: 哪一款呢
  empty: 在的
  did_you_mean: 您是想问
  none_of_these: 都不是
  resume: 刚才说到，
  gave_up: 请同事来帮您
`,
	"products.yaml": `products:
  - {code: A1, name: 直筒裤, price: 129, floor: 100, tags: [裤子], stock: {黑色: {L: 3, M: 3}}}
  - {code: B1, name: 工装裤, price: 139, tags: [裤子], stock: {白色: {M: 2}}}
  - {code: C1, name: 阔腿裤, price: 159, tags: [裤子], stock: {白色: {M: 2}}}
`,
	"kb/a.yaml": `articles:
  - id: wash
    ask:
      - 羊毛大衣能不能放进洗衣机里洗
    say: 不能机洗
`,
	"rules/a.yaml": `rules:
  - id: size
    on: size
    ask:
      height: 身高多少
      weight: 体重多少
    say: 记下了，${slots.height}厘米${slots.weight}公斤
  - id: form
    on: returns.request
    ask:
      why: {say: 什么原因, choices: true}
    say: 原因是${slots.why}
  - id: guide
    on: logistics.carrier
    say: 按数字选
    choices:
      - show: 优惠活动
        say: 满99元包邮
      - show: 快递
        say: 发申通
      - show: 发票
        say: 电子发票
  - id: alike
    on: stock
    needs: item
    say: 看看这几款
    choices:
      - each: similar(item, 3)
        show: ${it.name}
        say: ${it.name}${yuan(it.price)}
      - show: 都不要
        say: 好的
  - id: doubts
    on: quality
    steps:
      - say: 面料是纯棉的
      - say: 质检过才发货，给您看报告
        expect:
          affirm: 报告发您了
      - say: 不满意七天可退
        expect:
          affirm: 退货地址发您了
  - id: packaging
    on: packaging
    say: 要礼盒吗
    expect:
      affirm: 加上了
      deny: 好，默认包装
  - id: bargain
    on: bargain.*
    needs: item
    grant: offer
    say: 行，${deal.text}
  - id: bargain.no
    on: bargain.*
    say: 不能再少了
  - id: deal
    on: promotion
    say: 说好的${deal.text}
  - id: price
    on: price
    needs: item
    say: ${item.name}${yuan(item.price)}
  - id: unpaid
    on: event.order.unpaid
    follow_up:
      - after: 15m
        say: 还没付款哦
      - after: 3h
        say: 单子给您留着
    cancel_on: [event.order.paid]
  - id: paid
    on: event.order.paid
    confirm:
      show: 请核对，${order.items}，寄到${order.address}
      editable: [size, address]
    say: 这就安排
    do: [sheet]
`,
}

// edit is one change of a file: old becomes new; an empty old stands for the whole file.
type edit struct{ file, old, new string }

func swapEdited(t *testing.T, edits []edit) *engine.Shop {
	t.Helper()
	files := maps.Clone(swapShop)
	for _, e := range edits {
		if e.old == "" {
			files[e.file] = e.new
			continue
		}
		require.Equal(t, 1, strings.Count(files[e.file], e.old), "%q in %s", e.old, e.file)
		files[e.file] = strings.Replace(files[e.file], e.old, e.new, 1)
	}
	dir := fstest.MapFS{}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	shop, err := engine.Load(dir)
	require.NoError(t, err)
	return shop
}

// exchange is what a customer says, or @ and an event of order 1001, or +15m for time that passes; and all that comes of it.
type exchange struct{ say, want string }

// swapTalk is one conversation over an engine whose shop changes.
type swapTalk struct {
	t      *testing.T
	engine *engine.Engine
	now    time.Time
	inputs int
	gone   int // parts of the content that were dropped
}

func newSwapTalk(t *testing.T) *swapTalk {
	c := &swapTalk{t: t, now: morning}
	orders := ordersFunc(func() ([]commerce.Order, error) {
		return []commerce.Order{{No: "1001", Product: "A1", Colour: "黑色", Size: "L", Quantity: 1, Total: 129_00, State: "paid", Address: "成都市青羊区1号"}}, nil
	})
	var err error
	c.engine, err = engine.New(swapEdited(t, nil), engine.Config{Now: func() time.Time { return c.now }, Orders: orders})
	require.NoError(t, err)
	return c
}

func (c *swapTalk) have(x exchange) {
	c.t.Helper()
	c.inputs++
	in := engine.Input{Conversation: "c", ID: fmt.Sprint(c.inputs), Item: "A1", Text: x.say}
	if name, ok := strings.CutPrefix(x.say, "@"); ok {
		in.Text, in.Event, in.Data = "", name, map[string]any{"order": "1001"}
	}
	if span, ok := strings.CutPrefix(x.say, "+"); ok {
		d, err := time.ParseDuration(span)
		require.NoError(c.t, err)
		c.now = c.now.Add(d)
		in.Text, in.Event = "", "wake"
	}
	r, err := c.engine.Handle(context.Background(), in)
	require.NoError(c.t, err)
	require.Empty(c.t, r.Trace.Stack)
	for _, s := range r.Trace.Steps {
		if s.Kind == engine.TraceGone {
			c.gone++
		}
	}
	require.Equal(c.t, x.want, shown(r), "%s", x.say)
}

// shown is a reply as one text: bubbles, choices, actions and the handoff, each on its line.
func shown(r engine.Reply) string {
	var lines []string
	for _, m := range r.Messages {
		lines = append(lines, m.Text)
		for i, c := range m.Choices {
			lines = append(lines, fmt.Sprintf("%d. %s", i+1, c))
		}
	}
	for _, a := range r.Actions {
		lines = append(lines, "! "+a.Name)
	}
	if r.Handoff != nil {
		lines = append(lines, "! handoff "+r.Handoff.Reason)
	}
	return strings.Join(lines, "\n")
}

// In the midst of everything that can be open the shop is swapped. What is still there by its id goes on in the new words; what is
// not is dropped and traced, and the customer gets a sensible answer, never one to something else.
func TestSwapInTheMidst(t *testing.T) {
	for _, c := range swapCases {
		t.Run(c.name, func(t *testing.T) {
			talk := newSwapTalk(t)
			for _, x := range c.before {
				talk.have(x)
			}
			require.NoError(t, talk.engine.Swap(swapEdited(t, c.edits)))
			for _, x := range c.after {
				talk.have(x)
			}
			require.Equal(t, c.gone, talk.gone, "traced as gone")
		})
	}
}

// A shop that cannot be swapped in leaves the old one, and the conversation goes on.
func TestSwapRefused(t *testing.T) {
	talk := newSwapTalk(t)
	talk.have(exchange{"穿什么码", "身高多少"})
	require.ErrorContains(t, talk.engine.Swap(nil), "needs a shop")
	shop := swapEdited(t, []edit{{"shop.yaml", "agent: {id: k07}\n", "agent: {id: k07}\nlookups:\n  points: {gives: number}\n"}, {"rules/a.yaml", "体重多少", "多重呀"}})
	require.ErrorContains(t, talk.engine.Swap(shop), `lookup "points"`)
	talk.have(exchange{"175", "体重多少"})
}

// Messages that wait for the end of a burst are answered with the next one where the shop waits no longer.
func TestSwapInABurst(t *testing.T) {
	talk := newSwapTalk(t)
	require.NoError(t, talk.engine.Swap(swapEdited(t, []edit{{"shop.yaml", "version: 1\n", "version: 1\nburst: 3s\n"}})))
	talk.have(exchange{"有礼盒吗", ""})
	require.NoError(t, talk.engine.Swap(swapEdited(t, nil)))
	talk.have(exchange{"多少钱", "要礼盒吗\n直筒裤129元"})
	talk.have(exchange{"+3s", ""})
}

// An input that was answered before the swap gets the recorded reply of then.
func TestRedeliveryAfterASwap(t *testing.T) {
	e := newSwapTalk(t).engine
	in := engine.Input{Conversation: "c", ID: "m1", Text: "有礼盒吗"}
	first, err := e.Handle(context.Background(), in)
	require.NoError(t, err)
	require.NoError(t, e.Swap(swapEdited(t, []edit{{"rules/a.yaml", "要礼盒吗", "礼盒要不要"}})))
	again, err := e.Handle(context.Background(), in)
	require.NoError(t, err)
	require.True(t, again.Duplicate)
	require.Equal(t, first.Messages, again.Messages)
	in.ID = "m2"
	fresh, err := e.Handle(context.Background(), in)
	require.NoError(t, err)
	require.Equal(t, "礼盒要不要", words(fresh))
}
