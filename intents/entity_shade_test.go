package intents

import "testing"

// Colours that no list knows, and words that end like one.
func TestColoursOfShops(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"白瓶和绿瓶差在哪", "colour=白色 colour=绿色"}, {"土黄的和雾霾蓝的哪个显白", "colour=土黄色 colour=雾霾蓝色"}, {"牛油果绿还有吗", "colour=牛油果绿色"}, {"奶茶色L码", "colour=奶茶色 size=L"}, {"要抹茶绿", "colour=抹茶绿色"}, {"换成奶油白", "colour=奶油白色"}, {"焦糖色的沙发", "colour=焦糖色"},
		{"克莱因蓝有货不", "colour=克莱因蓝色"}, {"樱花粉的杯子", "colour=樱花粉色"}, {"巧克力色和黑色", "colour=巧克力色 colour=黑色"}, {"烟灰色", "colour=烟灰色"}, {"象牙白", "colour=象牙白色"}, {"孔雀蓝", "colour=孔雀蓝色"},
		{"湖水绿的", "colour=湖水绿色"}, {"莫兰迪灰", "colour=莫兰迪灰色"}, {"亮黄", "colour=亮黄色"}, {"藏蓝", "colour=藏青色"}, {"豆沙色", "colour=豆沙色"}, {"薄荷绿", "colour=薄荷绿色"}, {"玫瑰金", "colour=玫瑰金色"}, {"奶茶好喝吗", ""},
		{"什么特色", ""}, {"颜色太深", ""}, {"同色系的", ""}, {"亮色的", ""}, {"能染色吗", ""}, {"有别的颜色吗", ""}, {"出色", ""}, {"两色可选", ""}, {"奶昔色有吗", "colour=奶昔色"}, {"枫糖色", "colour=枫糖色"}, {"帮我换成泥巴色", "colour=泥巴色"},
		{"一件黑一件白都要M", "quantity=1 colour=黑色 quantity=1 colour=白色 size=M"}, {"深空灰和银色 哪个好", "colour=深空灰色 colour=银色"}, {"要灰不要黑", "colour=灰色 colour=黑色"}, {"头发染黑的", ""},
		{"原木色和胡桃色哪个百搭", "colour=原木色 colour=胡桃色"}, {"奶咖色", "colour=奶咖色"}, {"荧光绿太亮", "colour=荧光绿色"}, {"粽色的包包", "colour=棕色"}, {"子色的发圈", "colour=紫色"}, {"灰瑟卫衣", "colour=灰色"}, {"咖非色", "colour=咖啡色"},
		{"藏轻色", "colour=藏青色"}, {"酒宏色毛衣", "colour=酒红色"}, {"天兰色", "colour=天蓝色"}, {"浅会色", "colour=浅灰色"}, {"绿豆色和豆绿是一个色吗", "colour=绿豆色 colour=豆绿色"}, {"口红豆沙色显白不", "colour=豆沙色"},
		{"染发剂闷青色", "colour=闷青色"}, {"拍错颜色了 想改成雾蓝", "colour=雾蓝色"}, {"窗帘选雾霾灰配原木色家具行不", "colour=雾霾灰色 colour=原木色"}, {"乳白色和象牙白有啥不一样", "colour=米白色 colour=象牙白色"}, {"玫瑰金表带", "colour=玫瑰金色"},
		{"碳灰的西装套装", "colour=炭灰色"}, {"图上是橘粉 到手死亡芭比粉", "colour=橘粉色 colour=死亡芭比粉色"}, {"床品要奶油风 不要大红大绿", ""}, {"河南山药 广西芋头 哪个粉", ""}, {"黄瑟的卫依", "colour=黄色"}, {"豆沙瑟的口红", "colour=豆沙色"},
		{"奶油色布艺沙发", "colour=奶油色"}, {"青灰色还有没有", "colour=青灰色"}, {"蜜桃粉的唇釉", "colour=蜜桃粉色"}, {"高级灰", "colour=高级灰色"}, {"颜色选的奶咖 发来是白的", "colour=奶咖色 colour=白色"},
		{"我要一黑一白两个手机壳", "colour=黑色 colour=白色 quantity=2"}, {"换个颜色 把绿换成灰", "colour=绿色 colour=灰色"}, {"藏蓝还是黑显瘦", "colour=藏青色 colour=黑色"}, {"棕的没货就发咖的", "colour=棕色 colour=咖啡色"}, {"有香槟金色号吗", ""},
		{"口红选复古红还是豆沙", "colour=复古红色"}, {"想問燕麥色跟奶茶色差很多嗎", "colour=燕麦色 colour=奶茶色"}, {"要黑个 勿要白个", "colour=黑色 colour=白色"},
	})
}
