package engine_test

import (
	"fmt"
	"strings"
	"testing/fstest"
)

// What a shop is made of, for shops that are generated.
type shopSize struct {
	rules, articles, products, own int // own is intents of its own
}

// ordinary is a small shop of the kind that a platform hosts by the thousand.
var ordinary = shopSize{rules: 50, articles: 50, products: 20, own: 4}

// seededShop generates a shop with texts of its own: no two share a text, as no two real ones do.
func seededShop(n int, size shopSize) fstest.MapFS {
	dir := fstest.MapFS{"shop.yaml": {Data: []byte(fmt.Sprintf(seededSettings, word(n), n%9+1))}}
	add := func(file, text string) { dir[file] = &fstest.MapFile{Data: []byte(text)} }
	if size.rules > 0 {
		add("tables/fee.csv", fmt.Sprintf("in 省 = slots.region,out fee: number,out days\n浙江|江苏|上海,%d,2\n新疆|西藏,%d,7\n*,%d,4\n", n%5+5, n%9+20, n%5+10))
		add("rules/a.yaml", seededRules(n, size))
	}
	if size.articles > 0 {
		add("kb/a.yaml", seededArticles(n, size))
	}
	if size.products > 0 {
		add("products.yaml", seededProducts(n, size))
	}
	if size.own > 0 {
		add("intents/a.yaml", seededIntents(n, size))
	}
	return dir
}

const seededSettings = `version: 1
name: %[1]s小店
agent: {id: s1, name: 小%[1]s}
timezone: Asia/Shanghai
hours:
  shifts: {白班: "09:00-18:00", 晚班: "18:00-23:00"}
session: {idle: 12h, menu: 10m}
policies: {return_days: 7, courier: 申通, free_post_over: 9%[2]d, dispatch_days: %[2]d, reply_within: 10m}
vars: {vip: 9.%[2]d折, coupon_days: 30}
lists:
  courier:
    顺丰: [sf, 顺风]
    中通: [zto]
    圆通: [yto]
  build:
    偏胖: [胖, 肚子大, 壮]
    偏瘦: [瘦, 很瘦]
  why:
    尺码不合: [大了, 小了, 不合身]
    质量问题: [开线, 破洞, 掉色]
    不喜欢: [不想要了, 不好看]
slots:
  height_cm: {type: height, range: "140..210", keep: customer}
  weight_kg: {type: weight, units: {斤: "90..300", kg: "35..90"}, keep: customer}
  build: {type: build, keep: session}
  courier: {type: courier, keep: order}
  region: {type: region, keep: customer}
  why: {type: why, only_asked: true, keep: order}
concessions: {budget: 1%[2]d, per: order, postage_costs: 8, gifts: {棉袜: 6}, agreed_for: 24h}
queues:
  default: sales
  after_sale: [complaint.*, returns.*, support]
tone:
  prefix:
    - 亲~
caps:
  outbound: {times: 3, per: customer, within: 24h}
actions:
  ticket: {kind: text, why: text}
texts:
  not_understood: 这句%[1]s没看明白~换个说法再问问?
  ask_item: 您看的是%[1]s家哪一款?发我货号或者名字都行
`

// seededKinds are the kinds of rules that shops write: %[1]s are words of the rule's own, %[2]d and %[3]d numbers that set it apart.
var seededKinds = []string{
	`on: stock
    needs: item
    when:
      - sku.stock > %[2]d
      - item.price >= %[3]d
    say:
      - when: sku.size != nil and sku.stock <= 3
        text: ${item.name}${sku.label}在%[1]s只剩${sku.stock}件
      - ${item.name}${sku.label}有现货$[，${item.promo.text}]%[1]s今天能发
      - 有的，${item.name}现在拍%[1]s就安排
    expect:
      affirm:
        go: order.place
      deny:
        say: 好的，%[1]s随时在`,
	`on: stock
    needs: item
    let:
      alike: similar(item, %[2]d)
    when:
      - sku.stock == 0
      - len(alike) > 0
      - item.price < %[3]d
    say: ${item.name}眼下没货，%[1]s的这几款跟它差不多
    choices:
      - each: alike
        show: ${it.name} ${yuan(it.price_now)}
        set:
          item: ${it.code}
        go: stock
      - show: 到货了告诉我
        say: 记下了，%[1]s一到货就告诉您
        do:
          - notify`,
	`on: size
    needs: item
    when: item.price > %[3]d
    ask:
      height_cm: 身高大概多少厘米呢，%[1]s帮您看
      weight_kg:
        say: 体重呢
        again: 大概多少斤呀
        tries: 2
    let:
      fit: body_size(item)
    say:
      - when: fit == nil
        text: 这个身材%[1]s不敢乱说，请同事看看
        handoff:
          reason: 尺码
      - when: slots.build == "偏胖"
        text: 建议${larger(item, fit)}，%[1]s的版型留了余量
      - 穿${fit}正好，%[1]s的客人都这么选`,
	`on: [logistics.fee, logistics.carrier]
    when:
      - slots.region != nil
      - cart.quantity < %[3]d
    let:
      fee: lookup("fee")
    say: 发${slots.region}邮费${yuan(fee.fee)}，${fee.days}天左右到，%[1]s包装好`,
	`on: [bargain.plain, bargain.compare]
    needs: item
    when: item.price > %[3]d
    continue_on: [hesitate]
    steps:
      - say: %[1]s的料子不一样，穿两年不变形
      - say:
          - 给您${deal.text}，%[1]s只能到这里
          - 行，${deal.text}是%[1]s的底了
        grant: offer
        note:
          gift: 改价${deal.text}
      - say: 真到底啦，%[1]s请店长来跟您说
        handoff:
          reason: 比价
    after_last: repeat`,
	`on: event.order.unpaid
    cap: outbound
    when: order.total > %[3]d
    follow_up:
      - after: %[2]dm
        say: 您拍的${order.items}还没付款，%[1]s给您留着
      - after: 3h
        say: %[1]s到点就自动关单了哦
    cancel_on: [event.order.paid, event.order.closed]`,
	`on: returns.request
    needs: order
    when: order.total >= %[3]d
    ask:
      why:
        say: 是哪里不合适呢，%[1]s记一下
        choices: true
    say:
      - when: slots.why == "质量问题" and days_since(order.delivered_at) < 15
        text: 真抱歉，运费%[1]s出，您点退货就行
      - when: days_since(order.delivered_at) <= 7
        text: 七天内可以退，吊牌别剪，%[1]s收到就退款
      - 过了七天，%[1]s要请同事看看
    do:
      - ticket: {kind: 退货, why: "${slots.why}"}
    unavailable:
      say: 系统这会儿查不到，%[1]s请同事看
      handoff:
        reason: 退货`,
	`on: greeting
    when: session.turns >= %[3]d
    limit: 2 per 24h
    say:
      - 在的，这里是%[1]s，有什么能帮您
      - 您好呀，%[1]s随时在
      - 欢迎来%[1]s看看，喜欢哪款跟我说`,
	`on: complaint.quality
    when: turn.number > %[3]d
    say: 真对不住，%[1]s马上请同事处理，您把照片发我
    handoff:
      queue: after_sale
      reason: 质量
      within: %[2]dm
      urgent: true`,
	`on: [quality, authenticity]
    when: customer.tier != "v%[3]d"
    say:
      zh: 质量放心，%[1]s的货都能验
      en: All goods of shop %[1]s are genuine`,
}

// seededRules cycles through the kinds; rules of one kind differ in their texts and conditions.
func seededRules(n int, size shopSize) string {
	var b strings.Builder
	b.WriteString("rules:\n")
	for i := range size.rules {
		fmt.Fprintf(&b, "  - id: r%02d\n    ", i)
		fmt.Fprintf(&b, seededKinds[i%len(seededKinds)]+"\n", word(n*100+i), i/10+2, i/10*10)
	}
	return b.String()
}

// seededArticles are articles with four ways of asking.
func seededArticles(n int, size shopSize) string {
	matters := []string{"机洗", "开发票", "实体店", "上新", "会员", "优惠券", "批发", "礼盒", "定制", "保修"}
	var b strings.Builder
	b.WriteString("articles:\n")
	for i := range size.articles {
		what := matters[i%len(matters)] + word(n*100+i)
		fmt.Fprintf(&b, "  - id: a%02d\n    ask: [%[2]s怎么弄, 想问下%[2]s可以吗, 你们%[2]s要多少钱, 请问%[2]s在哪里看]\n", i, what)
		if i%5 == 4 && size.products > 0 {
			fmt.Fprintf(&b, "    scope: {products: [P%02d]}\n", i%size.products)
		}
		fmt.Fprintf(&b, "    say: %s在${shop.name}是可以的~详情页最后一屏写着步骤有不清楚的地方${agent.name}再帮您看\n", what)
	}
	return b.String()
}

func seededProducts(n int, size shopSize) string {
	var b strings.Builder
	b.WriteString("products:\n")
	for i := range size.products {
		fmt.Fprintf(&b, `  - code: P%02d
    name: %[2]s休闲裤
    aliases: [%[2]s裤, %[2]s款]
    link: "https://item.example.com/%[3]d/%[1]d"
    price: %[4]d
    floor: %[5]d
    tags: [裤子, 通勤, %[2]s]
    stock:
      黑色: {M: 12, L: 3, XL: %[1]d}
      卡其: {M: 0, L: 1, XL: 5}
    size_chart:
      M: {waist: 76, hip: 98, length: 100}
      L: {waist: 80, hip: 102, length: 102}
      XL: {waist: 84, hip: 106, length: 104}
`, i, word(n*100+i), n, 99+i, 80+i)
	}
	return b.String()
}

// seededIntents are intents of the shop's own with six examples and a pattern.
func seededIntents(n int, size shopSize) string {
	var b strings.Builder
	b.WriteString("intents:\n")
	for i := range size.own {
		w := word(n*100 + i)
		fmt.Fprintf(&b, "  - id: own.%d\n    label: 办%[2]s\n    examples: [我想办%[2]s, %[2]s怎么申请, 帮我弄一下%[2]s, 有%[2]s这个服务吗, %[2]s还能参加不, 问问%[2]s的事]\n    patterns: [\"(办|开)*%[2]s\"]\n", i, w)
	}
	return b.String()
}
