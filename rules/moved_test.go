package rules

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const menuRule = `  - id: menu
    on: stock
    say: 选哪个
    choices:
      - show: 尺码
        say: 看尺码表
        choices:
          - show: 裤子
            say: 裤子表
      - show: 快递
        say: 发申通
      - show: 空
    expect:
      affirm: 好的
`

const articleRule = "articles:\n  - id: wash\n    ask: [怎么洗]\n    say: 干洗还是水洗\n    choices:\n      - show: 干洗\n        say: 干洗店\n      - show: 水洗\n        say: 冷水\n"

// A reference finds what it was made for in a content that has been edited, or nothing.
func TestReferencesInAnEditedContent(t *testing.T) {
	before := load(t, map[string]string{"rules/a.yaml": "rules:\n" + menuRule, "kb/a.yaml": articleRule})
	pointer := func(rule, path string) Ref {
		a := before.Lookup(Ref{Rule: rule, Path: path})
		require.NotNil(t, a, path)
		ref := a.pointer()
		require.Same(t, a, before.Lookup(ref))
		return ref
	}
	sizes, trousers, courier, empty := pointer("menu", "choices.1"), pointer("menu", "choices.1/choices.1"), pointer("menu", "choices.2"), pointer("menu", "choices.3")
	yes, cold := pointer("menu", "expect.affirm"), pointer("kb:wash", "choices.2")
	require.Regexp(t, `^choices\.2~[0-9a-f]{12}$`, courier.Path)
	for _, c := range []struct {
		name     string
		old, new string // in the rules and the articles
		ref      Ref
		path     string // where it is now; "gone"
	}{
		{"nothing", "选哪个", "选哪个", courier, "choices.2"},
		{"the answer", "发申通", "发顺丰", courier, "choices.2"},
		{"the line", "show: 快递", "show: 发什么快递", courier, "choices.2"},
		{"both", "show: 快递\n        say: 发申通", "show: 发票\n        say: 电子发票", courier, "gone"},
		{"a line before it", "    choices:\n      - show: 尺码", "    choices:\n      - show: 活动\n        say: 满减\n      - show: 尺码", courier, "choices.3"},
		{"the same, with a line that says what it said", "    choices:\n      - show: 尺码", "    choices:\n      - show: 顺丰\n        say: 发申通\n      - show: 尺码", courier, "choices.3"},
		{"a menu around it", "      - show: 快递\n        say: 发申通\n", "      - show: 更多\n        say: 还有\n        choices:\n          - show: 快递\n            say: 发圆通\n", courier, "choices.2/choices.1"},
		{"the menu around it", "show: 尺码\n        say: 看尺码表", "show: 号码\n        say: 看表", trousers, "choices.1/choices.1"},
		{"only itself", "          - show: 裤子\n            say: 裤子表\n", "          - show: 上衣\n            say: 上衣表\n", trousers, "gone"},
		{"only itself", "          - show: 裤子\n            say: 裤子表\n", "          - show: 上衣\n            say: 上衣表\n", sizes, "choices.1"},
		{"a line that does nothing", "show: 空", "show: 无", empty, "gone"},
		{"question and branch", "say: 选哪个", "say: 请选", yes, "expect.affirm"},
		{"the branch", "affirm: 好的", "deny: 好的", yes, "gone"},
		{"the rule's name", "id: menu", "id: main", yes, "gone"},
		{"an article", "      - show: 干洗\n        say: 干洗店\n", "", cold, "choices.1"},
		{"an article's name", "id: wash", "id: clean", cold, "gone"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, 1, max(strings.Count(menuRule, c.old), strings.Count(articleRule, c.old)))
			set := load(t, map[string]string{"rules/a.yaml": "rules:\n" + strings.Replace(menuRule, c.old, c.new, 1), "kb/a.yaml": strings.Replace(articleRule, c.old, c.new, 1)})
			path := "gone"
			if a := set.Lookup(c.ref); a != nil {
				path = a.ref().Path
			}
			require.Equal(t, c.path, path)
		})
	}
	require.Nil(t, before.Lookup(Ref{Rule: "menu", Path: "choices.9"}), "a state of before there were marks")
	require.Nil(t, before.Lookup(Ref{Rule: "menu", Path: "choices.1~00"}))
}
