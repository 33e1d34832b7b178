package commerce

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFen(t *testing.T) {
	tests := []struct {
		yuan float64
		fen  Fen
		text string
	}{
		{129, 12900, "129"}, {9.9, 990, "9.9"}, {0.05, 5, "0.05"}, {-2.5, -250, "-2.5"}, {0, 0, "0"},
		{math.NaN(), 0, "0"}, {math.Inf(1), 1e11, "1000000000"}, {1.125, 113, "1.13"}, {-1.125, -113, "-1.13"},
	}
	for _, test := range tests {
		require.Equal(t, test.fen, Yuan(test.yuan), "%v", test.yuan)
		require.Equal(t, test.text, test.fen.String())
	}
	require.Equal(t, 1.29, Fen(129).Yuan())
}

func TestParseFen(t *testing.T) {
	tests := []struct {
		text string
		want Fen
		ok   bool
	}{
		{"129", 12900, true}, {"9.9", 990, true}, {"9.90", 990, true}, {"9.9000", 990, true}, {"¥129", 12900, true}, {"129元", 12900, true},
		{" 1,299.00 ", 129900, true}, {"1,234,567", 123456700, true}, {"0.05", 5, true}, {"-3", -300, true}, {"0", 0, true},
		{"", 0, false}, {"1.234", 0, false}, {"12,34", 0, false}, {"1e3", 0, false}, {"abc", 0, false}, {".5", 0, false}, {"1234567890", 0, false},
	}
	for _, test := range tests {
		got, ok := ParseFen(test.text)
		require.Equal(t, test.ok, ok, test.text)
		require.Equal(t, test.want, got, test.text)
	}
}
