package intents

import "testing"

func TestQuantitiesShared(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"俺要仨 红的俩 绿的一个 咋拍", "quantity=3 colour=红色 quantity=2 colour=绿色 quantity=1"}, {"黑的俩白的仨", "colour=黑色 quantity=2 colour=白色 quantity=3"},
		{"蓝色俩 灰色一个", "colour=蓝色 quantity=2 colour=灰色 quantity=1"}, {"俺俩都穿M", "size=M"}, {"我们仨拼一单", ""}, {"要红的 一个礼拜能到吗", "colour=红色"},
		{"一双给我妈38码的 一双给我爸43码的", "quantity=1 size=38 quantity=1 size=43"}, {"买了两双 一双给我妈38码的 一双给我爸43码的", "quantity=2 size=38 size=43"},
		{"买了两件 少了一件", "quantity=2 quantity=1"}, {"玻璃罐碎一箱子蜂蜜糊得到处都是", ""}, {"洒了一盒子", ""}, {"黑色俩白色仨", "colour=黑色 quantity=2 colour=白色 quantity=3"},
		{"来仨 都要红的", "quantity=3 colour=红色"}, {"俩黑的一个白的", "quantity=2 colour=黑色 quantity=1 colour=白色"},
		{"红的一个 蓝的俩", "colour=红色 quantity=1 colour=蓝色 quantity=2"}, {"买了三双 一双小了", "quantity=3 quantity=1"},
		{"拍了两件 一件M 一件L", "quantity=2 quantity=1 size=M quantity=1 size=L"}, {"订了两盒 一盒给爸 一盒给妈 两盒都送到家", "quantity=2"}, {"两件都要", "quantity=2"},
		{"两件都小了 两件都退", "quantity=2"}, {"碎一瓶子油", ""}, {"一袋子都是虫", ""}, {"一盒子里有几片", ""}, {"买一箱", "quantity=1"},
		{"保温杯能泡茶不紫的还剩没剩", "colour=紫色"}, {"不黑的还有没", "colour=黑色"},
	})
}
