package intents

import (
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

// Shades are colours of two words (雾霾蓝, 牛油果绿) or named after a thing (奶茶色), which shops invent faster than a list grows. Three
// tables say the usual ones; of the others, a 色 behind the names of things alone is a colour (枫糖色), and so is what sounds like
// a known one (奶查色). Whatever the customer's form, the canonical word ends in 色.

// shadeWords are what may stand before a colour's character, by that character; the words are read with and without 色.
const shadeWords = `
黑: 曜石 亮 哑 哑光 磨砂 碳 炭 玄 墨 午夜 星空 极夜 幻夜 暗夜 钢琴 雅
白: 奶油 象牙 珍珠 月光 羽毛 雪 瓷 陶瓷 珠光 冰川 云朵 牡蛎 杏仁 燕麦 椰子 冰 暖 冷
红: 樱桃 车厘子 番茄 西红柿 枫叶 铁锈 中国 法拉利 圣诞 辣椒 草莓 树莓 珊瑚 豆沙 复古 朱 胭脂 故宫 勃艮第 石榴 火龙果 荔枝 桑葚 梅子 亮 荧光 紫 粉 桃 棕 黑 宝石 浅 锈 奶茶 蜜桃 干枯
蓝: 克莱因 孔雀 天空 海 海军 海洋 宝石 冰川 冰 静谧 牛仔 丹宁 婴儿 湖水 晴空 星空 蒂芙尼 电光 荧光 雾 灰 墨 深海 远峰 皇家 青 月光 莫兰迪 亮 粉 奶 普鲁士 复古 紫 黑 海盐 宝宝 深空 绿 藏 暗 中 奶油 薄雾 静夜 海魂 矢车菊 群青
绿: 牛油果 抹茶 湖水 草 苹果 墨 祖母 翡翠 森林 松 苔藓 竹 鼠尾草 复古 荧 灰 雾 莫兰迪 青 嫩 芥末 冰 孔雀 仙人掌 青草 奶 牛奶 开心果 暗夜 松石 蓝 黄 亮 暗 翠 丛林 薄荷奶 抹茶奶 橄榄 深橄榄 军旅 军装 奶油 牛油
黄: 土 奶油 鹅蛋 芥末 香蕉 向日葵 明 亮 荧光 芒果 暖 麦 橘 焦糖 小鸭 雏菊 鸡蛋 深 棕 灰 黑 柠 杏 绿 咸蛋 奶酪
灰: 烟 高级 莫兰迪 雾霾 水泥 太空 石墨 铁 蓝 冷 暖 中 奶 麻 花 岩 象 雾 星 豆 银河 杏 青 珍珠 绿 紫 粉 棕 雅 奶油 空 云 月 星空 岩石 浅麻 深麻 浅花 深花
紫: 芋泥 葡萄 薰衣草 茄 丁香 紫罗 灰 雾 粉 暗 烟 梦幻 蓝 莫兰迪 茄子 霞 亮 黑 奶 红 幻
粉: 樱花 樱 蜜桃 脏 芭比 裸 荧光 灰 桃 玫瑰 少女 烟 雾 亮 死亡芭比 泡泡糖 冰 蔷薇 火烈鸟 紫 橘 暖 嫩 水晶 雾霾
棕: 焦糖 巧克力 咖啡 红 摩卡 复古 可可 马鞍 茶 黄 蜜糖 灰 黑 暗 奶茶 奶 木
咖: 奶 摩卡 灰 焦糖 豆沙 暖 中 灰豆
杏: 奶 浅 深 燕麦 灰 粉 米 奶油 暖
金: 土豪 流沙 星光 浅 香槟 古 沙漠 哑光 亮 暖 浅香槟 流光
银: 月光 星光 哑光 亮 太空 钛 冰川 流光 极光 钛空
橙: 爱马仕 活力 荧光 血 亮 脏 日落 珊瑚 落日 柿子 蜜桃 南瓜 深 粉
橘: 荧光 亮 脏 日落 珊瑚 落日 粉 蜜
驼: 浅 深 燕麦 焦糖 奶 灰 暖
卡其: 浅 深 奶 灰 绿 暖
米: 浅 深 奶 燕麦 灰 杏
青: 豆 烟 墨 冰 竹 湖 灰 黛
褐: 红 茶 灰 黑 黄 深 浅
麻: 浅 深 亚
`

// tintWords are the things after which a colour is named; alone they are no colours.
const tintWords = `奶茶 奶咖 抹茶 芋泥 香芋 巧克力 可可 摩卡 拿铁 茶 蜜糖 蜂蜜 砂糖 牛奶 芝士 奶酪 杏仁 桃 蜜桃 水蜜桃 柠檬 橄榄 枫叶 樱花 樱桃 玫瑰 薰衣草 珊瑚 珍珠 象牙 贝壳 沙 沙漠 大地 陶土 水泥
石墨 石灰 铁锈 古铜 青铜 铜 钛 原木 浅木 胡桃 胡桃木 黑胡桃 樱桃木 橡木 柚木 红木 檀木 竹木 亚麻 棉麻 小麦 琥珀 烟熏 雾霾 星空 彩虹 迷彩 豹纹 白桃 奶油 鹅卵石 石头 番茄 南瓜 西柚 葡萄 梅子 车厘子 草莓
牛油果 西瓜 香蕉 芒果 橘子 橙子 茄子 辣椒 天空 灰豆 红豆 绿豆 咖喱 芥末 红棕 焦茶 栗子 板栗 燕麦奶 奶冻 奶昔 冷茶 冷棕 闷青 亚麻青 黑茶 雾蓝 金属 香槟 枫糖 丹宁 牛仔 藏红 胭脂
复古 莫兰迪 马卡龙 裸粉 银灰 太空 深空 水洗 大红 枣 杏子 豆沙 肉粉 奶白 米杏 米驼 驼灰 灰咖 棕咖 咖灰 蓝灰 青灰 紫灰 灰白 乌木 紫檀 楠木 核桃木`

// shadeRunes are the characters of things that colours are named after. A 色 behind nothing but these, at least two, is a colour.
const shadeRunes = "奶茶咖啡可巧克力抹焦糖枫蜜桃杏仁柠檬橄榄樱花玫瑰薰衣草珊瑚珍珠象牙贝壳沙漠泥巴陶土石墨铁锈铜木胡麻麦琥珀雾霾星空云朵冰川海洋盐湖月光落夕阳霞松柏苔藓芥末芝士酪油果梅莓葡萄荔枝榴南瓜西柚柿番茄椰芋豆燕米栗坚拿摩酒砖灰烟驼鹿狐狸熊鼠尾孔雀火烈鸟芭比蒂芙尼莱因莫兰迪勃艮第香槟原裸昔布丁慕斯雪梨桂蔷薇菊荷藕莲樟檀楠桐橡胶漆釉瓷绒羽毛鸭鹅蛋黄酥饼干糕酱醋乐汽露"

// misspeltHues are the characters typed for a colour's by its sound, which are read with 色; and those that are typed for 色 stand
// behind the colour's own character (黑涩).
const misspeltHues = `黑 嘿黒
白 柏佰
红 洪宏鸿
蓝 兰篮拦
绿 录律
黄 皇簧
灰 回辉
紫 籽子
粉 份
棕 宗踪粽
驼 陀沱鸵`

const misspeltColour = "瑟涩铯"

// addShades reads the tables of shades.
func (l *lexicon) addShades(add func(string, meaning)) {
	named := func(zh string, ways ...string) {
		at := int32(len(l.hues))
		l.hues = append(l.hues, hue{zh: zh, en: zh})
		for _, w := range ways {
			add(w, meaning{kind: meansColour, arg: at})
		}
	}
	for line := range strings.Lines(shadeWords) {
		base, before, _ := strings.Cut(strings.TrimSpace(line), ":")
		for w := range strings.FieldsSeq(before) {
			named(w+base+"色", w+base, w+base+"色")
		}
	}
	for w := range strings.FieldsSeq(tintWords) {
		named(w+"色", w+"色")
	}
	for _, shade := range [...]string{"pale", "bright", "dusty", "soft", "neon", "pastel", "deep", "blush", "light", "dark"} {
		for _, base := range [...]string{"pink", "blue", "green", "grey", "gray", "purple", "yellow", "red", "brown", "orange"} {
			named(shade+" "+base, shade+" "+base)
		}
	}
	for at, h := range l.hues {
		r := []rune(h.zh)
		if len(r) == 2 {
			for line := range strings.Lines(misspeltHues) {
				if right, typed, _ := strings.Cut(strings.TrimSpace(line), " "); right == string(r[:1]) {
					for _, c := range typed {
						add(string(c)+"色", meaning{kind: meansColour, arg: int32(at), str: misspeltColour})
					}
					for _, c := range misspeltColour {
						add(right+string(c), meaning{kind: meansColour, arg: int32(at)})
					}
				}
			}
		}
		if len(r) > 2 && r[len(r)-1] == '色' {
			l.tints = append(l.tints, tint{r, int32(at)})
			sound := text.Pinyin(r[len(r)-2])
			for int(sound)/64 >= len(l.tintEnds) {
				l.tintEnds = append(l.tintEnds, 0)
			}
			l.tintEnds[sound/64] |= 1 << (sound % 64)
		}
	}
}

// tint is the canonical word of a shade.
type tint struct {
	word []rune
	hue  int32
}

// shade reads a shade that no list knows back from its 色 at i.
func (s *scan) shade(i int) {
	switch s.at(i - 1) {
	case '颜', '掉', '褪', '彩', '特', '染', '什', '角', '本', '出', '花', '有', '个', '换', '选', '同', '双', '配', '变', '串':
		return
	}
	if i < 2 || strings.ContainsRune("差号系卡调彩泽素盲料块情", s.at(i+1)) && i+1 < len(s.r) {
		return
	}
	if s.soundingShade(i) {
		return
	}
	from := i
	for from > s.free() && i-from < 5 && strings.ContainsRune(shadeRunes, s.r[from-1]) {
		from--
	}
	if n := i - from; n >= 2 && n <= 4 && s.r[i] == '色' {
		s.add("colour", string(s.r[from:i+1]), 0, from, i+1)
	}
}

// soundingShade reads a shade that ends at the 色 at i and sounds like a known one.
func (s *scan) soundingShade(i int) bool {
	if sound := int(text.Pinyin(s.r[i-1])); sound/64 >= len(s.l.tintEnds) || s.l.tintEnds[sound/64]>>(sound%64)&1 == 0 {
		return false
	}
	for k := range s.l.tints {
		t := &s.l.tints[k]
		if from := i + 1 - len(t.word); from >= s.free() && s.sounds(from, t.word) {
			s.colourAs(t.hue, from, i+1)
			return true
		}
	}
	return false
}

// free is where the last entity ends.
func (s *scan) free() int {
	if last := len(s.out) - 1; last >= s.from {
		return s.out[last].End
	}
	return 0
}

// sounds tells whether what stands at i sounds like the word, and one character at most is another.
func (s *scan) sounds(i int, word []rune) bool {
	others := 0
	for k, want := range word {
		switch got := s.r[i+k]; {
		case got == want:
		case k+1 == len(word) && strings.ContainsRune(misspeltColour, got):
		case text.Pinyin(got) != text.Pinyin(want):
			return false
		default:
			others++
		}
	}
	return others < 2
}

// metalLike tells whether 金 or 银 at i is a colour: the goods may be made of it, so that another colour must stand before.
func (s *scan) metalLike(i int) bool {
	return s.r[i] != '金' && s.r[i] != '银' || s.hasKind("colour") && s.at(i+1) == '的'
}

// colourAt tells whether the word at i is a colour.
func (s *scan) colourAt(i int) bool {
	if i >= len(s.r) {
		return false
	}
	v, n := s.l.trie.longest(s.r, i)
	return n > 0 && s.l.meanings[v].kind == meansColour
}

// plainHue tells whether an English word that is a thing too is a colour at from..to: in mint, the cream one, white or tan?
func (s *scan) plainHue(from, to int) bool {
	if s.han {
		return false
	}
	switch {
	case s.spoken(from, "in "), s.spoken(from, "chose "), s.spoken(from, "ordered "), s.spoken(from, "picked "), s.spoken(from, "wanted "), s.spoken(from, "colour "), s.spoken(from, "color "):
	case s.starts(to, " or ") && s.colourAt(to+4), s.starts(to, " one") || s.starts(to, " colour") || s.starts(to, " color") || s.starts(to, " version"):
		return true
	case s.spoken(from, "or ") || s.spoken(from, "and ") || s.spoken(from, "to ") || s.spoken(from, "the ") || s.spoken(from, "got "):
		if !s.hasKind("colour") && !s.starts(to, " instead") {
			return false
		}
	default:
		return false
	}
	next := s.at(to)
	if next != ' ' {
		return !isAlnum(next)
	}
	for _, w := range [...]string{"in ", "or ", "and ", "size ", "please", "is ", "for ", "instead", "pls", "not ", "but "} {
		if s.starts(to+1, w) {
			return true
		}
	}
	return false
}
