package intents

// Cues are words that tell what a number beside them is, what the customer wishes to pay, and how he feels. They are found in
// one pass before anything else; the longest word wins, so that 少了 is not 少.

// cueSet says what a word is a cue for.
type cueSet uint64

const (
	cueHeight cueSet = 1 << iota
	cueWeight
	cueWaist
	cueHip
	cueBust
	cueThree    // bust, waist and hip
	cueLength   // some other length
	cueWear     // a size follows
	cueSize     // the message speaks of sizes
	cueKin      // a child is spoken of
	cueCost     // money follows
	cueSell     // a price follows
	cueOnly     // 才: a price follows
	cueJust     // 只有: the money that one has follows
	cueLess     // 少: a reduction follows
	cuePay      // what the customer would pay follows
	cueDeal     // the number before is his price
	cueAsk      // … if it is a price at all
	cueBuy      // he would buy then
	cuePostage  // free postage
	cueFreely   // a question after free postage, not a wish for it
	cueRound    // rounding down
	cueGive     // a gift follows
	cueTerms    // a question about or complaint of the shop's own terms: no wish
	cueRival    // another seller
	cueAlike    // perhaps another seller
	cueYou      // the shop
	cueEarlier  // another time
	cueWallet   // money that one has
	cueSpent    // money that moved
	cueOrder    // an order number follows
	cueTracking // a parcel's number follows
	cueNumber   // 单号: either
	cueCourier  // a parcel's number may follow
	cueTransit  // a parcel is under way
	cuePhone
	cuePast    // it has happened
	cueFuture  // it will
	cuePromise // the shop said that it will
	cueStill   // it has not yet
	cueModel   // the number that follows names a model
	cueOff     // English: the reduction stands before
	cueName    // the customer announces his price, perhaps behind a comma
	cueDeny    // what follows is not meant
	cueAngry
	cueCross // perhaps angry
	cueAnxious
	cueHurried // perhaps anxious
	cuePleased
)

const cueBody = cueHeight | cueWeight | cueWaist | cueHip | cueBust | cueThree

var cueWords = []struct {
	set   cueSet
	words string
}{
	{cueHeight, "身高写错了 身高打错了 身高说错了 身高填错了 身高写错了, 身高打错了, 身高说错了, 身高填错了, 身高 个儿 个头儿 海拔 净身高 个子 个头 高 人高 height tall"},
	{cueHeight | cueWeight, "身高体重 高重 身高和体重 身高跟体重 身高、体重 身高/体重 身高,体重 height_and_weight"},
	{cueWeight, "体重写错了 体重打错了 体重说错了 体重填错了 体重写错了, 体重打错了, 体重说错了, 体重填错了, 体重 重 人重 斤数 weight weigh weighs weighing"},
	{cueWaist, "腰围 腰 裤腰 腰是 waist 腰身 腰部"},
	{cueHip, "臀围 臀 臀部 屁股 hip hips"},
	{cueBust, "胸围 胸 胸部 上胸围 上围 bust chest"},
	{cueThree, "三围"},
	{cueLength, "承重 载重 限重 净重 毛重 衣长 裤长 裙长 肩宽 肩 袖长 长度 宽度 高度 厚度 直径 长 宽 厚 深 大腿围 大腿 小腿围 小腿 裤脚 鞋长 脚长 脚宽 头围 领围 臂围 下胸围 内长 尺寸 屏幕 幅宽 床 桌子 length width shoulder sleeve inseam 腿长 臂展 高跟 鞋跟 跟高 层高 坐高 质量高 重量 最高 高铁 高温 高清 高腰 高领 腰带 腰包 长款 深色 身长"},
	{cueWear | cueSize, "穿 码 尺码 码数 号码 鞋码 wear wears size sizes sz 平时穿 一般穿 日常穿 都穿 常穿 尺寸是 码是 尺码是 码的"},
	{cueSize, "脚长 鞋长 脚宽 挤 挤脚 顶脚 磨脚 合脚 不合脚 脚 bra shoe shoes fit fits exchange 内衣 文胸 拖鞋 尺码改 穿着 靴子 靴 鞋子 鞋 裤子 裤 衣服 上衣 合身 偏大 偏小 大一码 小一码"},
	{cueKin, "恐龙图案 恐龙 奥特曼 艾莎 爱莎 公主裙 汪汪队 小猪佩奇 佩奇 爬服 连体衣 校服 亲子装 妞妞"},
	{cueSize | cueKin, "daughter son kid kids baby 儿子 女儿 宝宝 孩子 小孩 闺女 小朋友 大童 小童 童装"},
	{cueKin, "男孩 女孩 男童 女童 男宝 女宝 男宝宝 女宝宝 小男孩 小女孩 娃 娃娃 宝贝女儿 宝贝儿子 崽 孙子 孙女 外孙 侄子 侄女 幼儿园 小学 童鞋 童裤 童裙 小子"},
	{cueCost, "charging charge asking 金额 金额是 金额写 扣了 扣了我 扣我 问是 问的是 问的时候 要我出 让我出 叫我出 你要 你们要 你这 你家 你们家 你家的 您家 现在咋 现在怎么 现在都 现在要 要价 开价 现在卖 卖到 充 充值 再付 实付 实际付 实际付的是 变 变成 变成了 显示 显示是 我买的时候 我买时 我拍的时候 加购的时候 加购时 加车的时候 收藏的时候 买的时候 买时 买的时候是 买是 拍的时候 拍下是 拍下 优惠价 活动价 我付了 上次买的 昨天买的 之前买的 花我 收我 价 价格 价钱 原价 现价 标价 卖价 单价 售价 价位 花了 花 付了 付 收了 收 退 退了 赔 补 返 差价 补差价 满 到手 到手价 一共 总共 共 合计 定金 尾款 运费 邮费 红包 券 优惠券 预算 price cost costs paid pay budget spent total 减了 少了 便宜了 优惠了 涨了 涨到 涨价到 降了 降价 少退 多收 多付 贵了 贵 补偿 赔偿 加 加价 凑 值 退我 赔我 补我 返我 budget_is under"},
	{cueCost | cueTerms, "减了 少了 便宜了 优惠了 降了 降价了 满减 立减 直降 满 少退 没减 没少 没便宜 没优惠 不减 不优惠 没有减 没有优惠 券 优惠券 红包 每满 多退"},
	{cueSell, "卖 出 售 卖价 sell selling sells sold 卖的 卖到"},
	{cueOnly, "才 才卖 只要 仅要 才要 只卖 只需 就卖 都才 才只要 仅需 也才 现在才 only_costs only"},
	{cueJust, "只有 只剩 就剩 仅剩 仅有 满打满算 拢共 拢共就 统共就 总共就 就只剩 加起来就 加起来才 就只有 只剩下 就剩下 只剩了 就剩了 只剩个 我就 就有 只带了 只带 就带了 only_have only_got i_have just_have have_only ive_only_got only_left i've_only_got i've_got i_got"},
	{cueLess, "少 便宜 优惠 减 降 让 抹 抹掉 去掉 再少 再便宜 再优惠 再减 再降 立刻减 knock take off_by minus reduce_by 便宜个 少个 优惠个 减个 让个 让利 少收 少算 少要 减免 扣掉 去个"},
	{cueLess, "减掉 降个 砍 砍掉 砍个 再砍 再砍个 再砍掉 刀掉 再刀 减少 平 平多 drop drop_it_by cut lower_it_by reduce_it_by"},
	{cueName | cuePay, "一口价 中间价 折中 折中一下 折个中 取个中 各退一步 各让一步 这个数 就这个数 诚心价 吉利数 凑个吉利数 图个吉利 吉利点 痛快点 爽快点 给句痛快话 给个痛快话 给句准话 给个准话 心理价位 心理价 心理价是 心里价位"},
	{cueDeny, "不是 不要 不想要 不喜欢 不爱 不选 不拿 不买 不穿 不发 除了 除去 并非 唔要 唔系 别 别要 别发 别拿 别给 别给我 别给我发 not except except_for other_than besides instead_of don't_want"},
	{0, "特别 分别 区别 级别 性别 各别 个别 别人 别的 别家 别处 差别 类别 好不是 可不是 不要紧 不要脸 不是吗 not_sure not_bad"},
	{cueCost | cueEarlier, "it_was before_it_was used_to_be"},
	{cueCost, "now now_it's now_its"},
	{cueCost, "工资 月薪 底薪 日结 日薪 薪资 车里 购物车 购物车里 车里刚好 车里正好 购物车刚好 购物车里刚好 购物车里正好 凑到 凑到了 凑了 总价 总额 小计 应付 汇了 转账 转了 打款 打款了 掏 掏了 刷了 券后 券后价 折后 折后价 点进去 点进来 点开 点开是 付款是 付款变成 付款显示 付的是 结算 结算成 结算成了 结算是 结算变成 减完 减完应该 减完是 优惠完 算下来 打完折 打完折是"},
	{cueName, "我加 再加 我再加 加你 给你加 我给你加"},
	{cuePay, "我说 我说的是 我说是 还价 我还价 还个价 出价 我出价 砍到 砍成 再砍到 刀到 抹到 抹成 压到 让到 少成 凑成 最多出 顶多出 最多能出 顶多给 只能给 要不 要不就 超过 高于 what_about meet_me_at settle_for settle_at can_only_pay only_pay i_can_only_pay i_can_only_do 最多 顶多 给你 给您 我出 只能出 就出 能出 按 算我 卖我 卖给我 改成 改到 降到 便宜到 少到 优惠到 减到 打到 凑个 就给 最多给 我给 给个 能给到 算 就算 不如 定 能不能 可不可以 可以 能 how_about can_you_do would_you_take will_you_take i'll_pay i_can_pay i'd_pay ill_pay sell_it_for let_me_have_it_for do_it_for make_it will_pay give_you i_offer offer 就按 给到 做到"},
	{cueDeal, "能拿 能拿不 能拿吗 能拿走 能拿走不 能拿走吗 能带走 能带走不 给不给 做不做 卖就卖 你说卖就卖 行就行 你说行就行 就在你这买 就在你家买 我就在你这买 我就在你家买 我就买你家的 就买你家的 就买你的 不能再多了 不能再多 多了没有 多了不要 卖不卖 卖吗 卖么 卖我吧 卖我 卖给我 卖不 卖嘛 卖呗 卖吧 卖了吧 卖掉 卖 成交 拿走 拿下 带走 拿了 我要了 我拿了 一口价 出不出 出吗 出不 能卖 能卖吗 能卖不 给卖吗 肯卖 我就买 就买 我就拍 就拍 我买 我拍 就拿 我拿 马上付 就付款 就付 我付 我马上 立马 秒付 秒拍 马上拍 马上买 包邮 deal and_i'll_buy and_i'll_take_it and_its_a_deal 就下单 我下单 直接拍 我要 卖给我吧 卖给我呗 就要 就要了 要不要卖"},
	{cueDeal | cueBuy, "我就要 我就要了"},
	{cueDeal, "能出 能出吗 能出不 肯出 肯出吗 包邮行 包邮卖 我就收 我就收了 就收了"},
	{cueAsk, "中不中 中吗 要得不 得行不 得行吗 管不管 阔以不 好啵 行啵 不行吗 行吧 总行吧 总可以吧 总行了吧 行吗 行不 行不行 行么 行嘛 行 可以吗 可以不 可不可以 可以么 可以嘛 可以 好吗 好不好 好伐 成吗 成不 成不成 中不 得不得 得唔得 得吗 ok吗 ok ok? okay 吧 呗 怎么样 如何 给不给 可否 能不能 怎样 咋样 能行吗 能行不 能不 好不 没问题吧 deal? 得了 算了 行吧 嘛 干不干 同意不 同意吗 能做吗 做不做 做吗 能接受吗 is_ok is_fine possible"},
	{cueBuy | cueDeal, "我就下单 我就付钱 我就付了 我就拿 我就拿下 我就买单 我就收了 我立马 我就马上 我现在就 我这就 立马拍 马上就"},
	{cueBuy, "and_i'll_buy and_i'll_take_it 就买 我就买 我买 就拍 我就拍 我拍 马上拍 我马上拍 就付 我就付 就付款 我付款 就下单 我下单 马上下单 马上付款 马上付 就要 我就要 我拿 我要 立马 立刻 秒付 秒拍 直接拍 这就拍 现在拍 现在就拍 现在付 现在买 就拿 我就拿 马上买 i'll_buy i'll_order i'll_take i'd_buy i_will_buy ill_buy i'll_pay i_buy"},
	{cuePostage, "不包邮我不买 不包邮不买 不包邮就不买 不包邮我就不买 不包邮不要 不包邮我不要 不包邮算了 不包邮就算了 包埋运费 包埋邮费 运费给我去掉 邮费给我去掉 运费给去掉 邮费给去掉 送货费你们包 送货费你包 运费你们包 邮费你们包 包邮行 包邮卖 邮费你出 运费你出 快递费你出 邮费你们出 运费你们出 快递费你们出 邮费你家出 运费你家出 邮费你掏 运费你掏 快递费你掏 邮费你付 运费你付 邮费你们付 运费你们付 邮费你包 运费你包 邮费你们承担 运费你们承担 快递费你们承担 邮费算你的 运费算你的 邮费算你们的 运费算你们的 邮费去了 运费去了 邮费去掉 运费去掉 邮费省了 运费省了 邮费抹了 运费抹了 运费给免 邮费给免 运费能免 邮费能免 运费可以免 邮费可以免 运费帮我免 邮费帮我免 运费给我免 邮费给我免 快递费免 包邮 包邮的话 免邮 免邮费 免运费 包运费 包个邮 包下邮 包一下邮 免个邮 免个运费 免个邮费 免下邮 免一下邮费 免快递费 邮费免 运费免 包邮费 免了邮费 免了运费 免掉邮费 免掉运费 减邮费 不要邮费 不收邮费 free_shipping free_delivery free_postage"},
	{cueFreely, "包邮吗 包邮么 包邮不 包不包邮 免邮吗 免运费吗 不包邮 没包邮 包邮的 包邮对 几件包邮 多少包邮 满多少包邮 能不能包邮吗 包邮区 包邮啊 包邮哈 包邮呢 怎么包邮 怎么不包邮 说包邮 写包邮 写着包邮 写包邮的 显示包邮 说的包邮 是不是包邮 都包邮 也包邮 还包邮"},
	{cueRound, "去个尾数 去尾数 去掉尾数 抹个尾数 抹尾数 抹掉尾数 尾数抹了 尾数抹掉 尾数去掉 尾数不要 尾数不要了 给个整 给个整吧 抹个整 整数吧 凑成整数 抹零 抹个零 抹个零头 抹掉零头 抹零头 抹了零头 抹去零头 抹一下零头 抹下零头 抹下零 去零 去零头 去个零头 去掉零头 去掉零 零头抹了 零头抹掉 零头抹 零头去掉 零头免了 零头不要 零头就算了 零头 取整 凑整 凑个整 给个整数 算整数 取个整 凑个整数 抹个整 round_down round_it_down round_it_off"},
	{cueGive, "送 赠 加送 送我 再搭 搭 搭个 搭双 搭条 再送 多送 附送 加赠 赠我 赠送 throw_in add_a_free include_a_free give_me_a_free with_a_free 白送"},
	{cueCost | cueTerms, "怎么是 怎么变 怎么变成 怎么变成了 咋是 咋变 咋变成 咋变成了"},
	{cueTerms | cueCost, "还差 就差"},
	{cueTerms, "限额 活动 会员 页面 显示 写着 写的 标着 标的 到期 什么时候 啥时候 怎么 咋 为什么 为啥 不是 是不是 有没有 没有 第二件 第二双 第2件 之前说 说好 说的 双十一 怎么算 怎么还 怎么没 明明 规则 叠加 凑单 是打 在打 有打 打不打 打不打折 参加 生日 学生证 新人 首单 说过 答应 才能 多少 几折 哪里 啥 what_is why coupon promo_code promotion"},
	{cueRival, "别家 别人家 人家 隔壁 隔壁家 拼多多 pdd 拼夕夕 并夕夕 拼夕 多多 淘宝 天猫 京东 抖音 1688 阿里巴巴 其他家 其它家 其他店 其它店 别的店 别的店铺 别的家 另一家 另外一家 另一个店 对面 超市 实体店 专卖店 闲鱼 咸鱼 唯品会 快手 抖店 直播间 其他地方 别的地方 别处 人家店 那家店 另一店 狗东 拼刀刀 虾皮 shopee lazada 得物 考拉 严选 楼下超市 批发市场 菜市场 商场 专柜 某宝 某东 某多多 tb jd elsewhere amazon ebay other_store another_store another_shop other_shop other_shops other_stores next_door competitor competitors other_seller another_seller temu shein walmart"},
	{cueAlike, "同款 同样的 一样的 网上 那家 别人 外面 市场上"},
	{cueYou, "你这 你家 你们家 你家的 您家 你 您 你们 咱 咱家 你家 你这 您家 你这边 你们这边 你们这 你那边 你这里 你们这里 you your"},
	{cueEarlier, "上次买的 昨天买的 之前买的 上礼拜 上星期 昨儿 前儿 昨晚 那会儿 618 618的时候 大促 大促的时候 活动的时候 搞活动的时候 双十一 双11 昨天 前天 上次 之前 前几天 原来 以前 上个月 早上 前两天 上周 前阵子 去年 那天 上回 昨晚 last_week yesterday last_time used_to_be it_was 双十一的时候 双11的时候"},
	{cueWallet, "余额 支付宝 微信 钱包 零钱 卡里 卡上 银行卡 身上 兜里 手里 手头 口袋 口袋里 全部家当 账户里 账户上 全部身家 账上 花呗额度 额度 生活费 balance wallet my_account my_card"},
	{cueSpent, "我付了 退我 赔我 补我 返我 补偿 赔偿 赔 补 返 补差价 差价 运费 邮费 定金 尾款 付了 付的 退 退了 退到 充 充了 转 转了 到账 扣了 扣 提现 花了 支付了 返 返到 存了 买了 refund refunded charged"},
	{cueOrder, "定单号 定单 丁单号 单子 单子号 订单号 订单编号 下单编号 单子编号 订单编码 定单编号 交易号 交易编号 交易单号 订单号码 订单 订单尾号 订单id 订单是 order_number order_no order_no. order_id order order_#"},
	{cueTracking, "快递单号 物流单号 运单号 运单 快递号 物流号 物流编号 快递单 快递单好 物流单好 快递丹号 快地单号 快第单号 快弟单号 快迪单号 块递单号 筷递单号 物留单号 物溜单号 运单好 parcel_no parcel_no. parcel_number waybill consignment awb tracking_number tracking_no tracking tracking_id 运单编号"},
	{cueCourier, "快地 快第 快弟 快迪 块递 筷递 物留 物溜 元通 园通 圆同 中同 中痛 申痛 申同 韵答 云达 运达 极免 级兔 顺风 顺峰 顺凤 邮正 油政 百是 德帮 快递 物流 包裹 parcel package 韵达 中通 圆通 申通 顺丰 极兔 德邦 百世 邮政 京东快递 京东物流 天天快递 ems 菜鸟 丹鸟"},
	{cueNumber, "单号 单号是 编号"},
	{cuePhone, "电话 手机 手机号 手机号码 联系方式 电话号码 联系电话 tel phone mobile phone_number whatsapp 收件电话 换个电话"},
	{cuePast, "我买了 我拍了 我买的 我拍的 上次买的 昨天买的 之前买的 买的 拍的 下单的 下单了 下的单 下单到现在 买到现在 到现在 就没 开始 付的 付款的 付的款 收的 收到的 收到了 发的 发货的 签收 签收的 买了 拍了 到的 寄的 订的 申请的 退的 就到了 已经 买过 当天买的 bought ordered received paid was_shipped"},
	{cueFuture, "送的话 装的话 换的话 修的话 取的话 寄的话 发的话 买的话 拍的话 到的话 下的话 收到 拿到 能拿到 能收到 可以收到 能到 会到 到吗 到不 到得了 到货 前 之前 以前能 以前到 送到 送来 能收到 能不能到 能不能 能发 发货吗 要用 要穿 用得上 赶 赶得上 来得及 前到 前发 会发 才能到 才到 才发 可以到 by before deliver arrive 发工资 付款 再付 再买 再拍 再送 来拿 有人 在家 能"},
	{cueTransit, "签收 揽收 揽件 派送 派件 派了 到哪 到哪了 到哪儿 没动 没更新 不更新 没有更新 卡在 卡住 驿站 中转 转运 運轉 运输 查不到 查不道 查不着 在路上 路上 退回 物流 物留 快递 快地 快弟 快第 块递 stuck delivered transit moved moving tracking"},
	{cuePromise | cueTerms, "说好 说好的 说的 答应 答应我 页面写 写着 写的 页面显示 显示 本来说 明明说"},
	{cuePromise, "讲好"},
	{cueStill, "怎么还没 怎么还不 还没发 还不发 还没到 还没动 还没 还不 一直没 到现在 至今 现在都没 现在还 没动静 没消息 没物流"},
	{cuePast, "装的 修的 取的 领的 生产日期 生产日期是 出厂日期 制造日期 生产的 出厂 产的 灌装"},
	{cueModel, "迪奥 圣罗兰 阿玛尼 兰蔻 纪梵希 香奈儿 雅诗兰黛 dior ysl armani lancome 3ce colorkey 身份证 身份证号 身份证号码 银行卡号 卡号 imei 序列号 sn 税号 商品编号 商品号 商品id 货号 款号 sku qq qq号 微信号 编码 iphone ipad ipod mate pro windows win nova reno note galaxy redmi ios android mac gen rtx gtx type core ryzen model version usb 小米 华为 红米 荣耀 苹果 三星 安卓 鸿蒙 型号 第 版本 骁龙 麒麟 电话尾号 尾号 后四位 门牌 单元 栋 room floor no."},
	{cueOff, "off cheaper discount less"},
	{cueAngry, "垃圾 垃圾店 垃圾货 垃圾东西 什么垃圾 骗子 骗人的 骗人 骗钱 坑人 坑爹 坑我 坑死 什么玩意 什么玩意儿 什么东西啊 什么破 破店 恶心 气死 气死我了 太气人 气人 滚蛋 滚开 给我滚 快滚 傻逼 sb 煞笔 沙雕 他妈 他妈的 tmd nmd cnm 尼玛 操你 卧槽 黑店 黑心 黑心商家 耍我 耍人 耍猴 忽悠人 当猴耍 不要脸 废物 神经病 有病吧 有病啊 受够了 忍无可忍 欺负人 欺人太甚 太过分 过分了 欺骗消费者 欺骗 王八蛋 狗屁 去死 无良 无良商家 奸商 敷衍我 懒得理你 态度恶劣 太差劲 差劲 烂透了 wtf scam scammer scammers ridiculous terrible awful worst unacceptable disgusting useless furious pathetic fraud bullshit rubbish outrageous rip-off ripoff liar liars fed_up"},
	{cueCross, "投诉 差评 举报 12315 无语 离谱 敷衍 烂 太差 差死 坏了 坏的 破 什么态度 什么意思 什么情况 不回 不理人 没人理 没人回 骗 坑 到底 搞什么 搞什么鬼 怎么回事 怎么搞的 一次次 再也不 第一次见 不负责 失望 太慢 慢死 慢死了 说话不算数 开线 掉色 破洞 发错 complaint disappointed unhappy broken angry"},
	{0, "要不要 加起来 再加上 超过了 平时 平常 平安 平台 平米 平方 平均 太平 公平 水平 一平 砍价 砍一刀 修改到 修改成 开心果 完美日记 垃圾袋 垃圾桶 垃圾短信 垃圾分类 骗子吗 是骗子吧 不是骗子 骗人的吗 骗人的吧 不骗人 不会骗人 骗人吗 坑位 坑洼 破壁 破损险 破洞裤 防骗 怕骗 烂漫 不投诉 不会差评 坏了怎么办 不坏 破坏 会坏吗 打破 不着急 不急 别急 别着急 不太急 不是很急 没事不急 急性 急救 急支糖浆 不喜欢 不太喜欢 不满意 不开心 不完美 赞助 点赞 满意 喜欢吗 会喜欢 满意吗 不太满意 不是很满意 着急吗 着急的话 是不是有病 没有病 催化 怎么样 怎么卖 多少钱"},
	{cueAnxious, "急死 急死了 急死我了 很急 好急 急急 急急急 着急 着急用 着急啊 着急死了 急用 急需 急着用 急着穿 急件 急着 急着要 来不及 来不及了 等不及 等不及了 在线等 十万火急 火急 比较急 有点急 挺急 特别急 非常急 太急 我急 赶时间 急啊 急等 心急 担心死 急坏 asap urgent urgently in_a_hurry desperate worried_sick as_soon_as_possible need_it_now"},
	{cueHurried, "赶紧 赶快 快点 快一点 快些 快 怎么还没 怎么还不 还没发 还不发 还没到 还没动 还没 还不 几天了 好几天了 多久了 等了 一直没 催 催一下 催一催 担心 人呢 在吗 有人吗 回话 说话 hurry waiting quickly still_not where_is hello"},
	{cuePleased, "很满意 非常满意 超满意 挺满意 蛮满意 太满意 满意极了 十分满意 太棒 太棒了 真棒 很棒 好棒 超棒 棒极了 很喜欢 好喜欢 超喜欢 非常喜欢 太喜欢 特别喜欢 超级喜欢 真喜欢 喜欢死了 太好了 好开心 很开心 超级好 真不错 很不错 非常不错 完美 太完美 好评走起 已好评 给了好评 五星好评 点赞 给你点赞 赞赞 爱死 太漂亮 好漂亮 超好看 真好看 太好看 很好看 好好看 👍 😍 🥰 ❤ love_it love_this loved_it perfect amazing awesome excellent so_happy very_happy fantastic wonderful great_service"},
}
