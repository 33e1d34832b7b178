package intents

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/text"
)

// entityCase is a message with what is read from it: "kind=value" separated by spaces, in the order of mention.
type entityCase struct{ message, want string }

// thursday is the clock of the tests: 5 November 2026.
var thursday = time.Date(2026, 11, 5, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))

// menswear is the catalogue of the tests.
func menswear() *extractor {
	return newExtractor([]Term{
		{Kind: "product", Value: "A2031", Says: []string{"直筒休闲裤", "直筒裤", "休闲裤", "2031", "https://item.example.com/a2031"}},
		{Kind: "product", Value: "A2032", Says: []string{"锥形九分裤", "九分裤", "小脚裤", "https://item.taobao.com/item.htm?id=528105689823"}},
		{Kind: "product", Value: "B1107", Says: []string{"牛津纺长袖衬衫", "牛津纺", "衬衫", "白衬衫"}},
		{Kind: "product", Value: "D4105", Says: []string{"防风连帽夹克", "夹克", "冲锋衣"}},
		{Kind: "colour", Value: "黑色"}, {Kind: "colour", Value: "卡其"}, {Kind: "colour", Value: "灰色"}, {Kind: "colour", Value: "浅蓝"}, {Kind: "colour", Value: "藏青"},
		{Kind: "size", Value: "M"}, {Kind: "size", Value: "L"}, {Kind: "size", Value: "XL"}, {Kind: "size", Value: "2XL"}, {Kind: "size", Value: "定制"},
	}, []List{
		{Name: "courier", Words: []Word{{"顺丰", []string{"sf", "顺风"}}, {"邮政", []string{"ems"}}, {"申通", nil}}},
		{Name: "build", Words: []Word{{"偏胖", []string{"胖", "肚子大", "壮"}}, {"偏瘦", []string{"瘦"}}}},
		{Name: "occasion", Words: []Word{{"通勤", []string{"上班", "商务"}}, {"休闲", []string{"平时", "日常"}}}},
		{Name: "lost_why", Words: []Word{{"价格", []string{"贵"}}, {"款式", []string{"不好看"}}}},
		{Name: "return_why", Words: []Word{{"尺码不合", []string{"大了", "小了"}}}},
		{Name: "fit", Words: []Word{{"偏大", []string{"大了"}}, {"偏小", []string{"小了", "紧"}}}},
	})
}

// read extracts with the clock of the tests.
func read(x *extractor, message string, awaiting ...Slot) ([]Entity, Offer, string) {
	var n text.Normalized
	text.Normalize(&n, message)
	return x.extract(&n, message, Context{Now: thursday, Awaiting: awaiting}, nil)
}

func entitiesString(entities []Entity) string {
	var parts []string
	for _, e := range entities {
		parts = append(parts, e.Kind+"="+e.Str)
	}
	return strings.Join(parts, " ")
}

func checkEntities(t *testing.T, x *extractor, cases []entityCase, awaiting ...Slot) {
	t.Helper()
	for _, c := range cases {
		found, _, _ := read(x, c.message, awaiting...)
		if got := entitiesString(found); got != c.want {
			t.Errorf("%s\n  got  %s\n  want %s", c.message, got, c.want)
		}
		for _, e := range found {
			require.Equal(t, c.message[e.Start:e.End], e.Text, c.message)
			require.NotEmpty(t, e.Text, c.message)
		}
	}
}

func TestBody(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"一米七五穿什么码", "height_cm=175"},
		{"我1米8 体重75公斤", "height_cm=180 weight_kg=75"},
		{"1m72,62kg", "height_cm=172 weight_kg=62"},
		{"1米65 98斤能穿s吗", "height_cm=165 weight_kg=49 size=S"},
		{"1.78米的个子", "height_cm=178"},
		{"一米六,一百斤", "height_cm=160 weight_kg=50"},
		{"身高一七八 体重一百四", "height_cm=178 weight_kg=70"},
		{"175/65kg选啥码", "height_cm=175 weight_kg=65"},
		{"我175 130", "height_cm=175 weight_kg=65"},
		{"我爸170 60 穿得下不", "height_cm=170 weight_kg=60"},
		{"165 110斤", "height_cm=165 weight_kg=55"},
		{"175 130穿多大", "height_cm=175 weight_kg=65"},
		{"165,110斤该拍哪个码", "height_cm=165 weight_kg=55"},
		{"130斤 172的身高", "weight_kg=65 height_cm=172"},
		{"身高体重165/110", "height_cm=165 weight_kg=55"},
		{"我身高是168,体重120多斤", "height_cm=168 weight_kg=60"},
		{"体重130", "weight_kg=65"},
		{"体重65", "weight_kg=65"},
		{"55公斤的话穿M行不", "weight_kg=55 size=M"},
		{"净身高170", "height_cm=170"},
		{"175cm/70kg", "height_cm=175 weight_kg=70"},
		{"180cm 90 穿几码", "height_cm=180 weight_kg=90"},
		{"170 100 要什么尺码", "height_cm=170 weight_kg=50"},
		{"1米7 125", "height_cm=170 weight_kg=62.5"},
		{"五尺七的男的", "height_cm=190"},
		{"5'10\" 160 lbs, what size?", "height_cm=177.8 weight_kg=72.6"},
		{"I'm 5'7 and 130 pounds", "height_cm=170.2 weight_kg=59"},
		{"i am 5 ft 10 in, 70 kg", "height_cm=177.8 weight_kg=70"},
		{"5ft9 150 lbs", "height_cm=175.3 weight_kg=68"},
		{"height 172 weight 58", "height_cm=172 weight_kg=58"},
		{"165穿什么码合适", "height_cm=165"},
		{"腰围2尺4", "waist_cm=80"},
		{"2尺1的腰", "waist_cm=70"},
		{"腰二尺三寸", "waist_cm=76.7"},
		{"我腰围2尺4臀围98", "waist_cm=80 hip_cm=98"},
		{"腰围82,臀围102", "waist_cm=82 hip_cm=102"},
		{"臀98", "hip_cm=98"},
		{"胸围96厘米", "bust_cm=96"},
		{"98的臀围能穿L不", "hip_cm=98 size=L"},
		{"三围90 62 92", "bust_cm=90 waist_cm=62 hip_cm=92"},
		{"腰围32寸", "waist_cm=81.3"},
		{"waist 32 inches hips 40 inches", "waist_cm=81.3 hip_cm=101.6"},
		{"bust 92cm", "bust_cm=92"},
		{"身高175体重140斤腰围2尺5", "height_cm=175 weight_kg=70 waist_cm=83.3"},
		{"宝宝身高110 体重38斤穿多大码", "height_cm=110 weight_kg=19"},
		{"1米8的床能铺吗", ""},
		{"2米长的线有吗", ""},
		{"衣长75cm", ""},
		{"核桃5斤装多少钱", ""},
		{"买5斤送不送", ""},
		{"大米10公斤包邮吗", ""},
		{"屏幕55英寸", ""},
		{"这个床1.8米的", ""},
		{"承重150公斤吗", ""},
		{"有没有20乘以20的", ""},
		{"男 178 150斤 肚子大", "height_cm=178 weight_kg=75"},
		{"110-120斤穿什么", "weight_kg=55 weight_kg=60"},
		{"身高:175 体重:65", "height_cm=175 weight_kg=65"},
		{"身高一百七十五公分,體重七十公斤", "height_cm=175 weight_kg=70"},
		{"180的身高 160的体重", "height_cm=180 weight_kg=80"},
		{"165.5cm 53.5kg", "height_cm=165.5 weight_kg=53.5"},
		{"一七五 一百三", "height_cm=175 weight_kg=65"},
		{"我儿子1米2,50斤", "height_cm=120 weight_kg=25"},
		{"体重大概一百三四", "weight_kg=65"},
		{"waist 32, height 5'9\"", "waist_cm=81.3 height_cm=175.3"},
		{"5 foot 8, 160lb", "height_cm=172.7 weight_kg=72.6"},
		{"袖长60 肩宽45", ""},
		{"裤子28的腰围多少", "size=28"},
		{"胸围104,拿185还是190", "bust_cm=104 size=185 size=190"},
		{"他俩尺寸一样么", ""},
		{"my daughter is 120 cm and 23 kg, what fits her", "height_cm=120 weight_kg=23"},
		{"核桃一斤几个", ""},
		{"一台一百的高空费", "quantity=1 number=100"},
		{"再加两米行吗", ""},
	})
}

func TestMoney(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"二十块五", "money=20.5"}, {"120块", "money=120"}, {"¥99能买吗", "money=99"}, {"99.9元", "money=99.9"}, {"$20 is fine", "money=20"},
		{"9块9包邮的那个", "money=9.9"}, {"五十块钱", "money=50"}, {"一百二十块", "money=120"}, {"两百五十元", "money=250"}, {"20块5毛", "money=20.5"},
		{"少十块行不", "money=10"}, {"别家才59", "money=59"}, {"人家卖59", "money=59"}, {"便宜20", "money=20"}, {"我只有90了", "money=90"},
		{"原价199现价159", "money=199 money=159"}, {"满300减40", "money=300 money=40"}, {"预算200左右", "money=200"}, {"1,299元", "money=1299"},
		{"rmb99可以不", "money=99"}, {"退我30块", "money=30"}, {"补差价15", "money=15"}, {"花了238", "money=238"}, {"运费12块", "money=12"},
		{"5毛钱也行", "money=0.5"}, {"100多块", "money=100"}, {"80到90块", "money=80 money=90"}, {"20 dollars", "money=20"}, {"两块肥皂", "quantity=2"},
		{"跟另一单并一块发", ""}, {"一块儿寄", ""}, {"一起拍", ""}, {"一块钱的运费险", "money=1"}, {"便宜一点", ""}, {"有点贵", ""},
		{"100以内的有吗", "money=100"}, {"200左右的外套", "money=200"}, {"价格在50到80之间", "money=50 money=80"}, {"229的价格只限一件吗", "money=229 quantity=1"}, {"满89减3", "money=89 money=3"},
		{"89优惠3元", "money=89 money=3"}, {"还差5块包邮", "money=5"}, {"几十块钱", ""}, {"我买的时候159", "money=159"}, {"一块发吧", ""}, {"九十九块九毛九", "money=99.99"}, {"39.9是一件的价吗", "money=39.9 quantity=1"}, {"1299的机子保几年", "money=1299"}, {"你这三百二,别家二百八", "money=320 money=280"}, {"现在要189?", "money=189"}, {"两百整,行就发我", "money=200"}, {"充100话费", "money=100"}, {"399的和559的差在哪", "money=399 money=559"}, {"119超预算了", "money=119"}, {"涨价了上次是80", "money=80"},
		{"零钱不够", ""}, {"3万8千", "number=38000"},
	})
}

func TestDiscounts(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"打8折吧", "discount=0.8"}, {"八五折", "discount=0.85"}, {"打88折", "discount=0.88"}, {"9.8折", "discount=0.98"}, {"八折行吗", "discount=0.8"},
		{"7.5折可以不", "discount=0.75"}, {"对折卖吗", "discount=0.5"}, {"20% off", "discount=0.8"}, {"can i get 15% discount", "discount=0.85"},
		{"三折伞有吗", ""}, {"能打折吗", ""}, {"二折叠屏", ""}, {"九五折", "discount=0.95"}, {"含棉95%", ""}, {"80%棉20%涤", ""}, {"一折", "discount=0.1"},
		{"两件八折", "quantity=2 discount=0.8"}, {"八点五折", "discount=0.85"}, {"half price?", "discount=0.5"},
	})
}

func TestQuantities(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"要3件", "quantity=3"}, {"来两条", "quantity=2"}, {"一双够了", "quantity=1"}, {"半打怎么卖", "quantity=6"}, {"拍三袋", "quantity=3"},
		{"我买了五盒", "quantity=5"}, {"十二个", "quantity=12"}, {"2 件", "quantity=2"}, {"三包", "quantity=3"}, {"国家三包政策", ""}, {"黑色x2", "colour=黑色 quantity=2"},
		{"3 pairs please", "quantity=3"}, {"两三件", ""}, {"十几件", ""}, {"哪一件好看", ""}, {"换一个吧", ""}, {"一个也没有", ""}, {"这一条", ""},
		{"第二件半价", ""}, {"每人限购2件吗", "quantity=2"}, {"7天无理由", ""}, {"3天到吗", ""}, {"两个月了", ""}, {"一个星期", ""}, {"等了两个小时", ""},
		{"三件套", ""}, {"20片装", ""}, {"快递外面湿了一大片", ""}, {"换了两张卡都不行", ""}, {"two of them please", "quantity=2"}, {"买一送一吗", ""}, {"买2送1", ""}, {"一下单就发吗", ""}, {"一直没货", ""}, {"一样的吗", ""}, {"百分百纯棉", ""},
		{"三个颜色都要", ""}, {"要俩", "quantity=2"}, {"能退11包吗", "quantity=11"}, {"再来一件", "quantity=1"}, {"就一条", "quantity=1"}, {"我要买10大包", "quantity=10"}, {"这两个有什么区别", ""}, {"两个地址", ""}, {"two pairs please", "quantity=2"}, {"一箱24瓶装", "quantity=1"}, {"两单一起发", ""}, {"拍2发3", ""}, {"3送1", ""}, {"一条龙服务", ""}, {"少发了一件", "quantity=1"},
	})
}

func TestSizes(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"L码有吗", "size=L"}, {"有xl不", "size=XL"}, {"2XL", "size=XXL"}, {"xxxl有货没", "size=3XL"}, {"3XL还有吗", "size=3XL"}, {"拍了M", "size=M"},
		{"大码", "size=L"}, {"小码中码都没了?", "size=S size=M"}, {"加大的有没有", "size=XL"}, {"均码吗", "size=F"}, {"大号还有货么", "size=L"}, {"28码", "size=28"},
		{"42码的鞋", "size=42"}, {"36码半", "size=36.5"}, {"175/92A", "size=175/92A"}, {"170/88a有么", "size=170/88A"}, {"平时穿28的", "size=28"}, {"我穿42", "size=42"},
		{"穿165的", "size=165"}, {"28号的裤子", "size=28"}, {"37号鞋", "size=37"}, {"有28号吗", "size=28"}, {"S号M号都行", "size=S size=M"}, {"黑色M2件", "colour=黑色 size=M quantity=2"},
		{"XL还是XXL", "size=XL size=XXL"}, {"size M please", "size=M"}, {"do you have it in medium?", "size=M"}, {"is it too small", ""}, {"runs large", ""}, {"size 28", "size=28"},
		{"穿多大码", ""}, {"大一码", ""}, {"小一号", ""}, {"最大码是多少", ""}, {"V领的", ""}, {"I'm sure", ""}, {"it's ok", ""}, {"500ml的", ""}, {"A字裙", ""}, {"T恤", ""},
		{"L型沙发", ""}, {"p.s. hi", ""}, {"换成l", "size=L"}, {"尺码L", "size=L"}, {"Ｌ码", "size=L"}, {"加大力度", ""}, {"eu 42", "size=42"}, {"欧码40码", "size=40"}, {"鞋子40改41", "size=40 size=41"}, {"42的顶脚,换43", "size=42 size=43"}, {"我要37的", "size=37"}, {"身高85拿80还是90", "height_cm=85 size=80 size=90"}, {"75B的有吗", "size=75B"}, {"拍几XL", ""}, {"加大够不够", "size=XL"}, {"尺码拿不准39还是40", "size=39 size=40"}, {"i got a 40 but need 41, can you exchange", "size=40 size=41"},
	})
}

func TestColours(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"黑色有吗", "colour=黑色"}, {"要黑的", "colour=黑色"}, {"黑L码", "colour=黑色 size=L"}, {"黑和白哪个好看", "colour=黑色 colour=白色"}, {"那白色的呢", "colour=白色"},
		{"藏青", "colour=藏青色"}, {"卡其", "colour=卡其色"}, {"军绿色没货?", "colour=军绿色"}, {"浅灰", "colour=浅灰色"}, {"米白", "colour=米白色"}, {"大红", "colour=红色"},
		{"black有没有", "colour=黑色"}, {"do you have black", "colour=black"}, {"navy blue in L", "colour=navy size=L"}, {"gray one", "colour=gray"}, {"the grey one", "colour=grey"},
		{"有红色和蓝色吗", "colour=红色 colour=蓝色"}, {"換黑色", "colour=黑色"}, {"咖啡色", "colour=咖啡色"}, {"酒红色和墨绿", "colour=酒红色 colour=墨绿色"},
		{"我要白", "colour=白色"}, {"白条能用吗", ""}, {"红包怎么领", ""}, {"蓝牙连不上", ""}, {"黑心商家", ""}, {"明白了", ""}, {"白送我都不要", ""}, {"绿茶多少钱", ""},
		{"有色差吗", ""}, {"什么颜色", ""}, {"掉色吗", ""}, {"黄金", ""}, {"粉丝", ""}, {"会发黄吗", ""}, {"蓝白条纹", ""}, {"大红袍", ""}, {"深色还是浅色", ""}, {"按钮是灰的", ""}, {"肤色的", "colour=肤色"}, {"黑鞋子配什么袜子", "colour=黑色"}, {"黑/灰各一件", "colour=黑色 colour=灰色 quantity=1"}, {"红的蓝的都要", "colour=红色 colour=蓝色"}, {"黑色嘅有冇貨", "colour=黑色"}, {"太黑了拍的", ""},
	})
}

func TestCodes(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"18812345678", "phone=18812345678"}, {"电话改成188 1234 5678", "phone=18812345678"}, {"+86 13900001111", "phone=13900001111"}, {"188-1234-5678", "phone=18812345678"},
		{"0571-88886666", "phone=0571-88886666"}, {"打400-123-4567没人接", "phone=4001234567"}, {"我的手机号是13712345678,别打错", "phone=13712345678"},
		{"188****5678", ""}, {"SF1234567890123", "tracking_no=SF1234567890123"}, {"sf1234567890123到哪了", "tracking_no=SF1234567890123"}, {"YT7412589630147", "tracking_no=YT7412589630147"},
		{"JDVA12345678901查下", "tracking_no=JDVA12345678901"}, {"EA123456789CN", "tracking_no=EA123456789CN"}, {"快递单号773012345678901", "tracking_no=773012345678901"},
		{"单号 4312345678901 没动静", "tracking_no=4312345678901"}, {"订单号1234567890123456789", "order_no=1234567890123456789"}, {"订单编号:2024061800123", "order_no=2024061800123"},
		{"订单1001到哪了", "order_no=1001"}, {"1001这单改下地址", "order_no=1001"}, {"2310567890123456789", "order_no=2310567890123456789"}, {"order #10234 where is it", "order_no=10234"},
		{"order number AB20231105", "order_no=AB20231105"}, {"拼的单230615-123456789012345", "order_no=230615-123456789012345"}, {"528105689823这款有货吗", ""}, {"韵达4312009988776", "tracking_no=4312009988776"}, {"身份证330102199001011234", ""}, {"银行卡6222021234567890123", ""}, {"QQ123456789", ""}, {"545468795743亲发什么快递", ""}, {"528690173109528105689823", ""}, {"phone 415-555-0132", "phone=4155550132"}, {"商品编号100012043978", ""}, {"中通 7530 1122 3344 55", "tracking_no=75301122334455"}, {"查一下单号SF2233445566778", "tracking_no=SF2233445566778"},
		{"订单改一下", ""}, {"订单3件少发1件", "quantity=3 quantity=1"}, {"https://item.taobao.com/item.htm?id=600123456789 这个", "product=https://item.taobao.com/item.htm?id=600123456789"},
		{"看看这个 https://detail.tmall.com/item.htm?id=1&x=2", "product=https://detail.tmall.com/item.htm?id=1&x=2"}, {"item.jd.com/100012043978.html", "product=item.jd.com/100012043978.html"},
		{"发我邮箱abc12@qq.com", ""}, {"https://www.example.org/a1", ""}, {"tracking number 9400111899223", "tracking_no=9400111899223"},
	})
}

func TestRegions(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"到成都几天", "region=成都"}, {"寄新疆运费多少", "region=新疆"}, {"浙江杭州", "region=浙江 region=杭州"}, {"发内蒙要补钱吗", "region=内蒙古"}, {"杭州市能送吗", "region=杭州"},
		{"广西壮族自治区发货吗", "region=广西"}, {"四川省成都市青羊区1号", "region=四川 region=成都"}, {"义乌到不了?", "region=义乌"}, {"昆山 明天能到吗", "region=昆山 date=2026-11-06"}, {"从上海寄到北京", "region=上海 region=北京"},
		{"我在海淀区", "region=北京"}, {"臺灣寄嗎", "region=台湾"}, {"香港能发吗", "region=香港"}, {"ship to Shanghai", "region=上海"}, {"桐庐县送不送", "region=桐庐"}, {"延边州包邮吗", "region=延边"},
		{"吉林市", "region=吉林"}, {"江苏省", "region=江苏"}, {"六安几天能到", "region=六安"}, {"发到三亚", "region=三亚"}, {"九江和萍乡", "region=九江 region=萍乡"}, {"到成都路上几天", "region=成都"},
		{"寄到开封", "region=开封"}, {"开封了还能退吗", ""}, {"南京路", ""}, {"上海路88弄", ""}, {"大理石纹的", ""}, {"新疆长绒棉的吗", ""}, {"哈密瓜", ""}, {"这东西安装难吗", ""}, {"江西鄱阳凰岗", "region=江西 region=鄱阳"}, {"广东省深圳市南山区科技园", "region=广东 region=深圳"}, {"苏州昆山", "region=苏州"}, {"寄臺北要幾日", "region=台北"}, {"泡普洱茶用", ""}, {"中山路1号", ""}, {"do you ship to Beijing?", "region=北京"},
		{"发韩国吗", ""}, {"能寄美国不", ""}, {"江浙沪包邮吗", ""}, {"六一有活动吗", ""}, {"三明治机", ""}, {"中山装", ""}, {"通化几天", "region=通化"}, {"长沙发货吗", "region=长沙"},
	})
}

func TestProvince(t *testing.T) {
	for region, want := range map[string]string{
		"杭州": "浙江", "浙江": "浙江", "浙江省": "浙江", "杭州市": "浙江", "余杭区": "浙江", "义乌": "浙江", "昆山市": "江苏", "北京": "北京", "海淀区": "北京", "重庆": "重庆", "新疆": "新疆",
		"乌鲁木齐": "新疆", "石河子": "新疆", "吉林": "吉林", "长春": "吉林", "台北": "台湾", "台灣": "台湾", "香港": "香港", "Hangzhou": "浙江", "内蒙": "内蒙古", "三沙": "海南", "济源": "河南",
		"": "", "首尔": "", "杭": "", "杭州湾": "", "黑色": "",
	} {
		require.Equal(t, want, Province(region), region)
	}
}

func TestDates(t *testing.T) {
	// Thursday, 5 November 2026.
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"今天能发吗", "date=2026-11-05"}, {"明天到吗", "date=2026-11-06"}, {"后天", "date=2026-11-07"}, {"大后天", "date=2026-11-08"}, {"昨天拍的", "date=2026-11-04"}, {"前天", "date=2026-11-03"},
		{"周五前能到吗", "date=2026-11-06"}, {"星期天送", "date=2026-11-08"}, {"礼拜二", "date=2026-11-10"}, {"下周一", "date=2026-11-09"}, {"下下周三", "date=2026-11-18"}, {"这周末", "date=2026-11-07"}, {"周末送来", "date=2026-11-07"},
		{"这周二", "date=2026-11-03"}, {"上周五买的", "date=2026-10-30"}, {"周二下的单", "date=2026-11-03"}, {"周四", "date=2026-11-05"},
		{"18号要用", "date=2026-11-18"}, {"3号下的单", "date=2026-11-03"}, {"28号能到不", "date=2026-11-28"}, {"2号之前能到吗", "date=2026-12-02"}, {"30号买的", "date=2026-10-30"}, {"12月1号前", "date=2026-12-01"},
		{"6月18号", "date=2026-06-18"}, {"10月20号买的", "date=2026-10-20"}, {"1月5号能到吗", "date=2027-01-05"}, {"十一月二十号", "date=2026-11-20"}, {"2026-11-20", "date=2026-11-20"},
		{"2026年12月3日", "date=2026-12-03"}, {"2026/12/3", "date=2026-12-03"}, {"11.8号", "date=2026-11-08"}, {"月底前", "date=2026-11-30"}, {"下月底", "date=2026-12-31"}, {"下个月5号发工资", "date=2026-12-05"}, {"本月20号", "date=2026-11-20"},
		{"tomorrow", "date=2026-11-06"}, {"by friday", "date=2026-11-06"}, {"next monday", "date=2026-11-09"}, {"will it arrive by november 18", "date=2026-11-18"}, {"18th of november", "date=2026-11-18"}, {"dec 3rd", "date=2026-12-03"}, {"后天在家,后天送吧", "date=2026-11-07"}, {"today or tomorrow?", "date=2026-11-05 date=2026-11-06"},
		{"聽日送得唔得", "date=2026-11-06"}, {"今晚发", "date=2026-11-05"}, {"2月30号", ""}, {"13月1号", ""}, {"32号", ""}, {"618有活动吗", ""}, {"双十一什么价", ""}, {"国庆发货吗", ""}, {"3天内", ""}, {"一个月", ""}, {"下午两点钟送", ""},
		{"8点半", ""}, {"20:30以后", ""}, {"每天", ""}, {"天天都穿", ""}, {"5号电池", ""}, {"上个月20号", "date=2026-10-20"}, {"8月底能到货吗", "date=2027-08-31"}, {"每周三上新", ""}, {"十一发货吗", ""}, {"3号色", ""}, {"明年1月3号", "date=2027-01-03"}, {"这个月25号", "date=2026-11-25"}, {"1号链接", ""}, {"三日内发", ""}, {"五一活动", ""}, {"2月29号", "date=2028-02-29"},
		{"今天都19号了怎么还是17号的信息", "date=2026-11-05 date=2026-11-19 date=2026-11-17"},
	})
}

func TestNumbersAndTraps(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"172", "number=172"}, {"2", "number=2"}, {"130", "number=130"}, {"88", ""}, {"谢谢88", ""}, {"先这样吧,886", ""}, {"88~", ""}, {"88vip有折扣吗", ""}, {"1688上进的货?", ""},
		{"iPhone 15能用吗", ""}, {"支持5G吗", ""}, {"华为60手机壳", ""}, {"12315", ""}, {"8+256的", ""}, {"4k屏", ""}, {"95后", ""}, {"666", ""}, {"24小时发货吗", ""}, {"一点也不好", ""}, {"百分之百", ""},
		{"第2个", ""}, {"第三个", ""}, {"3代", ""}, {"1号店", ""}, {"90后", ""}, {"100%棉", ""}, {"双11", ""}, {"两点钟", ""}, {"十分满意", ""}, {"万一不合适呢", ""}, {"唯一", ""}, {"三无产品", ""},
		{"", ""}, {"   ", ""}, {"😀😀", ""}, {"asdfgh", ""}, {"\xff\xfe1\x002", "number=12"}, {"你们老板手机型号多少", ""}, {"???", ""}, {"一百三", "number=130"}, {"一", ""}, {"有一说一", ""},
	})
}

func TestShopWords(t *testing.T) {
	checkEntities(t, menswear(), []entityCase{
		{"直筒裤有黑色吗", "product=A2031 colour=黑色"}, {"直筒休闲裤", "product=A2031"}, {"a2031还有吗", "product=A2031"}, {"2031有货没", "product=A2031"}, {"2031元", "money=2031"},
		{"https://item.example.com/a2031?spm=1.2.3 这条", "product=A2031"}, {"http://item.example.com/A2031/", "product=A2031"}, {"https://item.taobao.com/item.htm?spm=a1z.2&id=528105689823&sku=1", "product=A2032"}, {"528105689823有货吗", "product=A2032"},
		{"卡其色L码", "colour=卡其 size=L"}, {"浅蓝色有没有", "colour=浅蓝"}, {"navy", "colour=藏青"}, {"黑的", "colour=黑色"}, {"grey的呢", "colour=灰色"}, {"红色有吗", "colour=红色"}, {"xxl有吗", "size=2XL"}, {"2xl", "size=2XL"}, {"做定制的多少钱", "size=定制"},
		{"发sf", "courier=顺丰"}, {"顺风能发吗", "courier=顺丰"}, {"SF1234567890123", "tracking_no=SF1234567890123"}, {"那偏胖呢", "build=偏胖"}, {"有点胖", "build=偏胖"}, {"寄贵州多少", "region=贵州"}, {"太贵了", "lost_why=价格"},
		{"大了", "return_why=尺码不合 fit=偏大"}, {"平时穿28的", "occasion=休闲 size=28"}, {"白衬衫M码", "product=B1107 size=M"}, {"夹克有M码吗,几天到杭州", "product=D4105 size=M region=杭州"}, {"休闲裤上班能穿吗", "product=A2031 occasion=通勤"},
		{"尺码换成XL,发顺丰", "size=XL courier=顺丰"}, {"寄件emsx", ""}, {"只有90了", "money=90"},
	})
	jeans := newExtractor([]Term{{Kind: "size", Value: "28"}, {Kind: "size", Value: "29"}, {Kind: "colour", Value: "Black"}, {Kind: "product", Value: "10086", Says: []string{"10086号牛仔裤"}}}, nil)
	checkEntities(t, jeans, []entityCase{
		{"28还有吗", "size=28"}, {"29和30都要", "size=29 number=30"}, {"28块", "money=28"}, {"black please", "colour=Black"}, {"黑色", "colour=Black"}, {"10086有吗", "product=10086"},
	})
}

func TestSpans(t *testing.T) {
	for _, c := range []struct{ message, text string }{
		{"我要Ｌ码的", "Ｌ码"}, {"身高１７５", "１７５"}, {"一米七五", "一米七五"}, {"寄到杭州市余杭区", "杭州市余杭区"}, {"二十块五吧", "二十块五"}, {"给¥99", "¥99"}, {"SF1234\u200b567890123", "SF1234\u200b567890123"},
		{"weight 65㎏", "65㎏"}, {"腰围2尺4寸", "2尺4寸"}, {"周五前到", "周五"}, {"要黑的", "黑"},
	} {
		found, _, _ := read(newExtractor(nil, nil), c.message)
		require.Len(t, found, 1, c.message)
		require.Equal(t, c.text, found[0].Text, c.message)
		require.Equal(t, c.text, c.message[found[0].Start:found[0].End], c.message)
	}
}

func TestAwaiting(t *testing.T) {
	x := newExtractor(nil, nil)
	height := Slot{Name: "height_cm", Kind: "height", Min: 140, Max: 210}
	weight := Slot{Name: "weight_kg", Kind: "weight_kg", Units: []Unit{{"斤", 90, 300}, {"kg", 35, 90}}}
	waist := Slot{Name: "waist_cm", Kind: "waist_cm", Min: 55, Max: 140}
	for _, c := range []struct {
		message, want string
		awaiting      []Slot
	}{
		{"172", "height_cm=172", []Slot{height}},
		{"1.72", "height_cm=172", []Slot{height}},
		{"一七二", "height_cm=172", []Slot{height}},
		{"250", "number=250", []Slot{height}},
		{"130", "weight_kg=65", []Slot{weight}},
		{"90", "weight_kg=45", []Slot{weight}},
		{"62左右", "weight_kg=62", []Slot{weight}},
		{"一百三", "weight_kg=65", []Slot{weight}},
		{"172 130", "height_cm=172 weight_kg=65", []Slot{height, weight}},
		{"172,130", "height_cm=172 weight_kg=65", []Slot{height, weight}},
		{"130", "weight_kg=65", []Slot{height, weight}},
		{"80", "waist_cm=80", []Slot{waist}},
		{"2.4", "waist_cm=80", []Slot{waist}},
		{"2尺4", "waist_cm=80", []Slot{waist}},
		{"98", "hip_cm=98", []Slot{{Kind: "hip"}}},
		{"98cm", "hip_cm=98", []Slot{{Kind: "hip", Min: 70, Max: 150}}},
		{"2尺9", "hip_cm=96.7", []Slot{{Kind: "hip", Min: 70, Max: 150}}},
		{"200", "money=200", []Slot{{Kind: "money"}}},
		{"28", "size=28", []Slot{{Kind: "size"}}},
		{"大的", "size=L", []Slot{{Kind: "size"}}},
		{"中", "size=M", []Slot{{Kind: "size"}}},
		{"2", "quantity=2", []Slot{{Kind: "quantity"}}},
		{"两", "quantity=2", []Slot{{Kind: "quantity"}}},
		{"18", "date=2026-11-18", []Slot{{Kind: "date"}}},
		{"3号吧", "date=2026-12-03", []Slot{{Kind: "date"}}},
		{"28号", "size=28", []Slot{{Kind: "size"}}},
		{"28号", "date=2026-11-28", []Slot{{Kind: "date"}}},
		{"3", "number=3", []Slot{{Kind: "number"}}},
		{"88", "bust_cm=88", []Slot{{Kind: "bust"}}},
		{"12345678", "order_no=12345678", []Slot{{Kind: "order_no"}}},
		{"1001", "order_no=1001", []Slot{{Kind: "order_no"}}},
		{"身高172,体重130", "height_cm=172 weight_kg=65", []Slot{weight}},
	} {
		checkEntities(t, x, []entityCase{{c.message, c.want}}, c.awaiting...)
	}
}

func FuzzExtract(f *testing.F) {
	for _, s := range []string{"175/65kg 黑色L码两件150卖不卖", "5'10\" 150lbs", "https://item.taobao.com/?id=1 88", "2026-2-30 13月1号", "SF1234567890123", "浙江省杭州市", "\u202e１２３", "￥￥20块5毛5", "1:2:3-4~5到6", "三围90 60 90", "买2送1x3*4", "X0-1", "X10 1!X1", "1,2件"} {
		f.Add(s, "weight_kg")
	}
	x := menswear()
	f.Fuzz(func(t *testing.T, s, kind string) {
		found, offer, mood := read(x, s, Slot{Kind: kind}, Slot{Kind: "yes_no"}, Slot{Kind: "size"})
		for _, e := range found {
			require.NotEmpty(t, e.Kind)
			require.NotEmpty(t, e.Str)
			require.Less(t, e.Start, e.End)
			require.Equal(t, s[e.Start:e.End], e.Text)
		}
		require.LessOrEqual(t, offer.Start, offer.End)
		require.LessOrEqual(t, offer.End, len(s))
		require.Contains(t, []string{"", "angry", "anxious", "pleased"}, mood)
		again, _, _ := read(x, s, Slot{Kind: kind}, Slot{Kind: "yes_no"}, Slot{Kind: "size"})
		require.Equal(t, found, again)
	})
}

func BenchmarkExtract(b *testing.B) {
	x := menswear()
	var n text.Normalized
	for _, c := range []struct{ name, message string }{
		{"none15", "你好请问这个什么时候可以发货呀"},
		{"entities", "黑色L码两件150卖不卖,明天到杭州"},
		{"english", "hello, when will you ship it?"},
		{"long2000", strings.Repeat("这款裤子掉不掉色呀怎么洗会不会起球", 118)},
	} {
		b.Run(c.name, func(b *testing.B) {
			text.Normalize(&n, c.message)
			out := make([]Entity, 0, 16)
			context := Context{Now: thursday}
			b.ReportAllocs()
			for b.Loop() {
				x.extract(&n, c.message, context, out[:0])
			}
		})
	}
}

func BenchmarkNewExtractor(b *testing.B) {
	words()
	terms := make([]Term, 5000)
	for i := range terms {
		terms[i] = Term{Kind: "product", Value: fmt.Sprintf("P%05d", i), Says: []string{fmt.Sprintf("款式%d号长袖衬衫", i)}}
	}
	b.ReportAllocs()
	for b.Loop() {
		newExtractor(terms, nil)
	}
}
