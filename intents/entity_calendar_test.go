package intents

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/text"
)

// Days that were, are overdue or are to come, and their traps, asked on Wednesday, 25 November 2026.
func TestDatesOfWednesday(t *testing.T) {
	x, wednesday := newExtractor(nil, nil), time.Date(2026, 11, 25, 10, 0, 0, 0, thursday.Location())
	for _, c := range []entityCase{
		{"今天都27号了 还没收到", "date=2026-11-25 date=2026-11-27"}, {"孩子30号满月 来得及吗", "date=2026-11-30"}, {"我儿子28号过生日 能到不", "date=2026-11-28"}, {"这都24号了怎么还在揽收", "date=2026-11-24"},
		{"客服又说明天到", "date=2026-11-26"}, {"他说明天发货", "date=2026-11-26"}, {"跟我说明天一定到", "date=2026-11-26"}, {"你说后天发 结果还没动", "date=2026-11-27"}, {"说明书没有", ""}, {"这个说明天气热不能用吗", ""},
		{"生产日期11月1号 够新鲜吗", "date=2026-11-01"}, {"生产日期是9月20号的 能换新的吗", "date=2026-09-20"}, {"我11月10号下的单", "date=2026-11-10"}, {"11月20号就说发了 现在还没物流", "date=2026-11-20"},
		{"师傅11月18号来装过一次 又松了", "date=2026-11-18"}, {"10月30号买的锅 把手掉了", "date=2026-10-30"}, {"保质期到12月3号 还卖?", "date=2026-12-03"}, {"说好20号发 到现在没动静", "date=2026-11-20"},
		{"你们答应26号送来的", "date=2026-11-26"}, {"廿八号前能到伐", "date=2026-11-28"}, {"二十九号要用", "date=2026-11-29"}, {"12/5前到得了吗", "date=2026-12-05"}, {"12/3以前能收到嗎", "date=2026-12-03"},
		{"12-8之前要", "date=2026-12-08"}, {"12.6以前送到", "date=2026-12-06"}, {"11/30能出貨嗎", "date=2026-11-30"}, {"1/2的比例", "number=1 number=2"}, {"腊月廿八前到", ""},
		{"上周五到的货 今天才拆", "date=2026-11-20 date=2026-11-25"}, {"前天晚上拍的", "date=2026-11-23"}, {"下周三之前能到吗", "date=2026-12-02"}, {"周日下午三点送可以吗", "date=2026-11-29"}, {"這禮拜六能到嗎", "date=2026-11-28"},
		{"will it be here by dec 5", "date=2026-12-05"}, {"i ordered on nov 12 and nothing yet", "date=2026-11-12"}, {"need it before the 30th", "date=2026-11-30"},
		{"should've come last tuesday", "date=2026-11-17"}, {"this friday works?", "date=2026-11-27"}, {"前天159拍的 今天149了", "date=2026-11-23 money=159 date=2026-11-25 money=149"},
		{"北京朝阳的 明早到?", "region=北京 date=2026-11-26"}, {"两今天发吗", "date=2026-11-25"}, {"130今天能穿吗", "number=130 date=2026-11-25"},
		{"昨天还是69 今天79了", "date=2026-11-24 money=69 date=2026-11-25 money=79"}, {"快递柜3号", ""}, {"周一到周五上班", ""}, {"arrives on 12/2 right", "date=2026-12-02"},
		{"昨天问是89今天就99了 坑人", "date=2026-11-24 money=89 date=2026-11-25 money=99"}, {"三号楼的师傅周二装的空调 到今天外机还响", "date=2026-11-24 date=2026-11-25"}, {"need it by 12/20 for xmas", "date=2026-12-20"},
		{"11月5号开的发票 现在还没收到", "date=2026-11-05"}, {"卅号之前要", "date=2026-11-30"}, {"香奈儿5号是正品吗", ""}, {"11.20下单 11.23才发 今天还没到", "date=2026-11-20 date=2026-11-23 date=2026-11-25"},
	} {
		var n text.Normalized
		text.Normalize(&n, c.message)
		found, _, _ := x.extract(&n, c.message, Context{Now: wednesday}, nil)
		require.Equal(t, c.want, entitiesString(found), c.message)
	}
}
