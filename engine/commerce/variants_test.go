package commerce

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A stock of one level holds sizes where its words are sizes, weights or packs, else colours.
func TestSizesFromColours(t *testing.T) {
	for stock, sizes := range map[string]bool{
		"{M: 1, L: 2}": true, "{42: 1, 43码: 2}": true, "{小罐: 12, 大罐: 0}": true, "{50克: 30}": true, "{100g: 1, 250g: 2, 礼盒: 3}": true, "{500ml*6: 1}": true,
		"{8+128G: 1, 12+256GB: 2}": true, "{1.5米床: 1, 1.8米床: 2}": true, "{三件套: 1, 四件套: 2}": true, "{散装: 1, 家庭装: 2}": true, "{大号: 1, 小号: 2}": true,
		"{5斤: 1, 精选: 2}": true, "{150*200cm: 2}": true, "{3-4岁: 1}": true, "{200克/罐: 1}": true, "{单人份: 1, 双人份: 2}": true, "{大: 1, 小: 2}": true,
		"{黑色: 1, 卡其: 2}": false, "{燕麦: 1, 奶茶: 2}": false, "{原味: 1, 麻辣: 2}": false, "{经典款: 1}": false, "{中国红: 1, 雾霾蓝: 2}": false, "{小麦: 1}": false, "{大红: 1}": false, "{米白: 1}": false,
	} {
		products, errs := load(map[string]string{"products.yaml": "products: [{code: a, name: x, price: 1, stock: " + stock + "}]"}, nil)
		require.Empty(t, errs, stock)
		require.Equal(t, sizes, products[0].Stock[0].Colour == "", stock)
		require.Equal(t, sizes, products[0].Stock[0].Sizes[0].Size != "", stock)
	}
	products, errs := load(map[string]string{"products.yaml": "products: [{code: a, name: x, price: 1, stock: {规格: {原味: 3, 麻辣: 0}}}]"}, nil)
	require.Empty(t, errs)
	require.Equal(t, []ColourStock{{"", []SizeStock{{"原味", 3}, {"麻辣", 0}}}}, products[0].Stock, "whatever they are called")
	_, errs = load(map[string]string{"products.yaml": "products: [{code: a, name: x, price: 1, stock: {50克: 1, 黑色: 2}}]"}, nil)
	require.Contains(t, errs, "colours and sizes beside each other")
}
