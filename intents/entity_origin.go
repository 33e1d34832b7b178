package intents

import "strings"

// A place that names where goods come from (新疆产的) or what is made there (海南鸡饭) is no region: nothing is sent to it.

// goodsWords begin the names of what places are known for.
const goodsWords = `鸡 鸭 鱼 虾 蟹 面 饭 饼 糕 肠 麻 茶 酒 菜 辣 烤 卤 枣 梨 橙 橘 芒 椰 榴 凉 酱 醋 腐 米 粉 肉 瓜 棉 绒 玉 瓷 绣 锅 粽 笋 菇 莓 柿 柚 葱 蒜 参
大葱 大蒜 火锅 煎饼 苹果 花生 木耳 香菇 蜂蜜 腊肉 小吃 羊肉 牛肉 牛奶 小米 石榴 柚子 葡萄 樱桃 草莓 核桃 板栗 热干 盐水 板鸭 麻花 螺蛳 螺狮 小面 油泼 肉夹 凉皮 过桥 哈密 无花果 红薯 土豆 土鸡 干货 杂粮 黑土 人参 枸杞 丝绸
苏绣 刺绣 陶瓷 瓷器 紫砂 剪纸 啤酒 白酒 老窖 果子 水果 产 本地 当地 特产 特色 特有 风味 口味 味道 味儿 老字号 名吃 名菜 手工 非遗 制造 生产 原产 出的 牌 版 山药 芋头 莲藕 百合 银耳 天麻 灵芝 燕窝 腊肠 火腿 香肠 酸奶 牦牛 阿胶 海参 鲍鱼 扇贝 生蚝 大虾 螃蟹 沙棘 桂圆 龙眼 芝麻 绿豆 黄豆 大豆 小麦 豆腐 豆皮 豆瓣 豆豉 花椒 八角 桂皮 胡椒 陈皮 杨梅 枇杷 猕猴桃 香蕉 甘蔗 西瓜 甜瓜 稻香村 臭豆腐 榨菜 酸菜 泡菜 月饼 黄金 银行 三镇`

// notGoods begin like one of goodsWords: 面单, 菜鸟, 麻烦, 酒店.
const notGoods = "面单 麻烦 菜鸟 酒店 面交 产生 版本"

// addOrigins compiles goodsWords, with value 1, and notGoods, with 0.
func (l *lexicon) addOrigins() {
	var b trieBuilder
	for w := range strings.FieldsSeq(goodsWords) {
		b.add([]rune(w), 1)
	}
	for w := range strings.FieldsSeq(notGoods) {
		b.add([]rune(w), 0)
	}
	l.goods = b.build()
}

// delicacy tells whether the place at i..end names where goods come from or what is made there: 海南鸡饭, 天津麻花, 真新疆产的, 产自山东, 是云南的还是贵州的.
func (s *scan) delicacy(i, end int) bool {
	switch s.at(i - 1) {
	case '到', '寄', '发', '往', '去', '在', '送', '从', '住':
		return false
	case '自', '地', '是', '产', '宗', '的', '道', '于':
		for _, w := range [...]string{"产自", "产地", "产地是", "原产", "正宗", "正宗的", "地道", "地道的", "来自于", "出自"} {
			if s.spoken(i, w) {
				return true
			}
		}
	}
	goods := end
	for goods < end+2 && goods < len(s.r) && strings.ContainsRune("的老大小鲜野红黑白", s.r[goods]) {
		if s.made(goods) {
			return true
		}
		goods++
	}
	return s.made(goods) || s.origin(i, end)
}

// made tells whether the name of something made at a place begins at i, and not that of another place (四川凉山).
func (s *scan) made(i int) bool {
	if i >= len(s.r) {
		return false
	}
	is, n := s.l.goods.longest(s.r, i)
	return n > 0 && is == 1 && !s.placeAt(i)
}

// placeAt tells whether a place is named at i.
func (s *scan) placeAt(i int) bool {
	v, n := s.l.trie.longest(s.r, i)
	return n > 0 && s.l.meanings[v].kind == meansPlace
}

// origin tells whether 是…的 asks of the goods whence they are: 是山东的还是陕西的.
func (s *scan) origin(i, end int) bool {
	if s.at(end) != '的' {
		return false
	}
	before := s.at(i - 1)
	if isHan(before) && before != '我' && s.starts(end, "的吗") && s.at(end+2) == 0 {
		return true // 这枣新疆的吗
	}
	switch {
	case i == 0 && s.starts(end, "的还是"):
		return true
	case before == '是' && s.at(i-2) != '我' && s.at(i-2) != '们':
	case before == '真' || s.spoken(i, "真是"):
		return true
	default:
		return false
	}
	return s.starts(end, "的吗") || s.starts(end, "的吧") || s.starts(end, "的还是") || s.starts(end, "的么") || s.spoken(i, "还是")
}
