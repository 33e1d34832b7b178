package engine

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// Whoever writes on: with the words that the reference has beside an intent is told its id.
func TestMeantByLabel(t *testing.T) {
	shop, err := Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\n")}})
	require.NoError(t, err)
	text, err := os.ReadFile("../rules/README.md")
	require.NoError(t, err)
	_, section, _ := strings.Cut(string(text), "## 13.")
	rows := regexp.MustCompile("(?m)^\\| `([a-z._]+)` \\| ([^|]+) \\|").FindAllStringSubmatch(section, -1)
	require.Greater(t, len(rows), 35)
	all, wrong := 0, []string{}
	for _, row := range rows {
		for _, label := range strings.Split(strings.TrimSpace(row[2]), "、") {
			all++
			if shop.meant(label) != row[1] {
				wrong = append(wrong, label)
			}
		}
	}
	require.Less(t, len(wrong)*5, all, "%v", wrong)
	for label, id := range map[string]string{"问候": "greeting", "库存": "stock", "退款进度": "returns.refund", "议价": "bargain.plain", "火星": ""} {
		require.Equal(t, id, shop.meant(label), label)
	}
}
