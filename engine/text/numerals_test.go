package text

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
		n    int
	}{
		{"175", 175, 3}, {"175cm", 175, 3}, {"1.75米", 1.75, 4}, {"9.9", 9.9, 3}, {"0.5", 0.5, 3}, {"12.", 12, 2},
		{"1,299元", 1299, 5}, {"165,110斤", 165, 3}, {"1,29", 1, 1}, {"3千", 3000, 2}, {"1.2万", 12000, 4}, {"1千2百块", 1200, 4}, {"1万5", 15000, 3}, {"3万8千", 38000, 4}, {"1.2万5", 12000, 4}, {"3千55", 3000, 2}, {"2万3.5", 20000, 2}, {"2百5", 200, 2},
		{"3千克", 3, 1}, {"5百分", 5, 1}, {"1.2.3", 1.2, 3}, {"0031", 31, 4},
		{"一百七十五", 175, 5}, {"一百七", 170, 3}, {"两百五", 250, 3}, {"二百五十", 250, 4}, {"一百零五", 105, 4}, {"一千二", 1200, 3},
		{"一万三", 13000, 3}, {"一千零五十", 1050, 5}, {"十", 10, 1}, {"十五", 15, 2}, {"二十", 20, 2}, {"二十五块", 25, 3}, {"十万", 100000, 2},
		{"三十万", 300000, 3}, {"一七五", 175, 3}, {"二零二六", 2026, 4}, {"八五折", 85, 2}, {"三点五", 3.5, 3}, {"八点五折", 8.5, 3},
		{"三点五十", 3, 1}, {"两点半", 2, 1}, {"两点钟", 2, 1}, {"半", 0.5, 1}, {"半打", 0.5, 1}, {"两三百", 300, 3}, {"八九十", 90, 3},
		{"两三件", 3, 2}, {"两件", 2, 1}, {"俩", 2, 1}, {"仨", 3, 1}, {"零", 0, 1}, {"五", 5, 1}, {"一百二十三个", 123, 5}, {"壹佰", 100, 2},
		{"一米七五", 1, 1}, {"一百一", 110, 3}, {"九十八", 98, 3}, {"一百二三", 120, 3},
	} {
		v, n, ok := ParseNumber([]rune(c.in))
		require.True(t, ok, c.in)
		require.InDelta(t, c.want, v, 1e-9, c.in)
		require.Equal(t, c.n, n, c.in)
	}
	for _, in := range []string{"", "个", "百分百", "千万", "万一", "abc", ".5", "点五", "99999999999999999999"} {
		_, n, ok := ParseNumber([]rune(in))
		require.False(t, ok, in)
		require.Zero(t, n, in)
	}
}

func TestIsNumeral(t *testing.T) {
	for _, r := range "0９"[:1] + "9一两十半零" {
		require.True(t, IsNumeral(r), string(r))
	}
	for _, r := range "百千万点个a" {
		require.False(t, IsNumeral(r), string(r))
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"一百七十五", "1,299.5", "两三百万", "三点五十", "十十十", "零零一万万", "一百百"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := []rune(s)
		v, n, ok := ParseNumber(r)
		require.Equal(t, ok, n > 0)
		require.LessOrEqual(t, n, len(r))
		require.False(t, math.IsNaN(v) || math.IsInf(v, 0) || v < 0)
	})
}

func BenchmarkParseNumber(b *testing.B) {
	r := []rune("一百七十五")
	b.ReportAllocs()
	for b.Loop() {
		ParseNumber(r)
	}
}
