package intents

// region reads a place of China. A street named after one is none (南京路), and 开封 is one only where a place is meant. A city and
// its district or county are one place, the city; a province and its city are two.
func (s *scan) region(m *meaning, i, n int) int {
	end := i + n
	if s.street(end) || m.context && !s.whither(i, end) || s.at(end) == '玩' || s.delicacy(i, end) {
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
		if before.Str == p.city || before.Str == p.name {
			before.End = end
			return end - i
		}
	}
	s.add("region", p.name, 0, i, end)
	return end - i
}

func (s *scan) joined(from, to int) bool {
	return from == to || to == from+1 && (s.r[from] == ' ' || s.r[from] == '省' || s.r[from] == '市' || s.r[from] == '的' || s.r[from] == '-')
}

// street tells whether a street's name goes on at i.
func (s *scan) street(i int) bool {
	switch s.at(i) {
	case '东', '西', '南', '北', '中':
		return s.at(i+1) == '路' || s.at(i+1) == '街' || s.at(i+1) == '大' && s.at(i+2) == '街'
	case '路':
		return s.at(i+1) != '上' && s.at(i+1) != '途'
	case '街':
		return true
	case '大':
		return s.at(i+1) == '道' || s.at(i+1) == '街' || s.at(i+1) == '厦'
	}
	return false
}

// delicacy tells whether a place names what is made there and nothing is sent to it: 海南鸡饭, 天津麻花.
func (s *scan) delicacy(i, end int) bool {
	switch s.at(i - 1) {
	case '到', '寄', '发', '往', '去', '在', '送', '从':
		return false
	}
	switch s.at(end) {
	case '鸡', '鸭', '鱼', '虾', '面', '饭', '饼', '糕', '肠', '麻', '茶', '酒', '菜', '辣', '烤', '卤', '枣', '梨', '橙', '橘', '芒', '椰', '榴', '凉', '酱', '醋', '腐', '米':
		return s.at(end+1) != '单' && s.at(end+1) != '烦'
	}
	for _, w := range [...]string{"大葱", "大蒜", "火锅", "煎饼", "苹果", "花生", "木耳", "香菇", "蜂蜜", "腊肉", "特产", "小吃", "羊肉", "牛肉", "牛奶", "小米", "石榴", "柚子", "葡萄", "樱桃", "草莓", "核桃", "板栗"} {
		if s.starts(end, w) {
			return true
		}
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
