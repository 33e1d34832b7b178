package intents

import "testing"

// Numbers beside words of fit, stock and exchange against prices of the same form.
func TestBareSizes(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"那双41的太紧了 有没有42的", "size=41 size=42"}, {"我买的38有点顶脚 想换39", "size=38 size=39"}, {"两双 40的发错成41了", "quantity=2 size=40 size=41"}, {"白色37还有吗", "colour=白色 size=37"},
		{"米色38断码了?", "colour=米色 size=38"}, {"43缺货多久能补", "size=43"}, {"孩子105高 拿110还是拿120", "height_cm=105 size=110 size=120"}, {"小孩98公分 买100会不会小", "height_cm=98 size=100"},
		{"闺女120高 拍130的会大吗", "height_cm=120 size=130"}, {"上次给娃买的90小了 这次拍100", "size=90 size=100"}, {"宝宝100的穿着短 换110", "size=100 size=110"}, {"这条裤子29的腰紧 换30的", "size=29 size=30"},
		{"收到的是36 我拍的37", "size=36 size=37"}, {"鞋子39 脚后跟磨破了", "size=39"}, {"平时42 你家偏码吗", "size=42"}, {"童装130的多少钱", "size=130"}, {"那件99的还有活动吗", "money=99"}, {"那双299的能便宜吗", "money=299"},
		{"39的那款纸巾还有吗", "money=39"}, {"59的和89的有啥区别", "money=59 money=89"}, {"拍90减10元", "money=90 money=10"}, {"黑色40的有货么 要两双", "colour=黑色 size=40 quantity=2"}, {"买120的送什么", "money=120"},
		{"我拍了44 脚宽会挤吗", "size=44"}, {"把41换成42行不", "size=41 size=42"}, {"粉色110的缺货吗", "colour=粉色 size=110"}, {"灰色99包邮吗", "colour=灰色 money=99"}, {"老公脚长26穿42合适不", "size=42"},
		{"给儿子买的150穿不下", "size=150"}, {"要是买140的能穿两年不", "size=140"}, {"160的身高买l会不会长", "height_cm=160 size=L"}, {"39码的没了 40能穿吗", "size=39 size=40"}, {"你家45有没有", "size=45"},
		{"黑白各来一双 都要43码", "colour=黑色 colour=白色 quantity=1 size=43"}, {"女款37 男款42 各一双", "size=37 size=42 quantity=1"}, {"收到是38不是39", "size=38 size=39"},
		{"160的娃 80斤 买160还是165", "height_cm=160 weight_kg=40 size=160 size=165"}, {"这件外套175的能穿吗 我偏瘦", "size=175"}, {"我買的是38 來的是36.5", "size=38 size=36.5"},
		{"本人169/115 平时M 会紧吗", "height_cm=169 weight_kg=57.5 size=M"}, {"宝宝6个月18斤 72cm 穿73还是80", "weight_kg=9 height_cm=72 size=73 size=80"}, {"那双37.5的有点空 拿37行吗", "size=37.5 size=37"},
		{"裙子120的拖地 换110可以不", "size=120 size=110"}, {"娃上幼儿园大班 买130是不是太大", "size=130"}, {"小外套100的有货没 粉的", "size=100 colour=粉色"}, {"米色44 45都没了吗", "colour=米色 size=44 size=45"},
		{"白色110还补不补", "colour=白色 size=110"}, {"靴子我拍的38 你家客服让我拍39", "size=38 size=39"}, {"拍110还是拍120呀 孩子105 36斤", "size=110 size=120 height_cm=105 weight_kg=18"}, {"紫涩S马", "colour=紫色 size=S"},
		{"30马牛仔库", "size=30"}, {"我112今 穿M行不", "weight_kg=56 size=M"}, {"拿铁色大衣L", "colour=拿铁色 size=L"}, {"橄榄绿工装裤32", "colour=橄榄绿色 size=32"},
		{"我身高172體重68 平常L 這件要拿XL嗎", "height_cm=172 weight_kg=68 size=L size=XL"}, {"腳長25.5 要買41還是42", "size=41 size=42"}, {"童裝120的適合幾歲", "size=120"},
	})
}
