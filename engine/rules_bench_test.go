package engine_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// bigShop generates a shop of n rules. kind "products": rules on the built-in intents, each about one product. kind "intents": each
// rule has an intent of its own with an example and a pattern, as triggers of other engines. kind "own": each rule has an intent of its
// own with three examples, a question about one of the goods.
func bigShop(kind string, n int) fstest.MapFS {
	var rules, intents, products strings.Builder
	rules.WriteString("rules:\n")
	intents.WriteString("intents:\n")
	products.WriteString("products:\n")
	for i := range n {
		switch kind {
		case "products":
			fmt.Fprintf(&products, "  - {code: P%05d, name: 款式%s, price: %d, stock: {黑色: {L: 3}}}\n", i, word(i), 50+i%200)
			on := []string{"stock", "size", "product_info", "quality", "price"}[i%5]
			fmt.Fprintf(&rules, "  - id: r%05d\n    on: %s\n    needs: item\n    when: item.code == \"P%05d\"\n    say:\n      - 这款是${item.name}$[,活动是${item.promo.text}],一件${yuan(item.price_now)}。\n      - ${item.name}${sku.label}有${sku.stock}件。\n", i, on, i)
		case "intents":
			fmt.Fprintf(&intents, "  - id: own.%05d\n    examples: [请问%s怎么办理]\n    patterns: [\"%s办理\"]\n", i, word(i), word(i))
			fmt.Fprintf(&rules, "  - id: r%05d\n    on: own.%05d\n    say:\n      - ${shop.name}的%s在会员页办$[,${item.name}也行]。\n      - %s随时能办。\n", i, i, word(i), word(i))
		case "own":
			examples, _ := question(i)
			fmt.Fprintf(&intents, "  - id: own.%05d\n    examples: [%s]\n", i, strings.Join(examples, ", "))
			fmt.Fprintf(&rules, "  - id: r%05d\n    on: own.%05d\n    say: 这一条是第%d条,亲。\n", i, i, i)
		}
	}
	dir := fstest.MapFS{
		"shop.yaml":    {Data: []byte("version: 1\nname: 小店\ntimezone: Asia/Shanghai\n")},
		"rules/a.yaml": {Data: []byte(rules.String())},
	}
	if kind == "products" {
		dir["products.yaml"] = &fstest.MapFile{Data: []byte(products.String())}
	} else {
		dir["intents/a.yaml"] = &fstest.MapFile{Data: []byte(intents.String())}
	}
	return dir
}

var (
	stuffs = strings.Fields("羊绒 真丝 纯棉 亚麻 牛皮 帆布 不锈钢 实木 玻璃 陶瓷 竹编 藤编 硅胶 尼龙 羽绒 灯芯绒 雪纺 珊瑚绒 碳纤维 铝合金 乳胶 麂皮 毛呢 牛仔 蕾丝")
	goods  = strings.Fields("围巾 大衣 拖鞋 书包 水杯 餐桌 花瓶 台灯 枕头 手套 帽子 窗帘 地毯 钱包 皮带 相框 饭盒 雨伞 坐垫 首饰盒")
	asked  = [...][4]string{
		{"%s怎么清洗", "%s洗的时候要注意什么", "清洗%s用什么好", "请问%s该怎么洗"},
		{"%s能熨烫吗", "熨%s要多少度", "%s皱了怎么熨平", "%s可以用熨斗烫么"},
		{"%s有味道怎么去除", "%s闻着有股味", "怎么给%s除味", "刚到的%s味道大怎么去"},
		{"%s怎么存放", "换季了%s怎么收纳", "%s平时放哪里好", "%s要怎么收起来放"},
		{"%s掉毛怎么办", "%s老是掉毛", "怎么让%s不掉毛", "请问%s一直掉毛咋处理"},
		{"%s能刻字吗", "想在%s上刻名字", "%s定制刻字要几天", "%s上可以帮我刻字么"},
		{"%s可以以旧换新吗", "旧的%s能抵多少钱", "%s换新怎么操作", "我的旧%s想换新"},
		{"%s有证书吗", "%s的检测报告发我", "%s有没有质检证明", "%s能提供检测证书么"},
		{"%s设计师是谁", "%s是谁设计的", "%s出自哪位设计师", "请问设计%s的是哪位"},
		{"%s有视频教程吗", "%s使用教程在哪看", "发一下%s的教学视频", "%s的教程视频哪里有"},
		{"%s能租借吗", "租%s多少钱一天", "%s可以先租后买吗", "你们%s出租么"},
		{"%s怎么报名体验", "%s体验活动怎么参加", "想报名%s的体验课", "%s的体验怎么报名参加"},
		{"%s积分能换吗", "多少积分换%s", "用积分兑%s", "%s要多少积分才能兑换"},
		{"%s有儿童款吗", "小朋友能用%s吗", "%s出小孩的款式没", "%s有没有小孩用的款"},
		{"%s供货给公司吗", "公司团购%s找谁", "%s企业采购怎么谈", "我们单位想采购%s"},
		{"%s招代理吗", "想代理你们的%s", "%s加盟条件是什么", "怎么做%s的代理"},
		{"%s几月上新", "新一季%s什么时候出", "%s下次上新时间", "%s啥时候出新品"},
		{"%s在哪个展会看", "%s会参加展览吗", "线下哪能看到%s", "%s有线下展览可以看么"},
		{"%s能捐赠吗", "旧%s怎么捐", "%s公益捐赠渠道", "想把%s捐出去怎么弄"},
		{"%s拍过广告吗", "%s广告里的模特是谁", "%s的代言人是谁", "请问谁给%s代言"},
	}
)

// question is the i-th of 10,000: three ways of asking it, and a fourth that the shop does not know.
func question(i int) (examples []string, other string) {
	object := i / len(goods)
	name := stuffs[object%len(stuffs)] + goods[i%len(goods)]
	ways := asked[(i+object/len(stuffs))%len(asked)]
	for _, way := range ways[:3] {
		examples = append(examples, fmt.Sprintf(way, name))
	}
	return examples, fmt.Sprintf(ways[3], name)
}

// A shop of a thousand intents of its own understands other ways of asking than those that it wrote down, and what is none of them.
func TestManyOwnIntentsAreUnderstood(t *testing.T) {
	const n = 1000
	shop, err := engine.Load(bigShop("own", n))
	require.NoError(t, err)
	right := 0
	for i := range n {
		_, other := question(i)
		got := shop.Understand(other, time.Unix(0, 0)).Intents
		if len(got) == 1 && got[0].ID == fmt.Sprintf("own.%05d", i) {
			right++
		}
	}
	require.Greater(t, right, n*92/100)
	for i, in := range messages("own", n) {
		if i%2 == 1 {
			require.Empty(t, shop.Understand(in.Text, time.Unix(0, 0)).Intents, in.Text)
		}
	}
}

// word is a Chinese word for a number.
func word(i int) string {
	const han = "春夏秋冬梅兰竹菊江河湖海山川云雨金银铜铁"
	runes := []rune(han)
	var b strings.Builder
	for _, d := range strconv.Itoa(i + 10000) {
		b.WriteRune(runes[(int(d-'0')*2+i)%len(runes)])
	}
	return b.String()
}

// messages are half answered by a rule, half by none.
func messages(kind string, n int) []engine.Input {
	var out []engine.Input
	for i := range 100 {
		at := i * n / 100
		in := engine.Input{Conversation: strconv.Itoa(i)}
		switch {
		case i%2 == 1:
			in.Text = []string{"今天股市怎么样", "你们老板是哪里人", "讲个笑话吧", "明天会下雨吗"}[i/2%4]
		case kind == "products":
			in.Item = fmt.Sprintf("P%05d", at)
			in.Text = []string{"有货吗", "穿什么码", "什么面料", "质量怎么样", "多少钱"}[at%5]
		case kind == "own":
			_, in.Text = question(at)
		default:
			in.Text = "请问" + word(at) + "办理"
		}
		out = append(out, in)
	}
	return out
}

// A shop of 10,000 rules answers about as fast as one of 100: the median of Handle is reported as median-ns.
func BenchmarkRules(b *testing.B) {
	for _, kind := range []string{"products", "intents", "own"} {
		for _, n := range []int{100, 1000, 10000} {
			b.Run(fmt.Sprintf("%s-%d", kind, n), func(b *testing.B) {
				shop, err := engine.Load(bigShop(kind, n))
				require.NoError(b, err)
				e, err := engine.New(shop, engine.Config{Now: func() time.Time { return time.Date(2026, 11, 5, 10, 0, 0, 0, time.UTC) }})
				require.NoError(b, err)
				require.NoError(b, shop.Warm(nil))
				inputs := messages(kind, n)
				var spans []time.Duration
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					in := inputs[i%len(inputs)]
					in.Conversation = strconv.Itoa(i)
					start := time.Now()
					_, err := e.Handle(context.Background(), in)
					spans = append(spans, time.Since(start))
					if err != nil {
						b.Fatal(err)
					}
					i++
				}
				slices.Sort(spans)
				b.ReportMetric(float64(spans[len(spans)/2]), "median-ns")
			})
		}
	}
}

// BenchmarkLoad loads whole shops. The aim is at most 150 ms for 1,000 rules and 1.5 s for 10,000.
func BenchmarkLoad(b *testing.B) {
	for _, kind := range []string{"products", "intents", "own"} {
		for _, n := range []int{1000, 10000} {
			b.Run(fmt.Sprintf("%s-%d", kind, n), func(b *testing.B) {
				dir := bigShop(kind, n)
				b.ReportAllocs()
				for b.Loop() {
					_, err := engine.Load(dir)
					require.NoError(b, err)
				}
			})
		}
	}
}
