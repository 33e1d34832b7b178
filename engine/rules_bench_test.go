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
// rule has an intent of its own with an example and a pattern, as triggers of other engines.
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

// sizes leaves out ten thousand intents of a shop's own: learning them takes minutes, and has nothing to do with rules.
func sizes(kind string, all ...int) []int {
	if kind == "intents" {
		return all[:len(all)-1]
	}
	return all
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
		default:
			in.Text = "请问" + word(at) + "办理"
		}
		out = append(out, in)
	}
	return out
}

// A shop of 10,000 rules answers about as fast as one of 100: the median of Handle is reported as median-ns.
func BenchmarkRules(b *testing.B) {
	for _, kind := range []string{"products", "intents"} {
		for _, n := range sizes(kind, 100, 1000, 10000) {
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
	for _, kind := range []string{"products", "intents"} {
		for _, n := range sizes(kind, 1000, 10000) {
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
