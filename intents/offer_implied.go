package intents

import (
	"slices"
	"strings"
)

// A bargain that names one amount, and says nothing else of it, offers it: 我诚心要,110; 出价85; 80块顶天了. Here the intent is the evidence
// that the words beside the amount do not give.

// notOffered are the words before an amount that make it somebody else's: the shop's price, a fee, a condition, something done.
var notOffered = [...]string{
	"价", "价格", "价钱", "价是", "卖", "要", "开价", "标", "涨到", "涨了", "降了", "减了", "便宜了", "优惠了", "少了", "运费", "邮费", "快递费", "满", "买", "才", "赚", "花了", "付了", "退", "赔", "补", "差", "贵", "贵了", "第", "不足", "不到", "还有", "已经", "从", "你们", "你家", "你这", "是",
	"减", "扣", "扣我", "优惠", "少", "少个", "降", "便宜", "让", "返", "抵", "付的", "的", "都", "每", "满减", "just ", "paid ", "costs ", "is ", "was ",
}

// offered are such words that speak of the customer's own price after all.
var offered = [...]string{"要是", "如果是", "还价", "还个价", "出价", "我要", "心理价", "我的价", "诚心要", "最低价", "底价", "到手价"}

// implied finds the offer in the amount that a bargain names. Amounts of rivals and of other times have been told apart before.
func (r *Result) implied(runes []rune, offsets []int32) {
	if r.Offer.Kind != "" || r.Offer.Rival > 0 || !slices.ContainsFunc(r.Intents, func(s Scored) bool { return s.ID == plainBargain || s.ID == firmBargain }) {
		return
	}
	at := -1
	for k := range r.Entities {
		e := &r.Entities[k]
		if e.Kind != "money" && e.Kind != kindNumber || e.Denied {
			continue
		}
		if at >= 0 || e.Num < 5 || !bidden(runes, offsets, e) {
			return // of several amounts nobody knows which
		}
		at = k
	}
	if at < 0 {
		return
	}
	e := &r.Entities[at]
	e.Kind = "money"
	r.Offer = Offer{Kind: "price", Amount: e.Num, Start: e.Start, End: e.End}
	for _, q := range r.Entities {
		if q.Kind == "quantity" && q.Num > 1 && q.Num < 1000 {
			r.Offer.Pieces, r.Offer.Total = int(q.Num), true // 三百块钱给我来三件
		}
	}
}

// bidden tells whether the amount may be the customer's own by the words right beside it.
func bidden(runes []rune, offsets []int32, e *Entity) bool {
	from, to := 0, len(runes)
	for k := range runes {
		if int(offsets[k]) <= e.Start {
			from = k
		}
		if int(offsets[k]) < e.End {
			to = k + 1
		}
	}
	if to < len(runes) && runes[to] == '?' && strings.ContainsFunc(string(runes), isHan) {
		return false // 269?抢钱啊
	}
	before, behind := string(runes[max(0, from-4):from]), string(runes[to:min(len(runes), to+4)])
	for _, w := range [...]string{"太贵", "贵", "有点", "也太", "的", "起", "多", "嫌", "降", "涨", "都", "一件的", "还", "优惠", "发", "减", "能", "可以", "便宜", "少", "给我用", "券", "红包", "了", " off", " is"} {
		if strings.HasPrefix(behind, w) {
			return false
		}
	}
	if slices.ContainsFunc(offered[:], func(w string) bool { return strings.HasSuffix(before, w) }) {
		return true
	}
	return !slices.ContainsFunc(notOffered[:], func(w string) bool { return strings.HasSuffix(before, w) })
}
