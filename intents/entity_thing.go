package intents

// Things have measures too, and words hold the names of measures: 1米8的床, 书架高1米8, 高空.

// partOfWord tells whether a measure's name of one character goes on as another word: the 高 of 一百的高空费.
func (s *scan) partOfWord(c *cueHit) bool {
	next := s.at(int(c.to))
	return c.to-c.from == 1 && isHan(next) && next != '的' && next != '能' && next != '穿' && next != '可' && next != '选' && next != '要'
}

// furniture tells whether the length before i is that of a thing: 1米8的床, 2米长.
func (s *scan) furniture(i int) bool {
	if s.at(i) == '的' {
		i++
	}
	switch s.at(i) {
	case '床', '桌', '沙', '柜', '布', '线', '长', '宽', '缸', '深', '厚', '远', '被', '席', '毯', '窗', '门', '绳', '管', '以', '乘', '×', 'x', '*':
		return true
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
	case '架', '柜', '桌', '床', '门', '墙', '窗', '帘', '箱', '杯', '瓶', '灯', '椅', '凳', '层', '跟':
		return true
	}
	from, _ := s.clause(int(c.from))
	return s.has(from, int(c.from), cueLength)
}
