package intents

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestYesNo(t *testing.T) {
	for message, want := range map[string]string{
		"在的": "是", "还在": "是", "没有": "否", "没": "否", "剪了": "否", "没剪": "是", "洗过": "是", "没洗过": "否", "穿过一次": "是", "吊牌剪掉了": "否", "是的": "是", "不是": "否", "嗯": "是", "好的": "是", "yes": "是",
		"no": "否", "不在了": "否", "没问题": "是", "对": "是", "都拆了": "否", "不清楚": "", "多少钱": "", "在吗": "", "": "", "我想问问你们家那个什么时候能够发货到我这里来": "",
		"不在": "否", "不": "否", "不不": "否", "没有了": "否", "不可以": "否", "不行": "否", "不要": "否", "不好": "否", "不用": "否", "不会": "否", "不能": "否", "应该不在了": "否", "没洗": "否", "还没": "否", "没留": "否", "未": "否", "没留着": "否", "没挂着了": "否", "不挂着了": "否", "不大行": "否", "不太行": "否", "不好意思剪了": "否",
		"还挂着": "是", "还挂着呢": "是", "都留着": "是", "留着呢": "是", "没动过": "是", "挂着": "是", "吊牌都在的": "是",
		"不喜欢": "", "不想要了": "", "不合适": "", "没看懂": "", "没想好": "", "不太喜欢这个颜色": "", "不舒服": "", "不好看": "", "不想退": "", "不满意": "",
	} {
		found, _, _ := read(newExtractor(nil, nil), message, Slot{Name: "tag_on", Kind: "yes_no"})
		if want == "" {
			require.Empty(t, found, message)
			continue
		}
		require.Equal(t, "yes_no="+want, entitiesString(found), message)
		unasked, _, _ := read(newExtractor(nil, nil), message)
		require.Empty(t, unasked, message)
	}
}
