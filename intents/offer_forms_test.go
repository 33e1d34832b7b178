package intents

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestOfferForms(t *testing.T) {
	x := menswear()
	for _, c := range []struct{ message, want string }{
		// the word for the amount stands elsewhere
		{"一口价150", "price 150"}, {"一口价,一百五", "price 150"}, {"中间价,130", "price 130"}, {"各退一步140", "price 140"}, {"折中一下135行吗", "price 135"}, {"就这个数:120", "price 120"}, {"188图个吉利", "price 188"}, {"凑个吉利数168", "price 168"},
		{"我加5块,105", "price 105"}, {"那加你5块", ""}, {"105,你说卖就卖", "price 105"}, {"80给我", "price 80"}, {"按学生价80给我", "price 80"}, {"五十蚊啦", "price 50"}, {"要不125", "price 125"}, {"要不要125的", ""}, {"顶多出一百三", "price 130"},
		{"超过100不要", "price 100"}, {"98给不给", "price 98"}, {"150两条中不中", "price 150 =2"}, {"200以内能拿不", "price 200"}, {"两千块以内成交", "price 2000"}, {"1k8卖吗", "price 1800"}, {"隔壁店85,你85我就在你家买", "price 85 <85"},
		{"跟别家一样80行不行", "price 80"}, {"M码99我就要了", "price 99"}, {"L码41我就要了", ""}, {"黑色L码80卖不卖", "price 80"}, {"42码的150卖吗", "price 150"}, {"what about 95", "price 95"}, {"meet me at 90", "price 90"}, {"i can only pay 85", "price 85"},
		{"can you do 80 with free shipping", "price 80"}, {"129→120行吗", "price 120"}, {"158抹成150", "price 150"}, {"凑整100", "price 100"}, {"1张半两条", "price 150 =2"}, {"砍到九十", "price 90"}, {"刀到100", "price 100"}, {"抹到100呗", "price 100"},
		// sheets of a hundred
		{"三张我就拿走", "price 300"}, {"1张半行不", "price 150"}, {"两张海报我拿走", ""}, {"三张", ""},
		// pieces
		{"120一条要两条", "price 120 x2"}, {"120一条,我要两条行不", "price 120 x2"}, {"120一条,买两条有优惠吗", ""}, {"买两条每条少10块", "off 20 x2"}, {"要四件,每件给我少5块", "off 20 x4"}, {"两条230带走", "price 230 =2"}, {"四条打包500", "price 500 =4"}, {"保温杯100拿俩行不", "price 100 =2"}, {"two for 150?", "price 150 =2"},
		// less
		{"再砍5块就下单", "off 5"}, {"砍10块", "off 10"}, {"砍个20行吗", "off 20"}, {"少个三五块", "off 5"}, {"便宜个十块八块", "off 10"}, {"十块八块的便宜点", "off 10"}, {"不少5块不买", "off 5"}, {"不少5块吧", ""}, {"平十蚊得唔得", "off 10"}, {"平时80块", ""},
		{"你比别家贵20,少20我就买", "off 20"}, {"drop 10 and i'll order now", "off 10"}, {"第一次买给个九折", "discount 0.9"}, {"第二件给个九折", ""},
		// rounding, postage, gifts
		{"去个尾数", "round"}, {"128给个整", "round"}, {"那包邮总行吧", "postage"}, {"那邮费你出", "postage"}, {"运费你们承担一下", "postage"}, {"顺丰包邮行不", "postage"}, {"能不能把邮费去了", "postage"}, {"快递费你掏", "postage"}, {"包郵啦", "postage"},
		{"退货运费你们出", ""}, {"运费你出吗", ""}, {"换货邮费你出", ""}, {"送个袜子", "gift 袜子"}, {"搭条内裤行不行", "gift 内裤"}, {"给个小礼品吧", "gift 小礼品"}, {"给个链接吧", ""}, {"送个袜子?", ""}, {"can you throw in free shipping", "postage"}, {"throw in a free hat", "gift hat"},
		// what one has, and rivals
		{"花呗就剩80额度", "balance 80"}, {"钱包里满打满算110", "balance 110"}, {"双十一才卖99", " <99"}, {"618的时候才卖109", " <109"}, {"120给句痛快话", "price 120"}, {"cheaper on temu, 59 there", " <59"},
		{"这款70能出吗", "price 70"}, {"出价85", "price 85"}, {"你开价130我还价110", "price 110"}, {"二百五一套卖不卖", "price 250 x1"}, {"三百给你凑个整", "price 300"}, {"100到120之间能卖我就拿", "price 120"}, {"抹掉9块零头", "off 9"},
		{"你包邮我就要了", "postage"}, {"不包邮我不买", "postage"}, {"送货费你们包了吧", "postage"}, {"包埋運費我就要", "postage"}, {"把运费给我去掉", "postage"}, {"买两条送条腰带呗", "gift 腰带"}, {"去年双十一99拿的", " <99"},
		// no wish
		{"支付宝余额不足一百", ""}, {"几十块钱", ""}, {"砍一刀", ""}, {"多少能便宜", ""}, {"老顾客价", ""}, {"邮费咱一人一半", ""}, {"那加5块运费呢", ""},
	} {
		_, got, _ := read(x, c.message)
		if offerString(got) != c.want {
			t.Errorf("%s\n  got  %q\n  want %q", c.message, offerString(got), c.want)
		}
		require.Equal(t, got.Kind != "", got.End > 0, c.message)
	}
}

// While one bargains, an amount alone is a price.
func TestBareAmount(t *testing.T) {
	x := menswear()
	for message, want := range map[string]string{"一百二": "price 120", "那99呢": "price 99", "99.9": "price 99.9", "120块": "price 120", "125行": "price 125", "3": "", "120发什么快递": "", "175 130": "", "L码": "", "三天": ""} {
		_, got, _ := read(x, message, Slot{Kind: "price"})
		require.Equal(t, want, offerString(got), message)
		if want != "" && message != "125行" {
			_, got, _ = read(x, message)
			require.Empty(t, got.Kind, message)
		}
	}
}

// Behind words of giving way the amount is a price too, whatever else is said: no size, and not before one bargains.
func TestGivingWay(t *testing.T) {
	x := menswear()
	for message, want := range map[string]string{"行吧150 黑色XL 我直接拍了": "price 150", "那150 再送两双袜子": "price 150", "好 那就88": "price 88", "那42 黑色的": "", "那150斤穿多大": "", "那一共150?": "", "要XL 150": ""} {
		_, got, _ := read(x, message, Slot{Kind: "price"})
		require.Equal(t, want, offerString(Offer{Kind: got.Kind, Amount: got.Amount, Pieces: got.Pieces, Total: got.Total}), message)
	}
	_, got, _ := read(x, "行吧150 黑色XL 我直接拍了")
	require.Empty(t, got.Kind)
}

// A wish in a clause that says nothing else is a bargain beside what the other clauses say, and instead of a mere yes.
func TestWishesBesideOtherMatters(t *testing.T) {
	c := retailClassifier(t)
	for message, want := range map[string][]string{"150 再送一双袜子": {"bargain.plain", "promotion"}, "好 150": {"bargain.plain"}, "300块带走,再送双袜子行不行": {"bargain.ultimatum", "promotion"}, "150行吧 黑色XL有货没": {"bargain.plain", "stock"}} {
		require.Equal(t, want, idsOf(c.Understand(message, Context{Now: thursday, Awaiting: []Slot{{Kind: "price"}}}).Intents), message)
	}
}

// A price named for agreement is a bargain, whatever else the sentence looks like.
func TestBargainByItsOffer(t *testing.T) {
	zh, err := Retail("zh")
	require.NoError(t, err)
	c, err := New(Options{Models: []*Model{zh}})
	require.NoError(t, err)
	for message, want := range map[string]string{
		"黑色L码80卖不卖": "bargain.ultimatum", "M码150卖吗": "bargain.ultimatum", "五十块行不行": "bargain.plain", "免运费立刻付": "bargain.ultimatum", "两条少20": "bargain.plain",
		"黑色L码有货吗": "stock", "运费多少": "logistics.fee", "赔我30块行吗": "compensation",
	} {
		r := c.Understand(message, Context{Now: thursday})
		require.NotEmpty(t, r.Intents, message)
		require.Equal(t, want, r.Intents[0].ID, message)
	}
	r := c.Understand("那邮费你出", Context{Now: thursday, Awaiting: []Slot{{Kind: "price"}}})
	require.Equal(t, "bargain.plain", r.Intents[0].ID)
	own, err := New(Options{Intents: []Intent{{ID: "a", Patterns: []string{"80卖不卖"}}}})
	require.NoError(t, err)
	r = own.Understand("80卖不卖", Context{})
	require.Equal(t, "a", r.Intents[0].ID)
}

// A bargain that names one amount and nothing else of it offers it.
func TestImpliedOffer(t *testing.T) {
	var said []string
	offers := map[string]string{
		"我诚心要,110": "price 110", "80块顶天了": "price 80", "三百块钱给我来三件": "price 300 =3", "两百整,行就发我": "price 200", "80 yuan and i'll pay": "price 80",
		"¥1299能再少点不": "", "可以优惠点吗我看见你89优惠3元": "", "129太贵了便宜点": "", "标价299便宜点": "", "269?抢钱啊": "", "便宜点,120发什么快递,30号能到吗": "", "便宜点": "",
	}
	for message := range offers {
		said = append(said, strings.ReplaceAll(message, "?", ""))
	}
	slices.Sort(said)
	c, err := New(Options{Intents: []Intent{{ID: plainBargain, Examples: said}, {ID: "stock", Examples: []string{"有货吗", "110有货吗"}}}})
	require.NoError(t, err)
	for message, want := range offers {
		r := c.Understand(message, Context{Now: thursday})
		require.Equal(t, plainBargain, r.Intents[0].ID, message)
		require.Equal(t, want, offerString(r.Offer), message)
		if want != "" {
			require.Equal(t, "money", r.Entities[0].Kind, message)
			require.Less(t, r.Offer.Start, r.Offer.End, message)
		}
	}
	require.Empty(t, c.Understand("110有货吗", Context{Now: thursday}).Offer)
}

// A price with a gift, one that was misheard, and one that is settled for.
func TestOfferAgain(t *testing.T) {
	x := newExtractor(nil, nil)
	for message, want := range map[string]string{
		"125 再送双袜子 行就现在拍": "price 125 袜子", "120再送个挂件我就拍": "price 120 挂件", "300块带走,再送双袜子行不行": "gift 袜子", "150 送条皮带行不行": "price 150 皮带", "100块 再搭双袜子 可以就付款": "price 100 袜子",
		"85包邮 再送个杯子": "price 85 杯子", "我说85 你送我双袜子": "price 85 袜子", "两件200 再送双袜子行不": "price 200 =2 袜子", "买199送双袜子吗": "", "满200送袜子吗": "",
		"199送双袜子的活动还有吗": "", "XL 再送双袜子我就拍": "gift 袜子", "42 再送双袜子我就拍": "gift 袜子", "我说125!不是129不是130": "price 125", "我说的是125 不是135": "price 125",
		"我说85不是95": "price 85", "我说42不是43": "", "我说38码": "", "我说黑色不是白色": "", "350 then": "price 350", "ok 85 then": "price 85", "fine, 120 then": "price 120", "90 then?": "price 90",
		"size 8 then": "", "monday then": "", "2 pcs then": "", "then 120": "", "i'll take 2 then": "", "便宜50": "off 50", "便宜50我就买": "off 50", "便宜了50": "", "比别家便宜50": "", "我才105斤": "",
		"人家才105斤": "", "129能不能100 学生党吃土了": "price 100", "can you do 20 bucks instead of 25": "price 20",
	} {
		_, got, _ := read(x, message)
		require.Equal(t, want, offerString(got), message)
		if got.Kind != "" {
			require.Less(t, got.Start, got.End, message)
			require.LessOrEqual(t, got.End, len(message), message)
		}
	}
	for message, want := range map[string]string{"125 再送双袜子": "price 125 袜子", "150不是160": "price 150", "42 再送双袜子": "price 42 袜子", "350 then": "price 350", "才105斤": ""} {
		_, got, _ := read(x, message, Slot{Kind: "price"})
		require.Equal(t, want, offerString(got), message)
	}
}
