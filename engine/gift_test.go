package engine

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGiftNamed(t *testing.T) {
	gifts := map[string]int64{"棉袜": 600, "帆布袋": 900, "短袜": 600, "socks": 600}
	for said, want := range map[string]string{
		"棉袜": "棉袜", "袜子": "棉袜", "袜": "棉袜", "双棉袜": "棉袜", "袋子": "帆布袋", "小礼物": "socks", "赠品": "socks", "皮带": "皮带", "socks": "socks", "": "", "子": "子",
	} {
		require.Equal(t, want, giftNamed(gifts, said), said)
	}
	require.Equal(t, "小礼物", giftNamed(nil, "小礼物"))
}
