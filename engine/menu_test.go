package engine

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A line is named by its number or by words of its label, with words of choosing around them, and by nothing else.
func TestLineNamed(t *testing.T) {
	lines := []string{"直筒休闲裤 129元，冬天要加秋裤", "加绒高腰裤 139元，暖和", "换个大小,行不"}
	for said, want := range map[string][3]naming{
		"加绒的":       {unnamed, namedPartly, unnamed},
		"第二个 加绒的":   {unnamed, namedPartly, unnamed},
		"第一个 加绒的":   {unnamed, unnamed, unnamed},
		"我要休闲裤那条吧":  {namedPartly, unnamed, unnamed},
		"换个大小,行不？":  {unnamed, unnamed, namedWhole},
		"换个大小的":     {unnamed, unnamed, namedPartly},
		"大的":        {unnamed, unnamed, unnamed},
		"那个":        {unnamed, unnamed, unnamed},
		"加绒的有货吗":    {unnamed, unnamed, unnamed},
		"第二个 有黑色的吗": {unnamed, unnamed, unnamed},
	} {
		var got [3]naming
		for i := range lines {
			got[i] = (&menuItem{label: lines[i]}).named(i+1, stretches(said))
		}
		require.Equal(t, want, got, said)
	}
}

func TestPointing(t *testing.T) {
	for said, want := range map[string][]string{"加绒的有货吗": {"加绒"}, "高腰那条": {"高腰"}, "的": nil, "the fleece ones, please": {"fleece"}, "the red one?": nil, "which one": {"which"}, "你好": nil} {
		require.Equal(t, want, pointing(said), said)
	}
}
