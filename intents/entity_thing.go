package intents

import "strings"

// Things have measures too, and words hold the names of measures: 1米8的床, 书架高1米8, 高空.

// partOfWord tells whether a measure's name of one character goes on as another word: the 高 of 一百的高空费.
func (s *scan) partOfWord(c *cueHit) bool {
	next := s.at(int(c.to))
	return c.to-c.from == 1 && isHan(next) && next != '的' && next != '能' && next != '穿' && next != '可' && next != '选' && next != '要'
}

// things are the characters of what has a length: 书桌, 飘窗, 地毯, 晾衣杆.
const things = "床桌沙柜布线缸被席毯窗门绳管架帘垫板杆梯几橱榻墙灯幕箱棚带条池鱼栏杠树苗棒"

// furniture tells whether the length that ends at i is that of a thing: 1米8的床, 2米长, 1米5的书桌.
func (s *scan) furniture(from, i int) bool {
	behind := i
	if c := s.at(i); c == '的' || c == '额' || c == '嘅' || c == ' ' {
		behind++
	}
	switch s.at(behind) {
	case '长', '宽', '深', '厚', '远', '以', '乘', '×', 'x', '*':
		return true
	}
	for k := behind; k < behind+4 && k < len(s.r) && isHan(s.r[k]); k++ {
		if strings.ContainsRune("穿码个人男女高身体", s.r[k]) {
			break
		}
		if strings.ContainsRune(things, s.r[k]) {
			return true
		}
	}
	if behind > i && s.r[i] != ' ' || s.at(i) == '的' {
		switch s.at(from - 1) { // nobody buys a man of 1米8
		case '买', '要', '拍', '订', '选', '有', '换':
			return !s.has(i, min(len(s.r), i+8), cueWear)
		}
	}
	return s.thingBefore(from)
}

// thingBefore tells whether a thing is named right before i: 飘窗1米7, 窗帘要2米7高的.
func (s *scan) thingBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4 && isHan(s.r[k]); k-- {
		if strings.ContainsRune("床桌柜缸毯窗帘垫架橱榻杆梯", s.r[k]) || k > 0 && s.starts(k-1, "沙发") {
			return true
		}
	}
	return false
}

// bedding tells whether bedding follows at i and v is one of its usual widths: 180的被套.
func (s *scan) bedding(i int, v float64) bool {
	switch v {
	case 90, 100, 120, 135, 150, 180, 200, 220, 240:
	default:
		return false
	}
	for _, w := range [...]string{"被套", "床单", "床笠", "被子", "四件套", "三件套", "床垫", "床罩", "席子", "凉席", "床", "垫子", "地毯", "窗帘"} {
		if s.starts(i, w) {
			return true
		}
	}
	return false
}

// thingsHeight tells whether the cue is the 高 of a thing: 书架高1米8, or one whose other measures stand before it: 宽2米4高1米6.
func (s *scan) thingsHeight(k int) bool {
	c := &s.cues[k]
	if c.to-c.from != 1 || c.set&cueHeight == 0 {
		return false
	}
	switch s.at(int(c.from) - 1) {
	case '架', '柜', '桌', '床', '门', '墙', '窗', '帘', '箱', '杯', '瓶', '灯', '椅', '凳', '层', '跟', '户', '台':
		return true
	case '子':
		if strings.ContainsRune("柜桌椅箱架凳盒梯帘", s.at(int(c.from)-2)) {
			return true
		}
	}
	from, _ := s.clause(int(c.from))
	return s.has(from, int(c.from), cueLength)
}
