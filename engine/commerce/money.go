// Package commerce holds the nouns that the rest of Huashu shares: products
// with prices, stock and size charts, promotions and orders, and loads them
// from a shop's folder.
package commerce

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// Fen is an amount of money in hundredths of a yuan.
type Fen int64

// maxYuan bounds amounts, so that sums of them cannot overflow.
const maxYuan = 1e9

// Yuan turns yuan into fen, rounding halves away from zero. Amounts beyond a
// thousand million yuan are cut to that, what is no number counts as 0.
func Yuan(yuan float64) Fen {
	if math.IsNaN(yuan) {
		return 0
	}
	return Fen(math.Round(max(-maxYuan, min(yuan, maxYuan)) * 100))
}

// Yuan returns the amount in yuan.
func (f Fen) Yuan() float64 { return float64(f) / 100 }

// String returns the amount in yuan with at most two decimals: 129, 9.9, 0.05.
func (f Fen) String() string { return strconv.FormatFloat(f.Yuan(), 'f', -1, 64) }

var amountForm = regexp.MustCompile(`^(-?)(\d{1,3}(?:,\d{3}){1,2}|\d{1,9})(?:\.(\d{1,2})0*)?$`)

// ParseFen reads an amount of yuan as people write it: 129, 9.90, ¥129, 129元,
// 1,299.00. More than two decimals or nine digits, and anything else, is not
// ok.
func ParseFen(text string) (f Fen, ok bool) {
	text = strings.TrimLeft(text, "¥\uffe5 ")
	text = strings.TrimRight(text, "元 ")
	parts := amountForm.FindStringSubmatch(text)
	if parts == nil {
		return 0, false
	}
	digits := strings.ReplaceAll(parts[2], ",", "") + (parts[3] + "00")[:2]
	value, err := strconv.ParseInt(parts[1]+digits, 10, 64)
	return Fen(value), err == nil
}

// money reads an amount that must not be negative.
func money(n *source.Node, errs *source.List, what string) Fen {
	if n == nil {
		return 0
	}
	before := errs.Len()
	text := n.Text(errs, what)
	if errs.Len() > before {
		return 0
	}
	amount, ok := ParseFen(text)
	if !ok || amount < 0 {
		errs.Add(n.Pos(), "yuan with at most two decimals, like 129 or 9.9", "%s: want an amount of money, have %q", what, text)
		return 0
	}
	return amount
}
