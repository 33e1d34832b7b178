package intents

import "testing"

func TestMoneyPaid(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"259买的锅 用了两次就糊", "money=259"}, {"上个月88买的 现在才66", "money=88 money=66"}, {"我399入手的 你现在卖359", "money=399 money=359"}, {"花四百多买的就这?", "money=400"}, {"1999买的手机壳都不送", "money=1999"},
		{"买的时候199 现在降到169", "money=199 money=169"}, {"两百八买的外套起球", "money=280"}, {"拼单价29.9 单买39.9 差这么多", "money=29.9 money=39.9"}, {"3千多的手机送耳机吗", "money=3000"},
		{"99两件 150三件行吗", "money=99 quantity=2 money=150 quantity=3"}, {"原价299折后多少", "money=299"}, {"两千左右的投影仪", "money=2000"}, {"請問運費是60還是80", "money=60 money=80"},
		{"运费要我出18 你自己发错货好吗", "money=18"}, {"同款人家39包邮 你要45还加8块运费", "money=39 money=45 money=8"}, {"200出头的有吗", "money=200"}, {"我在隔壁店看到才118 你128能跟吗", "money=118 money=128"},
		{"发票金额写1280 抬头个人", "money=1280"}, {"优惠完应该是173.4怎么扣了193", "money=173.4 money=193"}, {"139买的收纳柜 板子都是裂的", "money=139"}, {"1299入的耳机 左耳没声", "money=1299"}, {"我看抖音直播间299还送鞋", "money=299"},
		{"it's £45 on amazon you're charging 60", "money=45 money=60"},
	})
}
