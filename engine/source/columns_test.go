package source

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestColumns(t *testing.T) {
	columns := []Column{{"code", []string{"货号", "sku"}}, {"price", []string{"价格", "单价"}}}
	for header, want := range map[string]string{
		"code": "code", "SKU": "code", "*货号": "code", "价格(元)": "price", "单价（元）": "price", " Price ": "price", "序号": "", "备注": "",
	} {
		key, ok := FindColumn(columns, header)
		require.True(t, ok, header)
		require.Equal(t, want, key, header)
	}
	for _, header := range []string{"", "价格(斤)", "口味", "*"} {
		_, ok := FindColumn(columns, header)
		require.False(t, ok, header)
	}
	require.Equal(t, `did you mean "price"?`, ColumnHint(columns, "prise", "declare it"))
	require.Equal(t, "declare it; columns: code 货号, price 价格", ColumnHint(columns, "口味", "declare it"))
	require.Equal(t, "columns: code 货号, price 价格", ColumnHint(columns, "口味", ""))
}
