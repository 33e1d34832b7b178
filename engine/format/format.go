// Package format lists the keys that each place of a shop's folder may hold. Loaders read their keys from here and the JSON
// Schemas for editors are made from the same list, so that the two cannot part.
//
// A place is a mapping somewhere in a file: a rule, a step, a slot. A leaf: it imports nothing of ours.
package format

import (
	"slices"
	"strings"
)

// key is one key of a place. shape says what its value is, for the schemas: text (any scalar), texts (one or a list), yes_no,
// number, any; words to choose from, as a|b; a place, list of a place, map of a place. about explains it to the author.
type key struct {
	name, shape, about string
	required           bool
}

// keys reads lines of "name shape # what it is"; a name with ! is required.
func keys(lines string) []key {
	var out []key
	for line := range strings.Lines(lines) {
		line, about, _ := strings.Cut(line, " # ")
		name, shape, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name == "" {
			continue
		}
		bare, required := strings.CutSuffix(name, "!")
		out = append(out, key{bare, strings.TrimSpace(shape), strings.TrimSpace(about), required})
	}
	return out
}

// answer is what every answer may hold.
const answer = `
	say say # 说什么:一句,或几句
	attach texts # 图片、文件
	choices list choice # 菜单
	expect map answer or say # 客户下一句 affirm / deny / 别的意图是什么意思
	do any # 要外面系统做的事
	set map text # 记下来
	note map text # 写进订单备注的哪一段
	grant offer or grant # 向总账要一次让步;批不下来,这个回答就当没有
	count text # 记一次数
	handoff handoff or text # 转给人
	go text # 改答另一个意图
	run text # 接着走另一条规则
	alone yes_no # 这一轮只答这句,别的回答都不算
	rotate all # 每一种都说过才重复
`

// effects is an answer without texts of its own: without say and rotate, the first and the last.
var effects = answer[strings.Index(answer, "\tattach"):strings.Index(answer, "\trotate")]

// places are all of them.
var places = map[string][]key{
	"shop": keys(`
		version! 1 # 格式的版本
		name! text # 店名,话术里是 ${shop.name}
		agent agent # 客服的编号和名字
		timezone text # 店在哪个时区;不写就是 Asia/Shanghai
		language zh|en # 店里平时用的语言
		packs texts # 内置的意图:retail-zh retail-en
		bot any # off:全部转人工
		hours hours # 上班时间;承诺的时间、发货日都按它算
		session session # 一次会话到哪里为止
		burst text # 连着发的几句等这么久并成一句,例如 1200ms
		thresholds thresholds # 很少需要改
		policies map any # 店里的规定,话术里是 ${policies.名字}
		vars map any # 话术里常用的词,${vars.名字}
		product_fields map text # 商品自己的字段和类型
		lists map any # 词表:标准词和各种说法
		slots map slot # 要记住的值
		concessions concessions # 让价的总账
		remark remark # 订单备注的各段和旗色
		tone tone # 每轮第一句前的称呼
		moods moods # 客户有情绪时先垫的一句
		notices list notice # 每次会话提醒一次
		caps map cap # 主动打扰的次数和安静时段
		actions map any # 要外面系统做的事和字段
		events map any # 外面系统会告诉的事
		facts map text # 外面系统给的值
		lookups map lookup or text # 要向外面系统查的值
		queues map any # 转给谁管;default 收其余的
		desk desk # 转给人以后:没人来再催几次,什么时候交还
		texts texts_of_engine # 引擎自己要说的话
		forbidden texts # 不许出现在话术里的词
	`),
	"agent":       keys("id text\nname text"),
	"hours":       keys("shifts map text\ndays_off texts\nextra_days texts"),
	"session":     keys("idle text\nmenu text"),
	"thresholds":  keys("sure number\nnear number\nnot_understood number"),
	"slot":        keys("type! text\nrange text\nunits map text\ncue texts\nonly_asked yes_no\nfrom message\nkeep session|order|customer"),
	"concessions": keys("budget number\nper text\npostage_costs number\ngifts map number\napprove_over number\nagreed_for text"),
	"remark":      keys("parts texts\nflags any"),
	"tone":        keys("prefix say\nskip_when texts"),
	"moods":       keys("angry say\nanxious say\npleased say"),
	"notice":      keys("when texts\nsay! say"),
	"cap":         keys("times number\nper customer|order\nwithin text\nquiet text"),
	"desk":        keys("levels number # 没人来,再催几次\nrelease_after text # 人这么久没说话就交还,例如 12h\nrelease_words texts # 人单发这句话就交还"),
	"lookup":      keys("args texts\ngives text"),
	"texts": keys(`
		not_understood say
		did_you_mean say
		none_of_these say
		ask_item say
		ask_order say
		no_order say
		order_unknown say
		resume say
		dropped say
		gave_up say
		handoff say
		handoff_closed say
		handoff_late say
		unavailable say
		approval say
		approved say
		approval_refused say
		voice say
		video say
		image say
		file say
		empty say
		too_long say
		sheet_no_stock say # 核对单上要换成的没货
		remark_courier say # 备注里的快递
		remark_gift say # 备注里的赠品
		deal_price say # 说好的价,拼成 ${deal.text}
		deal_each say
		deal_postage say
		deal_gift say
		error say # 程序出错时说的,不能有 ${…}
	`),
	"rules_file": keys("rules list rule"),
	"rule": keys(`
		id! text # 自己起的短名字,不能重复
		on! texts # 意图、一类意图 bargain.*、事件 event.order.paid、any
		needs texts # 要先知道哪一款、哪一笔
		when texts
		ask map question or say # 一次问一样,知道的不问
		let map text # 给一个算式起名字
		limit text # once per session、once per order、once per item、2 per 24h
		priority number # 大的先来
		valid text # 例如 2026-11-01..2026-11-30
		enabled yes_no
		kb first # 先查知识库
		steps list step # 每来一次往下走一步
		after_last next|repeat|restart # 走完以后
		continue_on texts # 我答过以后,这些意图也接着往下走
		follow_up list follow_up # 过一阵子再说
		cancel_on texts # 来了这些事就不说了
		cap text # 算进哪一组主动打扰的次数
		confirm confirm # 核对单
		unavailable answer or say # 查不到的时候怎么答
	` + answer),
	"answer":          keys(answer),
	"step":            keys("when texts\nvalid text\n" + answer),
	"follow_up":       keys("after! text\n" + answer),
	"choice":          keys("show! say\neach text\n" + answer),
	"entry":           keys("when texts\nvalid text\ntext! say\n" + effects),
	"question":        keys("say! say\nagain say\ntries number\noptional yes_no\nwhen texts\nchoices yes_no"),
	"confirm":         keys("show! say\neditable texts\ntimeout text"),
	"grant":           keys("gift text\npostage yes_no"),
	"handoff":         keys("queue text\nreason text\nwithin text\nurgent yes_no"),
	"tables_file":     keys("tables map table"),
	"table":           keys("grid! grid\nacross texts\ndown map texts"),
	"grid":            keys("down text\nacross text\ngives text"),
	"products_file":   keys("products list product"),
	"promotions_file": keys("promotions list promotion"),
	"product": keys(`
		code! text
		name! text # 店名,话术里是 ${shop.name}
		aliases texts
		link text
		price! number
		floor number
		weight_g number
		tags texts
		size_table text
		restock text
		substitutes texts
		matches texts
		stock any
		size_chart any
		usual_size map text
	`),
	"promotion":    keys("id! text\nvalid text\nscope scope\nrate number\noff number\npieces number\ngift text\ntext! text\nenabled yes_no"),
	"scope":        keys("products texts\ntags texts"),
	"kb_file":      keys("articles list article"),
	"article":      keys("id! text\nask! texts\nscope scope\nintent text\nvalid text\nlanguage text\nenabled yes_no\n" + answer),
	"intents_file": keys("intents list intent"),
	"intent":       keys("id! text\nlabel text\nexamples texts\npatterns texts"),
}

// Kinds are the kinds of files that Schema knows, each named as its file or folder.
var Kinds = []string{"intents", "kb", "products", "promotions", "rules", "shop", "tables"}

// Keys are the keys of a place, in the order in which the format names them. The caller owns the result.
func Keys(place string) []string {
	var out []string
	for _, k := range places[place] {
		out = append(out, k.name)
	}
	return out
}

// Places are the names of all places, sorted.
func Places() []string {
	var out []string
	for name := range places {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
