package intents

import (
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

// Units typed by their sound (28马, 三见, 130今, 十快) are read only behind a number and where their neighbours leave no other reading.

// misspelt reads the unit typed by its sound at j, behind the number v at i..j, and returns how many runes it took from i, 0 if there is none.
func (s *scan) misspelt(i, j int, v float64) int {
	if j >= len(s.r) || s.r[j] < 0x3400 {
		return 0
	}
	end := j + 1
	switch s.r[j] {
	case '马', '玛', '妈', '嘛':
		if sizeNumber(v) && !s.partOf(j, "马上 马力 马甲 马丁 马桶 马克 马尾 马夹 马来 马路 马达 马虎 妈妈 妈咪") && (s.r[j] == '马' || s.closes(end)) && (s.r[j] != '嘛' || s.at(end) == '的') {
			return s.sizeNumber(i, j, end, v)
		}
	case '今', '金', '近', '斥', '筋':
		if v >= 10 && (s.sizeTalk || s.hasKind("height_cm")) && !s.partOf(j, "今天 今年 今晚 今日 今早 今儿 今夜 今后 金色 金属") && s.closes(end) {
			return s.jin(i, end, v)
		}
	case '快', '筷', '抉':
		if v >= 2 && !s.partOf(j, "快递 快点 快些 快要 快来 快到 快充 快发 快寄 快没 快过 快件 快速 快一 快三 快两 快乐 快客 快用 快死 快坏 快干 快捷 快车 快了 筷子") && (s.closes(end) || s.at(end) == '钱') {
			return s.yuan(i, j, s.pastWord(end, "钱"), v)
		}
	case '拆', '者', '哲':
		if s.at(i-1) == '打' || s.at(i-1) == '个' && s.at(i-2) == '打' {
			return s.fold(i, end, v)
		}
	default:
		if v >= 2 && v < 100 && s.wantedBefore(i) && s.closes(end) && s.pieceSound(s.r[j]) {
			return s.pieces(unitPiece, i, j, end, v)
		}
	}
	return 0
}

// partOf tells whether one of the words begins at j.
func (s *scan) partOf(j int, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if s.starts(j, w) {
			return true
		}
	}
	return false
}

// pastWord is where the word that may begin at i ends.
func (s *scan) pastWord(i int, word string) int {
	if s.starts(i, word) {
		return i + len([]rune(word))
	}
	return i
}

// closes tells whether a word can have ended before i: a pause, a particle, a colour or what is asked of a number stands there.
func (s *scan) closes(i int) bool {
	c := s.at(i)
	if !isHan(c) {
		return !isDigit(c)
	}
	if strings.ContainsRune("吧呗吗呢啊呀嘛的了行可能给要就包卖不有和跟还穿多左够我送", c) {
		return true
	}
	v, n := s.l.trie.longest(s.r, i)
	return n > 0 && s.l.meanings[v].kind == meansColour
}

// wantedBefore tells whether the word right before i says that the customer wants or got so many.
func (s *scan) wantedBefore(i int) bool {
	return i > 0 && strings.ContainsRune("要买拍拿来订下发送少换退收漏寄", s.r[i-1]) && s.at(i-2) != '不'
}

// pieceSound tells whether r sounds like the usual words that count goods: 见 and 建 like 件, 霜 like 双.
func (s *scan) pieceSound(r rune) bool {
	if r == '减' {
		return false
	}
	sound := text.Pinyin(r)
	for _, c := range [...]rune{'件', '双', '瓶', '袋', '盒', '箱', '套', '罐', '包', '条'} {
		if text.Pinyin(c) == sound {
			return true
		}
	}
	return false
}
