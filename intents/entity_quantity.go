package intents

import (
	"math"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

// pieceAt reads a measure word at j.
func (s *scan) pieceAt(j int) (unit, int) {
	if j >= len(s.r) {
		return unitNone, 0
	}
	v, n := s.l.units.longest(s.r, j)
	if n == 0 || unit(v) != unitPiece {
		return unitNone, 0
	}
	return unitPiece, n
}

// dimensions is the length of ×20 in 20×20; neither is a number of anything.
func (s *scan) dimensions(j int) int {
	switch s.at(j) {
	case '×', '*', '+', '乘':
		at := j + 1
		if s.starts(j, "乘以") {
			at++
		}
		if n := s.digitsAt(at); n > 0 {
			return at + n - j
		}
	}
	return 0
}

func digitValue(r []rune) float64 {
	v := 0.0
	for _, c := range r {
		v = v*10 + float64(c-'0')
	}
	return v
}

// rough tells 三四 and 两三, which are about so many.
func (s *scan) rough(i, j int) bool {
	if j-i != 2 || isDigit(s.r[i]) {
		return false
	}
	a, n, _ := text.ParseNumber(s.r[i : i+1])
	b, m, _ := text.ParseNumber(s.r[i+1 : j])
	return n == 1 && m == 1 && (b == a+1 || a == 3 && b == 5) && b < 10
}

// pieceWord tells whether a lone 俩 or 仨 is a quantity: 要俩.
func (s *scan) pieceWord(i, j int) bool {
	if j-i != 1 || s.r[i] != '俩' && s.r[i] != '仨' {
		return false
	}
	if s.hued(i) || s.colourAt(j) && !strings.ContainsRune("我俺咱们你他她", s.at(i-1)) {
		return true
	}
	switch s.at(i - 1) {
	case '要', '买', '拍', '拿', '来', '了', '破', '坏', '碎', '少', '多', '退', '换', '订', '裂', '断', '漏', '缺', '丢', '烂', '掉':
		return true
	}
	return false
}

// pieces reads a quantity: 3件, 两条, 半打. 一个也没有, 哪一件 and 三四件 are none.
func (s *scan) pieces(u unit, i, j, end int, v float64) int {
	if u == unitDozen {
		if s.foldFollows(end) {
			s.add("money", "", v, i, j)
			return j - i // 168打九折
		}
		v *= 12
	}
	switch s.at(end) {
	case '装', '套':
		return end - i
	case '子':
		if s.r[i] == '一' && strings.ContainsRune("箱盒瓶袋罐桶盆", s.r[end-1]) {
			return end - i // 碎一箱子
		}
	case '内', '以':
		if s.at(end) == '内' && !s.partOf(end, "内裤 内衣 内搭 内胆 内存") {
			return end - i
		}
	}
	if c := s.at(j); (c == '来' || c == '多') && math.Mod(v, 10) != 0 {
		return end - i // 十来双 is ten, 一多半 nothing
	}
	if s.r[end-1] == '支' && v >= 20 && (s.at(end) == '的' || s.at(end) == '棉' || s.at(end) == '纱') {
		return end - i // 60支的床单
	}
	if v < 1 || v > 9999 || v != math.Trunc(v) || s.rough(i, j) || s.at(i-1) == '每' || s.at(i-1) == '几' {
		return end - i
	}
	if s.r[i] == '一' && j-i == 1 && !s.oneCounts(i, j) || s.at(j) == '个' && (s.at(i-1) == '这' || s.at(i-1) == '那' || s.at(i-1) == '哪') {
		return end - i
	}
	if !s.repeated(i, end, v) {
		s.add("quantity", "", v, i, end)
	}
	return end - i
}

// hued tells whether a colour ends at i, perhaps with 的: 红的俩.
func (s *scan) hued(i int) bool {
	last := len(s.out) - 1
	return last >= s.from && s.out[last].Kind == "colour" && (s.out[last].End == i || s.out[last].End == i-1 && s.at(i-1) == '的')
}

// repeated tells whether pieces that were counted before are told one by one or once more: 买了两双 一双给我妈 一双给我爸 两双都是38的. Pieces that
// are shared out by their colour, or one of which broke, count.
func (s *scan) repeated(i, end int, v float64) bool {
	measure := s.r[end-1]
	all := v > 1 && s.at(end) == '都'
	if !all && (v != 1 || s.r[i] != '一' || s.at(end) != '给') {
		return false
	}
	return slices.ContainsFunc(s.out[s.from:], func(e Entity) bool {
		return e.Kind == "quantity" && e.Num > 1 && s.r[e.End-1] == measure && (!all || e.Num == v)
	})
}

// foldFollows tells whether a discount stands at i: the 九折 of 打九折.
func (s *scan) foldFollows(i int) bool {
	if s.at(i) == '个' {
		i++
	}
	if i >= len(s.r) || !text.IsNumeral(s.r[i]) {
		return false
	}
	_, n, ok := text.ParseNumber(s.r[i:])
	return ok && s.at(i+n) == '折'
}

// oneCounts tells whether 一件 or 一个 says how many: not in 哪一件, 换一个, 一个也没有.
func (s *scan) oneCounts(i, j int) bool {
	before, after := s.at(i-1), s.at(j)
	switch before {
	case '哪', '这', '那', '每', '同', '另', '某', '上', '换', '首', '头', '单', '统', '任', '逐', '万', '第', '外', '随', '其', '之':
		return false
	case '下':
		if after == '个' {
			return false
		}
	}
	switch s.at(j + 1) {
	case '也', '都', '没':
		return false
	}
	if s.shared(i) || s.hued(i) || s.harmed(i) && !s.hole(j+1) {
		return true
	}
	if after != '个' && after != '本' && after != '把' && after != '部' && after != '张' && after != '份' {
		return true
	}
	if s.at(i-1) == '块' || s.at(i-1) == '元' || s.at(i-1) == '钱' || text.IsNumeral(s.at(i-1)) {
		return true // 三块五一个
	}
	switch before {
	case '要', '买', '拍', '拿', '来', '就', '只', '订', '购', '加', '下', 0, ',', ' ':
		switch s.at(j + 1) {
		case 0, ',', '?', '!', '。', ' ', '同', '黑', '白', '红', '蓝', '绿', '黄', '灰', '紫', '粉', '就', '吧', '够', '可', '行':
			return true
		}
		return before == '买' || before == '拍' || before == '订' || before == '购'
	}
	return false
}
