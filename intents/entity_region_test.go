package intents

import "testing"

// Firms are named after places, and cities of county level lie in cities.
func TestRegionsOfFirms(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"抬头写 北京稻谷文化有限公司 开普票", ""}, {"发票开 上海云舟科技有限公司", ""}, {"寄到北京市海淀区中关村 某某公司", "region=北京"},
		{"我公司在北京 能送吗", "region=北京"}, {"寄北京稻谷文化有限公司", "region=北京"}, {"浙江金华义乌市能到吗", "region=浙江 region=金华 region=义乌"},
		{"浙江省杭州市桐庐县", "region=浙江 region=杭州"}, {"苏州市吴江区", "region=苏州"}, {"义乌市到货多久", "region=义乌"}, {"发票抬头是成都锦里文化传播公司", ""},
		{"给我开广州白云信息公司的票", ""}, {"北京的快递公司靠谱吗", "region=北京"}, {"到上海哪家公司送", "region=上海"}, {"发去深圳市南山区腾讯公司", "region=深圳"},
		{"我在杭州的公司收", "region=杭州"}, {"从广东发北京公司地址", "region=广东 region=北京"}, {"上海公司能收吗", "region=上海"},
		{"江苏省无锡市江阴市澄江街道", "region=江苏 region=无锡 region=江阴"}, {"浙江省绍兴市诸暨市", "region=浙江 region=绍兴 region=诸暨"}, {"杭州市富阳区", "region=杭州"},
	})
}
