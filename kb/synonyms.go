package kb

// builtin are groups of words that mean the same to a shop, written in the
// normal form of package text. The first of each is only the group's name.
// Groups that share a word are one group.
var builtin = [][]string{
	// How questions are asked.
	{"怎么", "如何", "怎样", "怎么样", "咋", "咋样", "怎么个", "要怎么", "该怎么", "how do i", "how can i", "how to", "how do you"},
	{"什么", "啥", "神马", "甚么", "what", "which"},
	{"为什么", "为何", "为啥", "干嘛", "why"},
	{"什么时候", "啥时候", "几时", "何时", "什么时间", "啥时", "哪天", "when"},
	{"多久", "多长时间", "几天", "多少天", "要几天", "多少时间", "how long"},
	{"哪里", "哪儿", "哪", "什么地方", "何处", "哪个", "哪边", "where"},
	{"多少", "几", "how much", "how many"},
	{"能", "可以", "能不能", "可不可以", "是否可以", "能否", "可否", "是否能", "可不可", "can i", "could i", "may i", "can you", "could you"},
	{"会", "会不会", "是否会", "容易", "will it", "does it"},
	{"有", "有没有", "是否有", "有无", "do you have", "is there", "are there"},
	{"是", "是不是", "是否", "是否是", "is it"},
	{"要", "要不要", "需要", "需不需要", "是否需要", "用不用", "是否要"},
	{"支持", "支不支持", "是否支持"},
	{"没有", "没", "木有", "还没", "还没有"},
	// The order, its price and its way.
	{"包邮", "免邮", "免运费", "免邮费", "包运费", "包快递", "free shipping", "free delivery", "free postage"},
	{"运费", "邮费", "快递费", "物流费", "配送费", "shipping cost", "shipping fee", "delivery fee", "postage"},
	{"快递", "物流", "courier"},
	{"发货", "寄出", "发出", "寄货", "出货", "dispatch"},
	{"到货", "送到", "送达", "收到货"},
	{"下单", "拍下", "拍单", "购买", "买", "buy", "purchase"},
	{"尺码", "尺寸", "大小", "码数", "码子", "size", "sizing"},
	{"多少钱", "什么价", "啥价", "价格", "价钱", "怎么卖", "how much is", "price"},
	{"便宜点", "优惠点", "少点", "便宜些", "再便宜", "便宜一点", "优惠一点"},
	{"优惠券", "优惠卷", "优惠劵", "券", "coupon", "voucher"},
	{"赠品", "小礼品", "小礼物", "gift"},
	{"有货", "现货", "有库存", "in stock"},
	{"没货", "断货", "缺货", "无货", "售罄", "卖完", "out of stock", "sold out"},
	{"补货", "上货", "restock"},
	{"退款", "退钱", "refund", "money back"},
	{"退货", "退回", "退掉", "return"},
	{"换货", "调换", "更换", "exchange"},
	{"退换", "退换货"},
	{"发票", "开票", "开发票", "开具发票", "开个发票", "开张发票", "invoice", "receipt"},
	{"货到付款", "到付", "cash on delivery"},
	{"付款", "付钱", "支付", "pay", "payment"},
	{"地址", "收货地址", "住址", "address"},
	{"修改", "更改", "改"},
	{"手机号", "电话", "手机号码", "电话号码", "联系方式"},
	{"客服", "人工", "真人"},
	{"签收", "收货"},
	{"保修", "质保", "warranty", "guarantee"},
	{"顺丰", "顺丰快递", "sf"},
	// The goods.
	{"材质", "面料", "料子", "布料", "材料", "什么做的", "material", "fabric"},
	{"质量", "品质", "quality"},
	{"正品", "真货", "真品", "行货", "原装正品", "genuine", "authentic"},
	{"假货", "仿品", "仿货", "冒牌", "fake"},
	{"掉色", "褪色", "脱色"},
	{"起球", "起毛球", "起毛"},
	{"机洗", "洗衣机洗", "用洗衣机", "machine wash", "machine washable"},
	{"色差", "颜色差", "颜色一样", "偏色"},
	{"防水", "防雨", "waterproof"},
	{"保质期", "有效期", "shelf life"},
	{"坏", "坏了", "故障", "broken"},
	{"推荐", "介绍", "recommend"},
	// Words that a filler begins, so that they stay whole.
	{"亲子"}, {"亲肤"}, {"亲自"}, {"亲测"}, {"亲人", "亲戚"}, {"么么"}, {"哈密瓜"}, {"吧台"},
}

// fillers are words without a matter of their own. They are left out of
// questions and ways of asking, unless nothing else is there.
var fillers = []string{
	"请问", "请问下", "请问一下", "你好", "您好", "亲亲", "亲", "麻烦", "谢谢", "想问", "想问下", "想问一下", "问一下", "问下", "我想问", "我想问下", "我想问一下",
	"想知道", "想了解", "谁知道", "帮我看看", "帮忙看下", "跪求", "在吗", "吗", "呢", "啊", "呀", "吧", "哦", "嘛", "哈", "呗", "噢", "喔", "诶", "的", "了", "么", "咯", "啦",
	"这个", "那个", "这款", "那款", "这条", "那条", "这件", "那件", "这双", "那双", "这套", "那套", "这种", "这里", "你家", "你们家", "你们", "贵店", "店里", "咱家", "咱们",
	"please", "hi", "hello",
}

// common is how often symbols that say little occur in questions anywhere, as
// a share of the questions: a small base cannot know it.
var common = []struct {
	share float64
	chars string
	words []string
}{
	{.20, "我你您是有在", []string{"i", "you", "my", "the", "a", "is", "to", "do", "it", "of"}},
	{.10, "他她它们这那个就都也还要会能可以一不来去上下好大家人", []string{"are", "your", "me", "for", "in", "on", "this", "that", "have", "can", "if", "and", "with", "be", "will", "does", "am", "we", "an", "at"}},
	{.05, "给让把被和与或跟对从到得着过很太最比较说做用想知道求里面后前时候点些种时请来么回再已经自己", []string{"get", "want", "would", "like", "there", "from", "how", "what", "when", "any", "not", "or", "so", "but", "need", "was", "did", "has", "by", "as", "them", "they"}},
}
