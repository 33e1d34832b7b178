package intents

import (
	"slices"
	"strings"
)

// The answer to a question for yes or no, where no intent tells it: the words of the first clause alone.

// yesNo judges the first clause by its words alone: what is gone (剪了, 没了) is no, what is not gone (没剪) yes.
func (s *scan) yesNo() {
	from := 0
	for from < len(s.r) && (s.stop(from) || s.r[from] == ' ') {
		from++
	}
	_, to := s.clause(from)
	if from >= to || to-from > 16 {
		return
	}
	if s.at(to) == '?' {
		return
	}
	words := string(s.r[from:to])
	if value := judgeYesNo(words); value != "" {
		e := Entity{Kind: "yes_no", Str: value, Start: from, End: to}
		at := s.from
		for at < len(s.out) && s.out[at].Start < from {
			at++
		}
		s.out = slices.Insert(s.out, at, e)
	}
}

// judgeYesNo reads 是, 否 or neither from the words of a clause. A 不 or 没 denies only what can have been asked: 不在 and 没洗 are no,
// 不喜欢 and 没想好 neither.
func judgeYesNo(w string) string {
	any := func(words ...string) bool {
		return slices.ContainsFunc(words, func(x string) bool { return strings.Contains(w, x) })
	}
	whole := func(words ...string) bool { return slices.Contains(words, strings.TrimSpace(w)) }
	switch {
	case any("吗", "什么", "怎么", "哪", "几", "多少", "为啥", "?"):
		return ""
	case any("不知道", "不清楚", "不确定", "忘了", "没注意", "没关系", "没事", "算了", "随便", "没看懂", "没看明白", "没听懂", "没懂", "没弄懂", "没搞懂", "没明白", "没想好", "没想清楚", "没考虑", "没决定", "没空", "not sure", "don't know"):
		return ""
	case any("没错", "没问题", "不错", "没剪", "没撕", "没丢", "没扔", "没拆", "没摘", "没动", "没弄丢", "未剪", "未拆", "没坏", "没破", "没少", "没缺", "not removed", "still on", "still there"):
		return "是"
	case any("剪了", "剪掉", "撕了", "撕掉", "丢了", "扔了", "没了", "不在", "拆了", "拆掉", "弄丢", "摘了", "摘掉", "取了", "取掉", "剪下", "找不到", "不见了", "cut off", "removed", "lost it", "threw"):
		return "否"
	case any("没", "未", "否", "无", "木有", "冇", "唔") || whole("no", "nope", "nah", "none", "n", "never", "not yet", "not really") || any("n't", "no,", "haven't", "have not", "not "):
		return "否"
	case strings.HasPrefix(w, "no ") || strings.HasPrefix(w, "never"):
		return "否"
	case any("挂着", "留着", "还在", "都在") && !any("不挂", "不留"):
		return "是"
	case any("不"):
		return denial(w)
	case any("在", "有", "是", "对", "嗯", "好", "可以", "行", "过", "齐", "恩", "昂", "要", "需要", "系", "洗了", "穿了", "用了") || whole("yes", "yep", "yeah", "yup", "sure", "ok", "y", "right", "correct", "of course") || strings.HasPrefix(w, "yes"):
		return "是"
	}
	return ""
}

// denial is 否 for words with a 不 that stands alone or before a word that answers, "" for 不喜欢 and 不合适.
func denial(w string) string {
	for w != "" {
		_, after, found := strings.Cut(w, "不")
		if !found {
			return ""
		}
		w = after
		next, rest := []rune(strings.TrimLeft(after, "太大")), ""
		if len(next) == 0 {
			return "否"
		}
		if len(next) > 1 {
			rest = string(next[1:])
		}
		switch next[0] {
		case '在', '是', '有', '对', '行', '会', '能', '要', '用', '了', '挂', '留', '不', ' ', '啊', '呀', '哦', '呢', '嗯', '的':
			return "否"
		case '好':
			if !strings.HasPrefix(rest, "意思") && !strings.HasPrefix(rest, "看") && !strings.HasPrefix(rest, "用") && !strings.HasPrefix(rest, "穿") {
				return "否"
			}
		case '可':
			if strings.HasPrefix(rest, "以") {
				return "否"
			}
		}
	}
	return "否"
}
