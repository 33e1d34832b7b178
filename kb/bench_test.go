package kb

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// invented makes n different questions as shops get them, always the same.
func invented(n int) []Article {
	things := []string{"衬衫", "休闲裤", "连衣裙", "卫衣", "夹克", "羽绒服", "毛衣", "运动鞋", "皮鞋", "帽子", "围巾", "手套", "背包", "行李箱", "充电器", "耳机", "音箱", "键盘", "鼠标", "显示器",
		"电饭煲", "热水壶", "吸尘器", "空调", "冰箱", "洗衣机", "台灯", "床单", "被子", "枕头", "毛巾", "牙刷", "洗发水", "面膜", "口红", "奶粉", "尿布", "玩具", "积木", "图书",
		"茶叶", "咖啡", "坚果", "红枣", "牛奶", "饼干", "火锅底料", "大米", "猫粮", "狗窝", "鱼缸", "花盆", "雨伞", "水杯", "饭盒", "自行车", "头盔", "帐篷", "睡袋", "望远镜"}
	matters := []string{"掉色", "缩水", "起球", "变形", "漏水", "发热", "异味", "保修", "安装", "拆卸", "清洗", "退货", "换货", "退款", "发票", "发货", "到货", "补货", "包装", "礼盒",
		"优惠券", "满减", "赠品", "积分", "会员", "预售", "定金", "尾款", "分期", "花呗", "快递", "运费", "包邮", "自提", "送货上门", "验货", "签收", "改地址", "改颜色", "改尺码",
		"保质期", "产地", "配料", "重量", "容量", "功率", "电压", "电池", "续航", "蓝牙", "防水", "防晒", "透气", "加绒", "弹力", "厚度", "味道", "口感", "过敏", "孕妇能用"}
	forms := []string{"%s会%s吗", "%s怎么%s", "请问%s%s要多久", "这款%s的%s怎么样", "%s可以%s吗", "%s没有%s怎么办", "买了%s想问%s的事", "%s%s在哪里看", "%s的%s是什么意思", "为什么%s不能%s",
		"%s什么时候%s", "%s%s要钱吗", "两件%s一起%s可以吗", "昨天买的%s还没%s", "%s支持%s吗", "你们家%s%s靠谱吗", "%s%s需要提前说吗", "怎么给%s申请%s", "%s坏了能%s吗", "送人的%s要%s",
		"新疆的%s能%s吗", "活动时%s%s吗", "%s最晚几天%s", "想给老人买%s担心%s", "小孩用的%s有%s吗", "%s说明书里%s没写", "客服说%s可以%s", "%s和别家比%s好吗"}
	articles := make([]Article, n)
	for i := range articles {
		k := i * 7919 % (len(things) * len(matters) * len(forms))
		thing, matter, form := things[k%len(things)], matters[k/len(things)%len(matters)], forms[k/len(things)/len(matters)]
		articles[i] = Article{ID: fmt.Sprint(i), Ask: []string{fmt.Sprintf(form, thing, matter)}}
	}
	return articles
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		articles := invented(n)
		var queries []string
		for i := range 500 {
			runes := []rune(articles[i*n/500].Ask[0])
			at := i % (len(runes) - 1) // two characters swapped
			runes[at], runes[at+1] = runes[at+1], runes[at]
			queries = append(queries, string(runes))
		}
		benchmarkQueries(b, fmt.Sprint(n), articles, queries)
	}
}

// BenchmarkSearchFAQ asks 13,000 questions of real customers with mistakes.
func BenchmarkSearchFAQ(b *testing.B) {
	articles := faq(measured(b, "csds_faq/train.jsonl"))
	r := rand.New(rand.NewPCG(1, 2))
	var queries []string
	for i := range 500 {
		queries = append(queries, mistyped(articles[i*len(articles)/500].Ask[0], r))
	}
	benchmarkQueries(b, fmt.Sprint(len(articles)), articles, queries)
}

// benchmarkQueries reports the median beside the mean: the collector of a
// process that just built an index is not what a search costs.
func benchmarkQueries(b *testing.B, name string, articles []Article, queries []string) {
	ix := base(articles)
	e, err := ix.open()
	require.NoError(b, err)
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			start := time.Now()
			if _, err := ix.Search(context.Background(), Query{Text: queries[i%len(queries)]}); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1000, "median-µs")
		b.ReportMetric(shareHit(b, e, queries), "%docs-hit")
	})
	runtime.KeepAlive(ix)
}

// shareHit is the share of the documents that a question's terms reach, in
// hundredths: what the cost of a search follows.
func shareHit(tb testing.TB, e *engine, queries []string) float64 {
	hit := 0
	var s scratch
	for _, q := range queries {
		e.analyzer.analyze(&s.analysis, q)
		list := s.terms[:0].add(&s.analysis).sorted()
		_, err := e.inverted.retrieve(&s.acc, fieldGeneral, list, func(int32) bool { return true }, nil)
		require.NoError(tb, err)
		hit += s.acc.lastHit
	}
	return 100 * float64(hit) / float64(len(queries)) / float64(len(e.inverted.entries))
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		articles := invented(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			var heap uint64
			for b.Loop() {
				before := liveHeap()
				e, err := build(articles, nil, Options{})
				if err != nil {
					b.Fatal(err)
				}
				heap = liveHeap() - before
				e.close()
			}
			b.ReportMetric(float64(heap)/(1<<20), "heap-MiB")
		})
	}
}

func liveHeap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
