package intents

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSeveralOfAKind(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		// ranges
		{"身高160-165之间", "height_cm=160 height_cm=165"}, {"160到170,100到120斤", "height_cm=160 height_cm=170 weight_kg=50 weight_kg=60"}, {"体重55到60公斤", "weight_kg=55 weight_kg=60"},
		{"身高160-165体重100-110", "height_cm=160 height_cm=165 weight_kg=50 weight_kg=55"}, {"腰围78-80", "waist_cm=78 waist_cm=80"}, {"38-39码", "size=38 size=39"}, {"80-90块", "money=80 money=90"},
		// people
		{"我175她160,情侣装拿什么码", "height_cm=175 height_cm=160"}, {"我身高160,老公身高175", "height_cm=160 height_cm=175"}, {"爸爸170/75妈妈158/55", "height_cm=170 weight_kg=75 height_cm=158 weight_kg=55"},
		{"男170 65kg,女160 50kg", "height_cm=170 weight_kg=65 height_cm=160 weight_kg=50"}, {"我男朋友182/75,你看看", "height_cm=182 weight_kg=75"}, {"我165我对象180", "height_cm=165 height_cm=180"}, {"我175,130斤", "height_cm=175 weight_kg=65"},
		{"我150卖不卖", "money=150"}, {"她一六五我一七八", "height_cm=165 height_cm=178"},
		// glued units and scripts
		{"175cm65kg", "height_cm=175 weight_kg=65"}, {"一米七五130斤", "height_cm=175 weight_kg=65"}, {"8gb256g的", ""}, {"16km", ""},
		// corrections
		{"不是175是165", "height_cm=175 height_cm=165"}, {"打错了,是58公斤不是85公斤", "weight_kg=58 weight_kg=85"}, {"身高写错了是168", "height_cm=168"}, {"身高打错了,165", "height_cm=165"},
		// things have a height too
		{"书架高1米8", ""}, {"窗户宽2米4高1米6", ""}, {"桌子长120高75", ""},
	})
}

func TestDenied(t *testing.T) {
	x := newExtractor(nil, nil)
	for message, want := range map[string]string{
		"不要黑色,卡其的有吗": "黑色", "除了红色还有啥": "红色", "除了黑色和白色还有什么颜色": "黑色 白色", "不是L是XL": "L", "不是175是165": "175", "别给我发白色,要银色": "白色", "黑色不要,其他都行": "黑色", "是58公斤不是85公斤": "85", "黑色以外的": "黑色",
		"not the black one, the blue one": "black", "except red": "red",
		"是不是黑色的": "", "要不要黑色": "", "这个不是红色吗": "", "黑色有吗": "", "特别大的L码": "", "黑色不要紧吧": "", "差不多175": "", "不发黑色吗": "黑色", "别人穿L": "", "is it not black?": "black",
	} {
		var denied []string
		found, _, _ := read(x, message)
		for _, e := range found {
			if e.Denied {
				denied = append(denied, e.Str)
			}
		}
		require.Equal(t, want, strings.Join(denied, " "), message)
	}
}

// A denied number answers no question; the higher end of a range comes last.
func TestSeveralAgainstQuestion(t *testing.T) {
	height := Slot{Name: "height_cm", Kind: "height", Min: 140, Max: 210}
	weight := Slot{Name: "weight_kg", Kind: "weight_kg", Units: []Unit{{"斤", 90, 300}, {"kg", 35, 90}}}
	for message, want := range map[string]string{"不是175,是165": "number=175 height_cm=165", "165-170": "height_cm=165 height_cm=170", "110到120": "weight_kg=55 weight_kg=60", "不是110是120": "number=110 weight_kg=60"} {
		slot := height
		if strings.Contains(message, "1") && strings.Contains(message, "110") {
			slot = weight
		}
		checkEntities(t, newExtractor(nil, nil), []entityCase{{message, want}}, slot)
	}
}

func TestRangeAgainstQuestions(t *testing.T) {
	height := Slot{Name: "height_cm", Kind: "height", Min: 140, Max: 210}
	weight := Slot{Name: "weight_kg", Kind: "weight_kg", Units: []Unit{{"斤", 90, 300}, {"kg", 35, 90}}}
	checkEntities(t, newExtractor(nil, nil), []entityCase{{"160-165", "height_cm=160 height_cm=165"}, {"160 120", "height_cm=160 weight_kg=60"}}, height, weight)
}

func TestMoreWaysOfSaying(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"1千2百块", "money=1200"}, {"1.2k有点贵", "money=1200"}, {"1k8卖吗", "money=1800"}, {"3k以下的手机", "money=3000"}, {"4k的吗", ""}, {"1500w", ""}, {"两毛五", "money=0.25"}, {"三五块", "money=5"}, {"三块五一个", "money=3.5 quantity=1"},
		{"也是一百二十八吗", "money=128"}, {"20的券怎么用", "money=20"}, {"二百五十块", "money=250"}, {"三张拿走", "money=300"}, {"三张海报我拿走", "quantity=3"}, {"158抹成150", "money=158 money=150"}, {"一百个不满意", ""},
		{"十盒破了仨", "quantity=10 quantity=3"}, {"你们俩", ""}, {"十来双", "quantity=10"}, {"百来件", "quantity=100"}, {"十几件", ""}, {"收纳箱三个多少", "quantity=3"}, {"3个多月", ""}, {"two in white and one in black", "quantity=2 colour=white quantity=1 colour=black"},
		{"half a dozen please", "quantity=6"}, {"only 2 arrived", "quantity=2"}, {"有没有42.5的", "size=42.5"}, {"尺寸40", "size=40"}, {"size 8 in navy", "size=8 colour=navy"}, {"36B和75B", "size=36B size=75B"}, {"鞋子拍的39半", "size=39.5"},
		{"黑色L码80卖不卖", "colour=黑色 size=L money=80"}, {"别给我发白色", "colour=白色"}, {"洗完发白", ""}, {"明后天能到吗", "date=2026-11-06 date=2026-11-07"}, {"以后天天来", ""}, {"后天天气怎么样", "date=2026-11-07"}, {"11/20要出差", "date=2026-11-20"},
		{"10.30签收的", "date=2026-10-30"}, {"9.9包邮", "money=9.9"}, {"一三八零零一三八零零零", "phone=13800138000"}, {"SF 1034 5678 9012 3", "tracking_no=SF1034567890123"}, {"魔都包邮吗", "region=上海"}, {"海南鸡饭", ""}, {"发到海南鸡蛋会碎吗", "region=海南"},
		{"168打九折", "money=168 discount=0.9"}, {"3打鸡蛋", "quantity=36"}, {"一双129两双239", "quantity=1 money=129 quantity=2 money=239"}, {"三千多的包", "money=3000"}, {"ship on the 20th please", "date=2026-11-20"}, {"the 2nd time", ""}, {"it was 199, now 239", "money=199 money=239"}, {"体重从130减到110斤", "weight_kg=65 weight_kg=55"}, {"山东大葱怎么卖", ""}, {"除了白的", "colour=白色"}, {"白衬衣有吗", "colour=白色"}, {"dark blue in 32", "colour=dark blue size=32"}, {"领了张十五的券", "money=15"}, {"六块五三个", "money=6.5 quantity=3"}, {"$30 for 2", "money=30 quantity=2"}, {"去张家界玩几天", ""}, {"聽朝寄得唔得", "date=2026-11-06"},
	})
}

func TestBodyWeights(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"50kg以下拍S是不是 我49", "weight_kg=50 size=S weight_kg=49"}, {"S码建议50公斤以内 我52可以不", "size=S weight_kg=50 weight_kg=52"},
		{"100斤穿M的话 我108呢", "weight_kg=50 size=M weight_kg=54"}, {"她才90斤 我110", "weight_kg=45 weight_kg=55"}, {"老婆48公斤 我70 都拍啥码", "weight_kg=48 weight_kg=70"},
		{"宝宝刚称的15斤8两 穿多大", "weight_kg=7.9"}, {"体重十二斤三两的宝宝", "weight_kg=6.2"}, {"西瓜13斤6两多少钱", ""}, {"2斤3两的鸡蛋", ""},
		{"我闺女32斤半 110", "weight_kg=16.3 height_cm=110"}, {"我穿M 她100斤我115", "size=M weight_kg=50 weight_kg=57.5"}, {"100斤能穿 我120行吗", "weight_kg=50 weight_kg=60"},
		{"体重60公斤左右 我62", "weight_kg=60 weight_kg=62"}, {"120斤 我160的个子", "weight_kg=60 height_cm=160"}, {"8斤2两的新生儿穿啥码", "weight_kg=4.1"},
		{"宝宝11斤半 穿多大", "weight_kg=5.8"}, {"女儿130斤还有得穿吗", "weight_kg=65"},
	})
}
