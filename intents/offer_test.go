package intents

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// offerString writes an offer as the tables below do: kind, amount, ×pieces (= for all), gift, <rival.
func offerString(o Offer) string {
	s := o.Kind
	if o.Amount != 0 {
		s += fmt.Sprintf(" %v", o.Amount)
	}
	if o.Total {
		s += fmt.Sprintf(" =%d", o.Pieces)
	} else if o.Pieces > 0 {
		s += fmt.Sprintf(" x%d", o.Pieces)
	}
	if o.Gift != "" {
		s += " " + o.Gift
	}
	if o.Rival != 0 {
		s += fmt.Sprintf(" <%v", o.Rival)
	}
	return s
}

func TestOffer(t *testing.T) {
	x := menswear()
	for _, c := range []struct{ message, want string }{
		// less
		{"少10块我就付款", "off 10"}, {"便宜20行不", "off 20"}, {"优惠10元呗", "off 10"}, {"再少5块", "off 5"}, {"能不能少个十块", "off 10"}, {"给我便宜三十", "off 30"}, {"那便宜4块吧", "off 4"},
		{"减10块马上拍", "off 10"}, {"便宜10到15块", "off 15"}, {"少三四十吧", "off 40"}, {"抹掉9块", "off 9"}, {"让10块钱嘛", "off 10"}, {"两件便宜20", "off 20 x2"}, {"能便宜十块不", "off 10"},
		{"knock 10 off and i'll buy", "off 10"}, {"take $10 off?", "off 10"},
		// a price
		{"80卖不卖", "price 80"}, {"100行吗", "price 100"}, {"120拿走", "price 120"}, {"85吧行不", "price 85"}, {"65卖吗", "price 65"}, {"305成交不", "price 305"}, {"一百块卖我吧", "price 100"},
		{"80块我就拍", "price 80"}, {"99包邮行不行", "price 99"}, {"最多给你100", "price 100"}, {"给你90卖我呗", "price 90"}, {"120块钱得了", "price 120"}, {"我出80", "price 80"}, {"80-90块行吗", "price 90"},
		{"80到90能卖不", "price 90"}, {"110,不行就120,卖不卖", "price 120"}, {"算100吧", "price 100"}, {"就按110给我", "price 110"}, {"一口价88", "price 88"}, {"88一口价", "price 88"}, {"能80吗", "price 80"},
		{"80一件卖吗", "price 80 x1"}, {"一件80行不", "price 80 x1"}, {"便宜到100行不", "price 100"}, {"80卖不卖,不卖算了", "price 80"}, {"80包邮卖不卖", "price 80"}, {"130块得唔得", "price 130"},
		{"can you do 80?", "price 80"}, {"how about 100", "price 100"}, {"would you take $90", "price 90"}, {"i'll pay 85", "price 85"}, {"95吧", "price 95"}, {"直筒裤100块卖吗", "price 100"},
		// in total
		{"两件150", "price 150 =2"}, {"三条200卖不卖", "price 200 =3"}, {"150两件行吗", "price 150 =2"}, {"拿两件给150吧", "price 150 =2"}, {"2件一共300行不行", "price 300 =2"}, {"一百五两件我就拍", "price 150 =2"},
		{"两件150一件卖吗", "price 150 x2"},
		// a discount
		{"打8折吧", "discount 0.8"}, {"8折行吗", "discount 0.8"}, {"给个九折呗", "discount 0.9"}, {"打88折我就买", "discount 0.88"}, {"两件打8折行不行", "discount 0.8 x2"}, {"20% off and i'll take it", "discount 0.8"},
		{"能打八五折吗", "discount 0.85"},
		// rounding, postage, gifts
		{"抹个零头呗", "round"}, {"零头抹了吧", "round"}, {"给个整数,马上付", "round"}, {"抹零行不", "round"}, {"round it down and i'll buy", "round"},
		{"包邮就拍", "postage"}, {"免邮我就买", "postage"}, {"包邮我马上拍", "postage"}, {"给我包邮吧", "postage"}, {"包个邮呗", "postage"}, {"能免邮费吗", "postage"}, {"包邮的话我就下单", "postage"}, {"free shipping and i'll buy it", "postage"},
		{"送双袜子我就买", "gift 袜子"}, {"能送个小礼物吗", "gift 小礼物"}, {"送我条皮带呗", "gift 皮带"}, {"再送双船袜就拍", "gift 船袜"}, {"可以送点赠品吗", "gift 赠品"}, {"throw in a pair of socks and i'll buy", "gift socks"},
		// what one has
		{"只有90了", "balance 90"}, {"余额120", "balance 120"}, {"支付宝里就90", "balance 90"}, {"我支付宝里只有120了", "balance 120"}, {"微信就剩100块钱了", "balance 100"}, {"卡里只剩85", "balance 85"}, {"只有90块了", "balance 90"},
		{"学生党,身上只有100块", "balance 100"}, {"i only have 90 left", "balance 90"}, {"我就90块钱", "balance 90"},
		// a rival
		{"别家59", " <59"}, {"隔壁才卖59", " <59"}, {"拼多多上49", " <49"}, {"隔壁家同款才59,你家太贵了", " <59"}, {"人家卖99还包邮", " <99"}, {"淘宝上89块", " <89"}, {"昨天还是99", " <99"}, {"别家才59,你59卖我就买", "price 59 <59"},
		{"it's 59 on amazon", " <59"}, {"上次才卖85", " <85"},
		// several: the last
		{"少10块,不行就包邮吧", "postage"}, {"打9折,或者送双袜子我就买", "gift 袜子"},
		{"一百二,不能再多了", "price 120"}, {"120能不能卖", "price 120"}, {"能不能110", "price 110"}, {"119给我呗", "price 119"}, {"这鞋49卖不卖", "price 49"}, {"鞋子便宜30行不", "off 30"}, {"裤子最多给你80块", "price 80"}, {"两件一起200行吗", "price 200 =2"}, {"三条300包邮", "price 300 =3"}, {"120得唔得", "price 120"},
		{"can i get 2 of these for 200?", "price 200 =2"}, {"把9块抹了", "off 9"}, {"便宜5毛", "off 0.5"}, {"我只带了100", "balance 100"}, {"卡里就剩70了", "balance 70"}, {"给我打个9折", "discount 0.9"}, {"運費免了吧", "postage"},
		{"运费给免了吧", "postage"}, {"要是包邮我就买了", "postage"}, {"再给我送罐玫瑰花吧", "gift 玫瑰花"}, {"前两天不是卖82吗", " <82"}, {"某宝59", " <59"}, {"你家卖129,别家才109", " <109"},
		// no wish
		{"第2双5折", ""}, {"2件8折3件7折", ""}, {"两套减3元", ""}, {"89优惠3元", ""}, {"送两包一样的吧", ""}, {"买二盒送一盒同款吗", ""}, {"送5包什么", ""}, {"包邮吧?", ""}, {"199包邮有3袋装是吗", ""}, {"408减279的差价", ""}, {"还差5块包邮", ""},
		{"把会议修改到1608", ""}, {"我来办3号的半价返现", ""}, {"不是包邮的吗", ""}, {"只有优惠十元", ""}, {"银行卡6222021234567890123", ""},
		{"多少钱", ""}, {"120块是一件还是两件的", ""}, {"59的那款", ""}, {"满300减40怎么算", ""}, {"怎么没减5块", ""}, {"买两份减五块是吧", ""}, {"包邮吗", ""}, {"85是包邮的吗", ""}, {"几件包邮", ""}, {"不包邮啊", ""},
		{"会员打9折吗", ""}, {"两件八折的活动到什么时候", ""}, {"买一送一吗", ""}, {"送什么赠品", ""}, {"没送袜子", ""}, {"送到楼上吗", ""}, {"送人的", ""}, {"能送货上门吗", ""}, {"少了一件", ""}, {"少发10个", ""},
		{"便宜了10块,退差价", ""}, {"退我30块行吗", ""}, {"穿28可以吗", ""}, {"165 110斤M行吗", ""}, {"退到余额了吗", ""}, {"支付宝付了120", ""}, {"120块能退吗", ""}, {"2件", ""}, {"明天18号行吗", ""},
		{"只有M了吗", ""}, {"别家都便宜10块", ""}, {"买三送一", ""}, {"24小时内发货行吗", ""}, {"便宜点", ""}, {"打个折", ""}, {"你们80卖的那个呢", ""}, {"价格是199吧", ""}, {"满99包邮吗", ""}, {"is there free shipping?", ""},
	} {
		_, got, _ := read(x, c.message)
		if offerString(got) != c.want {
			t.Errorf("%s\n  got  %q\n  want %q", c.message, offerString(got), c.want)
		}
		require.LessOrEqual(t, got.Start, got.End, c.message)
		require.LessOrEqual(t, got.End, len(c.message), c.message)
		require.Equal(t, got.Kind != "", got.End > 0, c.message)
	}
}

// A bare number in an answer to an open question is the answer and no price.
func TestOfferAgainstQuestion(t *testing.T) {
	found, offer, _ := read(menswear(), "172吧", Slot{Kind: "height", Min: 140, Max: 210})
	require.Equal(t, "height_cm=172", entitiesString(found))
	require.Empty(t, offer.Kind)
	found, offer, _ = read(menswear(), "80卖不卖", Slot{Kind: "waist_cm"})
	require.Equal(t, "money=80", entitiesString(found))
	require.Equal(t, "price", offer.Kind)
}

func TestOfferSpan(t *testing.T) {
	for message, want := range map[string]string{"亲,少10块行吗": "少10块", "那就80卖不卖": "80", "我要抹个零头": "抹个零头", "送双袜子吧": "送双袜子", "包邮我就拍": "包邮"} {
		_, o, _ := read(menswear(), message)
		require.Equal(t, want, message[o.Start:o.End], message)
	}
}

func TestMood(t *testing.T) {
	x := menswear()
	for message, want := range map[string]string{
		"穿一天就开线了!!什么垃圾": "angry", "你们就是骗子": "angry", "气死我了": "angry", "什么破店": "angry", "太差劲了,我要投诉": "angry", "这快递也太垃圾了": "angry", "到底发不发货!!": "angry", "投诉你们!!": "angry",
		"this is a scam": "angry", "worst shop ever": "angry", "sb客服": "angry",
		"急用,能快点吗": "anxious", "着急啊,明天就要": "anxious", "急死了": "anxious", "怎么还没发货!!": "anxious", "人呢???": "anxious", "???": "anxious", "来不及了": "anxious", "i need it urgently": "anxious", "我急用": "anxious",
		"收到了很满意": "pleased", "太喜欢了": "pleased", "质量真不错": "pleased", "love it": "pleased", "衣服太棒了👍": "pleased", "非常满意,谢谢": "pleased",
		"": "", "在吗": "", "谢谢": "", "麻烦你了": "", "不着急,慢慢来": "", "不是骗子吧": "", "会不会质量太差": "", "垃圾袋多少钱": "", "怎么退货?": "", "好的!!": "", "价格是骗子吗便宜吗": "", "不太满意": "", "不喜欢可以退吗": "",
		"什么时候发货": "", "坏了怎么办": "", "开心果有货吗": "", "怎么操作": "", "着急的话发顺丰": "", "我要投诉": "", "有没有货?": "",
	} {
		_, _, got := read(x, message)
		require.Equal(t, want, got, message)
	}
}
