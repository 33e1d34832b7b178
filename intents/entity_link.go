package intents

import "strings"

// link reads a web address, an e-mail address or the like at i and returns its length, 0 if there is none. A link of the catalogue is its
// product; one of a marketplace that the catalogue lacks is a product by its address.
func (s *scan) link(i int) int {
	end, points := i, 0
	for end < len(s.r) && s.r[end] > ' ' && s.r[end] < 0x7F {
		if s.r[end] == '.' || s.r[end] == '@' || s.r[end] == '/' {
			points++
		}
		end++
	}
	if points == 0 || end-i < 6 {
		return 0
	}
	for end > i && strings.ContainsRune(".,!?;:)'\"", s.r[end-1]) {
		end--
	}
	address := string(s.r[i:end])
	bare := bareLink(address)
	host, _, _ := strings.Cut(bare, "/")
	if strings.Contains(host, "@") && strings.Contains(host, ".") {
		return end - i
	}
	web := strings.Contains(address, "://") || strings.HasPrefix(address, "www.")
	if m, ok := s.linked(bare); ok {
		if !s.repeats(m) {
			s.add(m.kind, m.value, 0, i, end)
		}
		return end - i
	}
	for _, d := range [...]string{"taobao.com", "tmall.com", "jd.com", "tb.cn", "jd.hk", "yangkeduo.com", "pinduoduo.com", "tmall.hk", "1688.com"} {
		if host == d || strings.HasSuffix(host, "."+d) {
			from, to := s.bytes(i, end)
			s.add("product", s.original[from:to], 0, i, end)
			return end - i
		}
	}
	if web {
		return end - i
	}
	return 0
}

// linked finds the product of a link: by its address up to the query, else by the number in it.
func (s *scan) linked(bare string) (said, bool) {
	if s.x.trie.keys == nil {
		return said{}, false
	}
	r := []rune(bare)
	if len(r) > 0 {
		if v, n := s.x.trie.longest(r, 0); n > 6 {
			for _, m := range s.x.says[v] {
				if m.kind == "product" {
					return m, true
				}
			}
		}
	}
	if id := []rune(linkID(bare)); len(id) > 0 {
		if v, n := s.x.trie.longest(id, 0); n == len(id) {
			for _, m := range s.x.says[v] {
				if m.kind == "product" {
					return m, true
				}
			}
		}
	}
	return said{}, false
}

// bareLink is a link without scheme, www. and final slash.
func bareLink(link string) string {
	if _, after, ok := strings.Cut(link, "://"); ok {
		link = after
	}
	return strings.TrimSuffix(strings.TrimPrefix(link, "www."), "/")
}

// linkID is the article number in a marketplace's link: ?id=528105689823, /100012043978.html; "" if there is none.
func linkID(link string) string {
	for _, mark := range [...]string{"?id=", "&id=", "goods_id="} {
		if _, after, ok := strings.Cut(link, mark); ok {
			return leadingDigits(after)
		}
	}
	path, _, _ := strings.Cut(link, "?")
	path = strings.TrimSuffix(path, ".html")
	return leadingDigits(path[strings.LastIndexByte(path, '/')+1:])
}

func leadingDigits(s string) string {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n < 6 {
		return ""
	}
	return s[:n]
}
