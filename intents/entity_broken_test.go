package intents

import "testing"

func TestQuantitiesBroken(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"碎了一个盘子", "quantity=1"}, {"到手两个杯子裂了", "quantity=2"}, {"收到漏了一瓶", "quantity=1"}, {"掉了一个轮子", "quantity=1"}, {"压烂了三盒", "quantity=3"}, {"坏了一个 能补发吗", "quantity=1"}, {"少了一本书", "quantity=1"},
		{"每种一份", "quantity=1"}, {"一样一个", "quantity=1"}, {"各一盒", "quantity=1"}, {"漏发两双袜子", "quantity=2"}, {"缺了一把椅子", "quantity=1"}, {"一个都没坏", ""}, {"换一个吧", ""}, {"有一个问题", ""}, {"给我一个说法", ""},
		{"还有一个事", ""}, {"配件少一个", "quantity=1"}, {"买三双能打八拆吗", "quantity=3 discount=0.8"}, {"俺要俩红嘞 一个绿嘞", "quantity=2 quantity=1"}, {"买了四个靠枕套 说好是45乘45的 量了只有42 塞不进去", "quantity=4 number=42"},
		{"六个杯子裂俩", "quantity=6 quantity=2"}, {"两块玻璃碎了一块", "quantity=2 quantity=1"}, {"给我拿三条内裤五双袜子", "quantity=3 quantity=5"}, {"缺件 少了4颗螺丝跟1块隔板", "quantity=4 quantity=1"}, {"60支的床单", ""},
	})
}
