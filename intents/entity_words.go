package intents

// The words that the extractor knows, as tables. An underline stands for a space.

// colourWords are the colours: canonical Chinese word, canonical English word, other ways of saying it; behind ? is one that is a thing too.
const colourWords = `
黑色 black 黑 纯黑 全黑 黑的 黑色的 黑颜色 黑灰
白色 white 白 纯白 全白 白颜色 本白
红色 red 红 大红 大红色 正红 正红色 红颜色
蓝色 blue 蓝 蓝颜色
绿色 green 绿 绿颜色
黄色 yellow 黄 黄颜色
灰色 grey 灰 gray 灰颜色
紫色 purple 紫 紫颜色
粉色 pink 粉 粉红 粉红色 粉颜色
棕色 brown 棕
褐色 brown_hue 褐
橙色 orange 橘色 橘红 橘红色 橙红 桔色
米色 beige 米黄 米黄色
青色 cyan
金色 gold 金 金黄 金黄色 golden
银色 silver 银 银白 银白色
咖啡色 coffee 咖 咖色
卡其色 khaki 卡其 卡叽色
藏青色 navy 藏青 藏蓝 藏蓝色 navy_blue
军绿色 army_green 军绿 军绿的
橄榄绿色 olive_green 橄榄绿 ?olive
深灰色 dark_grey 深灰 dark_gray 深灰的
浅灰色 light_grey 浅灰 light_gray
深蓝色 dark_blue 深蓝
浅蓝色 light_blue 浅蓝 淡蓝 淡蓝色
天蓝色 sky_blue 天蓝
宝蓝色 royal_blue 宝蓝
湖蓝色 lake_blue 湖蓝
雾霾蓝色 haze_blue 雾霾蓝
深绿色 dark_green 深绿
浅绿色 light_green 浅绿 淡绿 淡绿色
墨绿色 blackish_green 墨绿
薄荷绿色 mint_green 薄荷绿
薄荷色 ?mint
果绿色 apple_green 果绿
酒红色 burgundy 酒红 wine_red
枣红色 claret 枣红
玫红色 rose_red 玫红 玫瑰红
砖红色 brick_red 砖红
西瓜红色 watermelon_red 西瓜红
深红色 dark_red 深红
暗红色 deep_red 暗红
浅粉色 light_pink 浅粉 淡粉 淡粉色
深粉色 deep_pink 深粉
藕粉色 lotus_pink 藕粉 藕色
米白色 off-white 米白 off_white 奶白 奶白色 乳白色 乳白
杏色 apricot 杏
驼色 camel 驼
香槟色 champagne 香槟金
豆沙色 bean_paste 豆沙红
焦糖色 caramel
裸色 nude 裸粉
肤色 skin-coloured 肉色
浅紫色 light_purple 浅紫 淡紫 淡紫色
深紫色 dark_purple 深紫
浅黄色 light_yellow 浅黄 淡黄 淡黄色 鹅黄 鹅黄色
姜黄色 ginger 姜黄
柠檬黄色 lemon_yellow 柠檬黄
浅棕色 light_brown 浅棕 浅咖 浅咖色
深棕色 dark_brown 深棕 深咖 深咖色
玫瑰金色 rose_gold 玫瑰金
深空灰色 space_grey 深空灰 space_gray
燕麦色 oatmeal
豆绿色 pea_green 豆绿
银灰色 silver_grey 银灰 silver_gray
炭灰色 charcoal 碳灰色 炭灰 碳灰
栗色 chestnut
荧光绿色 neon_green 荧光绿
象牙白色 ivory 象牙白
奶油色 ?cream
土黄色 mustard_yellow 土黄
芥末色 ?mustard
蓝绿色 teal 蓝绿
松石绿色 turquoise 松石绿
褐红色 maroon 褐红
香芋紫色 taro_purple 香芋紫
薰衣草紫色 lavender 薰衣草紫
丁香紫色 lilac 丁香紫
紫罗兰色 violet
藕荷色 mauve
灰褐色 taupe 灰褐
棕褐色 ?tan 棕褐
蜜桃色 ?peach
桃红色 peach_pink 桃红
珊瑚色 ?coral
紫红色 magenta 紫红
品红色 fuchsia 品红
梅红色 ?plum 梅红
翠绿色 ?emerald 翠绿
铁锈色 ?rust
摩卡色 ?mocha
沙色 ?sand
鼠尾草绿色 sage_green 鼠尾草绿
鼠尾草色 ?sage
靛蓝色 indigo 靛蓝
亮粉色 hot_pink 亮粉
婴儿蓝色 baby_blue 婴儿蓝
婴儿粉色 baby_pink 婴儿粉
森林绿色 forest_green 森林绿
钴蓝色 cobalt_blue 钴蓝
水蓝色 aqua 水蓝
古铜色 ?bronze
透明色 transparent
`

// trapWords look like numbers, colours, sizes, places or dates and are none.
const trapWords = `
88vip 1688 618 6.18 11.11 12.12 双11 双12 双十一 双十二 双11的 12315 12306 1号店 六一八 一号店 三八节 五一 六一 十一长假 十一假期 五一节 六一节 七夕 3c 3d 5g 4g 2g
90后 80后 00后 95后 七七八八 1对1 一对一 24小时 7*24 100% 110平台 360度 58同城 985 211 996 007 404 110报警
一下 一直 一样 一起 一点 一般 一定 一些 一会 一次 一块儿 一路 一共 一旦 一致 一百个不 一百个放心 一万个不 一模一样 一边 一半 一手 一律 一切 一律 一向 一概 一番 一时 一方面 一键 一流 一级 一线 一言 一生 一辈子 一来 一看 一听
一口气 一大早 第一 唯一 统一 万一 之一 单一 同一 十分 十足 百分百 百分之百 百分之 千万 千万别 万分 八成 七成 九成 几十 几百 几千 好几 几个 几件 几双 几条
一天到晚 一塌糊涂 一声不吭 不三不四 乱七八糟 三番五次 三番两次 五花八门 四面八方 三天两头 两头 一路顺风 三言两语 说一不二 独一无二 一五一十 一刀两断 一干二净 一清二楚 九牛一毛 三分 七分裤 九分裤 五分裤 八分裤 七分袖 五分袖 九分袖
三包政策 三包服务 三包期 三包凭证 三包卡 国家三包 支持三包 享受三包 三无 三无产品 三件套 四件套 两件套 二件套 五件套 六件套 七件套 两用 两面 双面 四季 三明治 三星 五星 五星好评 五星级 二手 二维码 三角 四角 四方 一次性 三合一 二合一 一体 一体机 两三天 三四天 六神 七匹狼 九阳 口红 长白山 大红大绿 香港脚 广州塔 周一到周五 周一至周五 周一到周日 周一至周日 三只松鼠 周六福 三棵树 六个核桃 三只羊 今日头条 明日方舟 明日之后 八马 八角 五香 五常大米 五谷 三七粉 六味 十三香
四平方 四平米 六安瓜片 九江银行 三亚湾 一加 一加手机 零食 零钱 零件 零售 零头 抹零 半天 半夜 半小时 半个月 半个小时 半年 半成品 两清 二百五 二货 二哈 一包到底 一件代发 一件不留
大理石 大理由 大连衣裙 大连接 大连体 大同小异 中山装 中卫衣 西安装 东西安装 变成都 换成都 做成都 弄成都 改成都 上海绵 平安顺 玉树临风 莆田货 莆田鞋 芜湖起飞 日照时间 日照强 包头鞋 包头凉鞋 包头拖鞋 包头巾 海南岛 普洱茶 普洱熟 普洱生 新疆棉 新疆长绒棉 新疆大枣 新疆红枣 新疆棉花 新疆核桃 和田玉 和田枣 和田大枣 哈密瓜 云南白药 贵州茅台 兰州拉面 桂林米粉 重庆小面 重庆火锅 北京烤鸭 北京时间 金华火腿 西湖龙井 东北大米 宁夏枸杞 安溪铁观音 阳澄湖大闸蟹 贵州醇 泸州老窖 青岛啤酒 哈尔滨红肠 沧州银行 南京板鸭 武汉鸭脖 南昌拌粉 柳州螺蛳粉 上海滩 温州话 四川话 广东话 湖南米粉 四川辣酱 四川泡菜 山西老陈醋 河北梆子
黑心 黑店 黑猫 黑科技 拉黑 黑名单 黑客 黑白 黑五 黑色星期五 黑鲨 白条 白天 白送 白买 白费 白酒 白菜 白开水 白银 白搭 白金 白茶 明白 小白 小白鞋 空白 表白 白癜风 蛋白 蛋白粉 白色情人节 红包 红枣 红酒 红茶 红木 红烧 红利 红薯 红豆 网红 分红 眼红 红外线 红外 蓝牙 蓝光 蓝莓 蓝月亮 绿茶 绿豆 绿码 绿化 绿植 绿色食品 绿色通道 绿色环保 黄金 黄牛 黄豆 黄油 黄酒 黄河 黄瓜 黄焖 灰尘 紫外线 紫菜 紫砂 紫薯 粉丝 粉底 粉末 粉刺 奶粉 面粉 棕榈 棕垫 红线 红人 白领 金色年华 橙子 橙汁 抹茶绿豆
多大码 什么大码 最大码 最小码 偏大码 偏小码 几大码 大码数 大小码 大小号 多大号 最大号 最小号 加大力度 加大一码 加大一号 加大一 大一码 小一码 大一号 小一号 大半码 小半码 多大尺码 大中小 中码电 小号手
extra_small_ too_small too_large too_big runs_small runs_large run_small run_large a_bit_small bit_small a_bit_large bit_large very_small very_large small_talk large_order so_small so_large fits_small fits_large
black_friday red_cross green_tea white_wine orange_juice gold_member silver_member golden_week second_hand may_be sun_block
是灰的 变灰 奶白奶白 一条龙 大红袍 发黄 发白 发黑 发灰 发红 每周二 每周三 每周四 每周五 每周六 每周日 每周一 每周末 每星期 每天 天天 周末愉快 星期几 周几 礼拜几 聪明天使 透明天使 明天气 后天性 先天后天 说明天猫 说明天然 说明天生 以后天 今后天 往后天 之后天 然后天 最后天
`

// dayWords are words for a day, by days from today.
var dayWords = map[string]int{
	"今天 今日 今儿 今晚 今早 今夜 今天晚上 today tonight 当日达":           0,
	"明天 明日 明儿 明早 明晚 明个 明儿个 听日 听朝 听晚 tomorrow tmr tmrw":   1,
	"后天 后日 后儿 day_after_tomorrow the_day_after_tomorrow": 2,
	"大后天 大后日": 3,
	"昨天 昨日 昨儿 昨晚 昨夜 寻日 琴日 琴晚 寻晚 yesterday last_night":           -1,
	"前天 前日 前儿 前晚 day_before_yesterday the_day_before_yesterday": -2,
	"大前天": -3,
}

var monthWords = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
	"november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// sizeWords are the sizes that are no letters. English ones count only where the words around speak of sizes.
var sizeWords = map[string]string{
	"小码 小号 细码 small smalls": "S", "中码 中号 medium mediums": "M", "大码 大号 large larges": "L", "加大 加大码 加大号 加肥加大 extra_large x-large xlarge": "XL",
	"特大码 特大号 特大 加加大 加加大码 xx-large xxlarge": "XXL", "特小码 特小号 加小码 加小号 extra_small x-small xsmall": "XS",
	"均码 free_size freesize one_size onesize": "F",
}

// unit is what stands behind a number.
type unit int32

const (
	unitNone      unit = iota
	unitPiece          // 件, 条: a quantity
	unitDozen          // 打
	unitBare           // no unit, though it begins like one: 59包邮, 175只能…
	unitOther          // 天, 小时, ml: a number that is no entity
	unitMetre          //
	unitCM             //
	unitKG             //
	unitJin            // 斤, half a kilogram
	unitPound          //
	unitChi            // 尺, a third of a metre
	unitCun            // 寸, a tenth of it
	unitFoot           //
	unitInch           //
	unitYuan           //
	unitMao            // a tenth of a yuan
	unitFold           // 折
	unitPercent        //
	unitSize           // 码
	unitDayOrSize      // 号
	unitMonth          //
	unitDay            // 日
	unitYear           //
	unitClock          // 点
)

var unitWords = []struct {
	unit  unit
	words string
}{
	{unitPiece, "件 条 双 盒 个 只 包 袋 瓶 箱 套 份 支 枝 台 部 本 张 罐 组 对 副 顶 卷 提 桶 根 枚 朵 串 把 盆 盏 捆 扎 片 颗 棵 株 粒 筐 篓 筒 听 幅 辆 pcs pc piece pieces pair pairs box boxes sets packs pack bottle bottles items units of_these of_them of_those"},
	{unitDozen, "打 dozen"},
	{unitOther, `张卡 张银行卡 个店铺 个店 条缝 条腿 大片 小片 片区 室 弄 幢 栋 巷 单元 尺寸 尺码 天 小时 个小时 分钟 秒 秒钟 周 星期 个星期 礼拜 个礼拜 个月 岁 个人 人 次 种 款 样 层 楼 期 倍 代 度 升 毫升 ml l 克 g mg 吨 毫米 mm 平 平方 平米 平方米 v w mah hz gb tb mb 位 名 口 家 单 笔 抽 折叠 多天 工作日 个工作日 个工作天 工作天 个自然日 自然日 天内
		点钟 站 季 级 星 遍 趟 字 页 篇 两 盎司 分 角形 周年 周岁 ply days day hours hour hrs minutes mins months weeks week years year th rd nd st times people 寸屏 英寸屏 英寸电 天无理由 个字 个颜色 个码 个尺码 个口味 个地址 个订单 个快递 个电话 个问题 个半 个钟 个评 个客服 个好评 个优惠 个号 个礼拜 个档 个味 个单 个链接 件套 折扣券 折叠屏 折伞 号楼 号店 号线 号门 号院 号仓 号链接 号色 号电池 号电 号客服 号球 号位 号机 片装 个装 支装 条装 双装 只装 包装 袋装 瓶装 盒装 张装 斤装 kg装 公斤装 kgs装 公斤的狗 元店 块板 个赞 对1 对一 台式 张照片 张图 张图片 条物流 条信息 条短信 条评论                     件事 个事 个样 个多 个以 个地方         `},
	{unitBare, "包邮 包含 包裹 包运费 包括 只有 只能 只要 只是 支持 支付 支付宝 对吗 对不 对的 对吧 身高 身上 提前 提示 提醒 提供 提交 提货 把它 把我 把握 本来 本月 本店 根本 根据 部分 条件 条码 双十 双11 双12 双方 套路 顶多 份子 个点 打折 打包 打算"},
	{unitMetre, "米 m meter meters metre metres"},
	{unitCM, "cm 厘米 公分 cms"},
	{unitKG, "kg kgs 公斤 千克 kilo kilos 公斤重"},
	{unitJin, "斤 市斤 jin"},
	{unitPound, "lb lbs pound pounds 磅"},
	{unitChi, "尺"},
	{unitCun, "寸"},
	{unitFoot, "ft feet foot '"},
	{unitInch, `英寸 吋 inch inches " ''`},
	{unitYuan, "元 块 块钱 圆 rmb yuan 人民币 元钱 大洋 蚊 美元 kuai euros euro gbp dollars dollar bucks quid usd cny 元人民币 块大洋 ¥ 塊"},
	{unitMao, "毛 毛钱 角 角钱"},
	{unitFold, "折 折扣"},
	{unitPercent, "% percent"},
	{unitSize, "码"},
	{unitDayOrSize, "号"},
	{unitMonth, "月"},
	{unitDay, "日"},
	{unitYear, "年"},
	{unitClock, "点 : ："},
}
