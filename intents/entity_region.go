package intents

import (
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

// region reads a place of China. A street named after one is none (南京路), and 开封 is one only where a place is meant. A city and
// its district or county are one place, the city; a province and its city are two, and so are a city and one of county level (苏州市昆山市).
func (s *scan) region(m *meaning, i, n int) int {
	end := i + n
	if before := s.at(i - 1); text.IsNumeral(s.r[i]) && (before == '来' || before == '买' || before == '拿' || before == '拍') {
		return 0 // 来四平洗发水
	}
	if s.street(end) || m.context && !s.whither(i, end) || s.at(end) == '玩' || s.delicacy(i, end) || s.company(i, end) {
		return n
	}
	p := &s.l.places[m.arg]
	for _, r := range [...]rune{'省', '市'} {
		if s.at(end) == r && p.city == "" == (r == '省') && s.r[end-1] != r {
			end++
		}
	}
	if last := len(s.out) - 1; last >= s.from && s.out[last].Kind == "region" && s.joined(s.out[last].End, i) {
		before := &s.out[last]
		if s.at(end) == '区' && s.r[end-1] != '区' {
			before.End = end + 1 // 台中市北屯区
			return end + 1 - i
		}
		if before.Str == p.name || before.Str == p.city && (p.name == p.city || s.r[end-1] != '市') {
			before.End = end
			return end - i
		}
	}
	s.add("region", p.name, 0, i, end)
	if p.city == "" {
		end += s.soundingPlace(end, p.name) // 云南昆名
	}
	return end - i
}

// company tells whether the place at i..end begins the name of a firm: 抬头写 北京稻谷文化有限公司. What is sent to one goes to the place.
func (s *scan) company(i, end int) bool {
	if !isHan(s.at(end)) || strings.ContainsRune("到寄发往去在送", s.at(i-1)) {
		return false
	}
	for k := end; k < end+16 && k+1 < len(s.r) && isHan(s.r[k]); k++ {
		if s.r[k] == '公' && s.r[k+1] == '司' {
			return k > end && !strings.ContainsRune("递流险运分总", s.r[k-1])
		}
		if strings.ContainsRune("区县镇路街号的到能发寄是哪几有一我你", s.r[k]) && !s.starts(k, "有限") {
			return false
		}
	}
	return false
}

func (s *scan) joined(from, to int) bool {
	return from == to || to == from+1 && (s.r[from] == ' ' || s.r[from] == '省' || s.r[from] == '市' || s.r[from] == '的' || s.r[from] == '-')
}

// street tells whether a street's name goes on at i.
func (s *scan) street(i int) bool {
	switch s.at(i) {
	case ' ':
		return s.wordAt(i+1, "road rd street st avenue ave lu")
	case '东', '西', '南', '北', '中':
		return s.at(i+1) == '路' || s.at(i+1) == '街' || s.at(i+1) == '大' && s.at(i+2) == '街'
	case '路':
		return s.at(i+1) != '上' && s.at(i+1) != '途'
	case '街':
		return true
	case '一', '二', '三', '四', '五', '六', '七', '八', '九':
		return s.at(i+1) == '路' || s.at(i+1) == '街' || s.at(i+1) == '道'
	case '大':
		return s.at(i+1) == '道' || s.at(i+1) == '街' || s.at(i+1) == '厦'
	}
	return false
}

// whither tells whether the words around from..to speak of a place.
func (s *scan) whither(from, to int) bool {
	switch s.at(to) {
	case '了', '过', '后', '就', '使', '用':
		return false
	case '市', '这', '那':
		return true
	}
	switch s.at(from - 1) {
	case '到', '寄', '发', '往', '去', '送', '在', '住', '我', '南', '是':
		return s.at(from-2) != '收'
	case '已', '没', '未', '刚', '拆':
		return false
	}
	for _, w := range [...]string{"几天", "多久", "包邮", "能到", "能发", "发吗", "能送", "可以发", "运费"} {
		if s.starts(to, w) {
			return true
		}
	}
	return false
}
