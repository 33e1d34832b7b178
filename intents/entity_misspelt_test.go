package intents

import "testing"

// Units, colours and sizes by their sound.
func TestSizesAndUnitsMisspelt(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"要黑涩的L马", "colour=黑色 size=L"}, {"白瑟M马有没有", "colour=白色 size=M"}, {"29马有货不", "size=29"}, {"四十二马的还有么", "size=42"}, {"买两见送什么", "quantity=2"}, {"要三霜", "quantity=3"},
		{"我165 120今穿什么", "height_cm=165 weight_kg=60"}, {"身高170 体重130金", "height_cm=170 weight_kg=65"}, {"五十快卖不卖", "money=50"}, {"便宜十快", "money=10"}, {"30筷行吗", "money=30"}, {"三合装的", ""},
		{"兰色还有吗", "colour=蓝色"}, {"洪色L", "colour=红色 size=L"}, {"红瑟XL", "colour=红色 size=XL"}, {"录色的没了?", "colour=绿色"}, {"卡奇色 38马", "colour=卡其色 size=38"}, {"黑社会", ""}, {"干涩不干涩", ""}, {"马上发货", ""},
		{"3见面礼", "number=3"},
	})
}

// Words of couriers by their sound.
func TestCodesMisspelt(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"快弟单号 434857201938475 查不到", "tracking_no=434857201938475"}, {"物留单号773920184756302", "tracking_no=773920184756302"}, {"中痛快递 75839201847563 在哪", "tracking_no=75839201847563"},
		{"圆通 8817263549201 三天没更新", "tracking_no=8817263549201"}, {"单号773849201837465显示签收 我没拿到", "tracking_no=773849201837465"}, {"運單號 SF1928374655019 卡住了", "tracking_no=SF1928374655019"},
		{"退回去的单号是YT2938475610293", "tracking_no=YT2938475610293"}, {"包裹432918374650192还在路上?", "tracking_no=432918374650192"}, {"订单号3928471029384756102", "order_no=3928471029384756102"},
		{"訂單 250819 3847 1029 查一下", "order_no=25081938471029"}, {"tracking JT3049182736455 stuck", "tracking_no=JT3049182736455"},
		{"parcel no. 4938201746352 where is it", "tracking_no=4938201746352"}, {"order no. 88213409 refund please", "order_no=88213409"}, {"打这个电话13677889900", "phone=13677889900"},
		{"换个号码 199 0011 2233", "phone=19900112233"}, {"座机010-66554433", "phone=010-66554433"}, {"定单号3928471029 帮看下", "order_no=3928471029"}, {"電話 0912-345-678", "phone=0912345678"},
		{"电话号 一五九 三三四四 五五六六", "phone=15933445566"}, {"单子123456789012 改个地址", "order_no=123456789012"},
	})
}
